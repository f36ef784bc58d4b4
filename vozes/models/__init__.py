"""The published models: the catalogue of them, and how one is fetched, checked, kept and removed."""
