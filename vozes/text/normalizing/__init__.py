"""Writes out what is not a word: numbers, dates, money, units, addresses, abbreviations, symbols.

`normalizer` finds the places and makes edits; `language` says what a language must know; `common` has the rules that
many languages share; each file in `languages` is a language.
"""
