"""What a server does for voices: cloning, previews, and what it writes to the library."""
