"""The engines' processes: started, watched, talked to, and ended."""
