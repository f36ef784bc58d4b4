"""The installation: its stages, how each is run and checked, what its failures mean, and its log."""
