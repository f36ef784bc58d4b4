"""Text for speech: which texts can be spoken, in which language they are, and where a long one is parted.

`phonemes` makes phonemes of a text, `romanization` writes it in Latin letters, `espeak` is eSpeak NG's library.
"""
