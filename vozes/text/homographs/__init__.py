"""Words that are written alike and sound otherwise by what they mean, told apart by the words around them."""
