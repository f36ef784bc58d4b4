"""The routes of OpenAI's API, in the order in which they are tried. They come after those of ours that begin alike."""

from vozes.api.routes.openai import captions, consents, models, speech, voices

ROUTERS = (speech.router, captions.router, voices.router, consents.router, models.router)
