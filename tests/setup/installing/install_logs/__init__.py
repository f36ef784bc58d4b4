"""Logs of installations that failed and succeeded, and what makes them."""
