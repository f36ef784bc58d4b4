"""What is on disk: a published model's files, its configuration, its parameters and their conversion."""
