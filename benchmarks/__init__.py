"""What measures speed and memory, never a test. Each runs alone: `python -m benchmarks.NAME [--json]`."""
