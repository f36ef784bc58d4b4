"""A process that works on a library without end, to be killed: `python -m tests.voices.busy HOME SEED`.

It prints a line of JSON before each step, what it is about to do, and one after it, what has been acknowledged.
"""

import json
import random
import sys
from pathlib import Path

from tests.voices.samples import draft
from vozes.voices.library import VoiceLibrary


def work(library: VoiceLibrary, chance: random.Random) -> None:
    live, deleted, number = [voice.id for voice in library.list()], [], 0
    while True:
        number += 1
        act = chance.choice(["add", "add", "edit", "delete", "restore"])
        if act == "add":
            name = f"Voice {chance.getrandbits(40)}"
            _tell("trying", act, name, "")
            voice = library.add(draft(name, description=name))
            live.append(voice.id)
            _tell("done", act, voice.id, name)
        elif act == "edit" and live:
            voice_id, name = chance.choice(live), f"Voice {chance.getrandbits(40)}"
            _tell("trying", act, voice_id, name)
            library.edit(voice_id, name=name, description=name)
            _tell("done", act, voice_id, name)
        elif act == "delete" and live:
            voice_id = live.pop(chance.randrange(len(live)))
            deleted.append(voice_id)
            _tell("trying", act, voice_id, "")
            library.delete(voice_id)
            _tell("done", act, voice_id, "")
        elif act == "restore" and deleted:
            voice_id = deleted.pop()
            live.append(voice_id)
            _tell("trying", act, voice_id, "")
            library.restore(voice_id)
            _tell("done", act, voice_id, "")


def _tell(*words: str) -> None:
    print(json.dumps(words), flush=True)


if __name__ == "__main__":
    work(VoiceLibrary(Path(sys.argv[1]), trash_days=30), random.Random(int(sys.argv[2])))
