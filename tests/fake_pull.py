"""Does as the command that fetches a model, whose arguments it takes: `models pull ID --home HOME`.

It copies the folder `to-pull/ID` of the home to where the model belongs, once there is a file `go` in the home; where
there is no such folder, it ends at once without telling how far it is. With a file `early` in the home, it waits for
the signal that ends it, and has told nothing before.
"""

import shutil
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.live import wait_for
from vozes.models.pull_state import PullReporter


def fake_command(model_id: str, home: Path, licence_accepted: bool) -> tuple[str, ...]:
    """In the place of `vozes.service.pulls.fetching_command`."""
    accept = ("--accept-license",) if licence_accepted else ()
    return (sys.executable, __file__, "models", "pull", model_id, "--home", str(home), *accept)


def main(model: str, home: Path) -> None:
    if (home / "early").exists():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
        (home / "early").unlink()
        signal.pause()
    published = home / "to-pull" / model
    if not published.is_dir():
        sys.exit("nobody publishes that")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with PullReporter(home, model) as reporter:
        reporter.stage("convert")
        wait_for((home / "go").exists)
        shutil.copytree(published, home / "models" / "styletts2" / model)
        reporter.end("done")


def linger(home: Path) -> None:
    """Takes its time to go, once it has told its end, where there is a file `linger` in the home."""
    if (home / "linger").exists():
        time.sleep(1)


if __name__ == "__main__":
    try:
        main(sys.argv[3], Path(sys.argv[5]))
    finally:
        linger(Path(sys.argv[5]))
