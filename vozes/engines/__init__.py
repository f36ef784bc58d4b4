"""The engines: what they are (`base`), the process that hosts one (`worker`), and a folder for each."""
