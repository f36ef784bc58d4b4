"""Makes the dictionaries of `vozes.engines.styletts2.english` from misaki's wheel.

pip download --no-deps misaki==0.9.4
python -m benchmarks.english.dictionaries misaki-0.9.4-py3-none-any.whl
"""

import argparse
import gzip
import json
import zipfile
from pathlib import Path

from vozes.engines.styletts2.english import dictionary

_NAMES = ("us", "gb")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    wheel = zipfile.ZipFile(parser.parse_args().wheel)
    for name in _NAMES:
        checked, others = (json.loads(wheel.read(f"misaki/data/{name}_{kind}.json")) for kind in ("gold", "silver"))
        entries = {word: dictionary.UNCHECKED + said for word, said in others.items()}
        entries |= {word: _written(said) for word, said in checked.items()}
        lines = sorted(f"{word}\t{said}\n".encode() for word, said in entries.items())
        (dictionary._FOLDER / f"{name}.txt.gz").write_bytes(gzip.compress(b"".join(lines), mtime=0))


def _written(said: str | dict[str, str | None]) -> str:
    if isinstance(said, str):
        return said
    special = (f"{tag}={symbols or ''}" for tag, symbols in said.items() if tag != "DEFAULT")
    return " ".join((said["DEFAULT"] or "", *special))


if __name__ == "__main__":
    main()
