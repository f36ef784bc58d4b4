"""The unpacked model that tells languages, made once in the checkout's home and lent to the homes of tests.

A server makes it for itself in a second of the processor's time, and 52 MB; some hundred tests start one.
"""

import os
import shutil
from functools import cache
from pathlib import Path

from vozes.text.detection.model import ModelMaker

FOLDER = Path("cache", "language")
_OWN = Path(__file__).parents[1] / ".vozes" / FOLDER


def lend_language_model(home: Path) -> None:
    """Puts the model into a home, which may not be there yet, with its owner's rights alone."""
    for folder in (home, *(home / path for path in reversed(FOLDER.parents[:-1])), home / FOLDER):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = _model()
    lent = home / FOLDER / made.name
    shutil.copytree(made, lent, copy_function=_link, dirs_exist_ok=True)
    lent.chmod(0o700)


@cache
def _model() -> Path:
    """Returns the model's folder; makes it where no test and no server of this checkout has yet."""
    ModelMaker(_OWN).load()
    (made,) = (path for path in _OWN.iterdir() if not path.name.startswith("."))
    for file in made.iterdir():
        file.chmod(0o600)
    return made


def _link(source: str, target: str) -> None:
    """Gives a file another name, or copies it where that is on another disk."""
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        shutil.copyfile(source, target)
        os.chmod(target, 0o600)
