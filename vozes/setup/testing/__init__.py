"""What `start.py test` runs, and what its browser and its listener need."""
