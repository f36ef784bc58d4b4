"""Markup in a user's text: SSML and plain tags become passages, each with its manner, pauses and marks.

`parsing.parse` is the entry; `planning.plan` gathers what one request to an engine can say. Nothing here knows an
engine: what each can do is data of the kind that `support` describes.
"""
