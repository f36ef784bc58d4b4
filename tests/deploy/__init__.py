"""What is in `deploy/`: it is run here as far as this machine can, by the files that users take."""
