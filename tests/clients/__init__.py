"""Programs that were written for others speak through a live server: their own clients, as they are."""
