"""The raw library behind `tame`, in a process that may die of it: `python -m tests.engines.espeak.raw_library WAY`.

Takes lines of `[number, voice, text]`, and writes the number of each before it is spoken or read.
"""

import json
import sys
from pathlib import Path

import espeakng_loader

from vozes.engines.espeak.info import list_voices
from vozes.text.espeak.library import EspeakLibrary, Parameter
from vozes.text.espeak.taming import tame

_FASTEST = 449


def main(way: str) -> None:
    library = EspeakLibrary(Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path()))
    identifiers = {voice.info.id: voice.identifier for voice in list_voices()}
    for line in sys.stdin:
        number, voice, text = json.loads(line)
        print(number, flush=True)
        tamed, _ = tame(text, voice)
        if way == "phonemes":
            library.phonemes(tamed, identifiers[voice])
        else:
            library.set_voice(identifiers[voice])
            library.set_parameter(Parameter.RATE, _FASTEST)
            library.synthesize(tamed, lambda pcm, events: False)


if __name__ == "__main__":
    main(sys.argv[1])
