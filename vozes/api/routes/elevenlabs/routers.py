"""The routes of ElevenLabs' API, in the order in which they are tried. They come before ours, some of which have the
same paths.
"""

from vozes.api.routes.elevenlabs import dialogue, dictionaries, library, models, sockets, speech, user, voices

ROUTERS = (
    voices.router,
    library.router,
    models.router,
    speech.router,
    dialogue.router,
    sockets.router,
    user.router,
    dictionaries.router,
)
