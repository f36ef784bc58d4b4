"""The package as pip installs it, outside of any checkout."""
