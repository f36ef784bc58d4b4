"""The routes of other speech servers, in the order in which they are tried."""

from vozes.api.routes.compatible import alltalk, chatterbox, jambonz, studio, xtts

ROUTERS = (xtts.router, alltalk.router, chatterbox.router, studio.router, jambonz.router)
