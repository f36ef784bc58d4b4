"""What torch does too slowly on a CPU, as compiled C: built with the package where a compiler is, else left out."""
