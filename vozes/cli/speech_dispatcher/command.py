"""`vozes speech-dispatcher`: what the daemon starts, and ends by QUIT or by closing the pipe."""

import asyncio
from contextlib import suppress

from vozes.cli.claimed_streams import Lines, claimed_streams
from vozes.cli.progress import run
from vozes.cli.say.own_engine import own_service, warnings_not_logged
from vozes.cli.speech_dispatcher.module import Module
from vozes.service.home import mend_home
from vozes.service.speech.waiting import SERVERS_PATIENCE
from vozes.settings import Settings


def serve_daemon(settings: Settings) -> None:
    mend_home(settings.home)
    with claimed_streams() as (source, target):

        async def work() -> None:
            async with own_service(settings) as service:
                service.waiting.patience = SERVERS_PATIENCE
                warming = asyncio.create_task(service.readiness.warm_up())
                try:
                    with suppress(BrokenPipeError), warnings_not_logged():
                        await Module(service, Lines(source), target).serve()
                finally:
                    warming.cancel()
                    await asyncio.gather(warming, return_exceptions=True)

        run(work())
