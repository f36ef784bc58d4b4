"""What is on disk: a published checkpoint's files, its configuration, its parameters and their conversion."""
