"""Our runtimes beside recorded outputs of the reference implementations: `python -m benchmarks.parity ENGINE FILE`."""
