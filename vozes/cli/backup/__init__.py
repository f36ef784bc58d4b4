"""`vozes backup` and `vozes restore`: all that a user has made in a home, in one file and back."""
