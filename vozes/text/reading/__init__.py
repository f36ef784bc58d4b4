"""From a user's text to what is said, block by block, with the span that each word came from.

`blocks` cuts the text where nothing that follows can change its reading, `reader` reads a block, and `words` takes the
result apart into sentences and words, for those who want to see it.
"""
