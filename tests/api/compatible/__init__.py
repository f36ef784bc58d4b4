"""The calls of other speech servers, as the programs that were written for those send them."""
