"""Audio that a client already has, in another format: encoded off the event loop, into a spool.

It knows nothing of HTTP. What is spoken anew goes by `speech`.
"""

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from vozes.audio.conversion import convert
from vozes.audio.formats import AudioFormat
from vozes.audio.spool import Spool
from vozes.errors import ErrorCode, VozesError
from vozes.service.speech.encoding import work_on


async def converted(source: Path, audio_format: AudioFormat, spool: Spool, param: str) -> None:
    """Writes a WAV file to a spool in another format, and finishes that.

    Raises VozesError: INVALID_FIELD of `param` where it is no such file, and STORAGE_FULL.
    """
    with closing(convert(source, audio_format, spool)) as work:
        try:
            while await work_on(audio_format, _goes_on, work):
                pass
        except ValueError as error:
            raise VozesError(ErrorCode.INVALID_FIELD, f"{param} {error}.", param=param) from None
    spool.finish()


def _goes_on(work: Generator[None]) -> bool:
    """Does the next piece; returns whether there may be more."""
    return next(work, False) is None
