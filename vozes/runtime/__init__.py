"""Parts that the neural engines share."""
