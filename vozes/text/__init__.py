"""Text for speech: what can be said (`speakable`), in which language (`language`, `detection`), in which pieces
(`splitting`, by `breaks`, `abbreviations` and `clusters`), written out (`normalizing`), in Latin letters (`scripts`),
as phonemes (`phonemes`, by `espeak`, `portuguese`, `mandarin` and `japanese`, with `marks` and `alignment`; `ipa`).
"""
