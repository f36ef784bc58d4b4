"""The networks of XTTS v2, in torch and in kernels of our own; they know nothing of files, texts and requests."""
