"""Builds an image's file system in a folder, by the steps of the Dockerfile, where no container engine runs.

    python -m deploy.image.build FOLDER espeak natural

makes `FOLDER/espeak` and `FOLDER/natural`, and tells how large they are when compressed. As root on Linux, with
mmdebstrap (Debian's package) for the image that stages begin with; every `RUN` is executed in a root of its own, with
processes and mounts of its own. It knows nothing of layers: a stage begins with a copy of the folder before it.
"""

import argparse
import configparser
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from deploy.image.context import context_files
from deploy.image.dockerfile import DockerfileError, Instruction, Stage, read_stages
from deploy.image.sizes import tell_size

CHECKOUT = Path(__file__).resolve().parents[2]
_DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_PASSED_ON = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "NPM_CONFIG_REGISTRY", "PIP_INDEX_URL", "PIP_DEFAULT_TIMEOUT")
"""Variables of whoever builds that a `RUN` sees too, as engines pass on those of proxies."""
_CERTIFICATES = "/run/build-certificates.pem"
_ENTER = """
set -e
root="$1"; user="$2"; closed="$3"; shift 3
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/run"
touch "$root/etc/resolv.conf"
mount --bind /etc/resolv.conf "$root/etc/resolv.conf"
while [ "$1" != -- ]; do
    if [ -d "$1" ]; then mkdir -p "$root$2"; else touch "$root$2"; fi
    mount --bind "$1" "$root$2"; shift 2
done
shift
if [ "$closed" = closed ]; then
    mount -t tmpfs tmpfs "$root/tmp"
    mount -o remount,bind,ro "$root"
fi
exec chroot --userspec="$user" "$root" "$@"
"""
"""Takes a root, a user, whether the root is closed to writing, and pairs of paths; mounts what a root needs and these,
then runs the words behind `--` in it.
"""


@dataclass(frozen=True, slots=True)
class Image:
    """A file system, and what runs in it."""

    root: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    folder: str = "/"
    user: str = "0:0"
    entry: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()

    def building(self, command: Iterable[str]) -> list[str]:
        """Returns the words that run a step in it, which may change it and reaches the network as this machine does."""
        mounts, variables = _network()
        return self._entered(command, variables, mounts, "open")

    def running(
        self, command: Iterable[str], volumes: Mapping[str, Path], variables: Mapping[str, str] | None = None
    ) -> list[str]:
        """Returns the words that run a command as a container would whose root cannot be written, with `/tmp` aside.

        `volumes`: by the path in the image, a folder of this machine, which the image's user has to own.
        """
        mounts = [str(path) for target, folder in volumes.items() for path in (folder, target)]
        return self._entered(command, variables or {}, mounts, "closed")

    def _entered(
        self, command: Iterable[str], variables: Mapping[str, str], mounts: Iterable[str], closed: str
    ) -> list[str]:
        """As its user, in its folder, with its variables and no others but those given."""
        given = {"PATH": _DEFAULT_PATH, "HOME": self._home(), **self.variables, **variables}
        assigned = [f"{name}={value}" for name, value in given.items()]
        within = ["/usr/bin/env", "-i", f"--chdir={self.folder}", *assigned, *command]
        enter = ["sh", "-c", _ENTER, "enter", str(self.root), self.user, closed, *mounts, "--", *within]
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child", *enter]

    def _home(self) -> str:
        """Returns the home of its user, as the root's list of users has it."""
        users = (line.split(":") for line in (self.root / "etc/passwd").read_text(encoding="utf-8").splitlines())
        return next((home for _, _, number, _, _, home, _ in users if number == self.user.partition(":")[0]), "/")


def build(targets: Iterable[str], folder: Path, checkout: Path = CHECKOUT) -> dict[str, Image]:
    """Returns the images of the stages, each in a folder of its name; those that are there already stay as they are."""
    stages = read_stages((checkout / "Dockerfile").read_text(encoding="utf-8"))
    builder = _Builder(stages, folder, checkout)
    return {target: builder.stage(target) for target in targets}


class _Builder:
    def __init__(self, stages: Mapping[str, Stage], folder: Path, checkout: Path) -> None:
        self._stages, self._folder, self._checkout = stages, folder, checkout
        self._done: dict[str, Image] = {}

    def stage(self, name: str) -> Image:
        if name not in self._done:
            self._done[name] = self._built(self._stages[name])
        return self._done[name]

    def _built(self, stage: Stage) -> Image:
        """Executes a stage, or where it was before only what a folder does not show."""
        below = self.stage(stage.base) if stage.base in self._stages else Image(self._fetched(stage.base))
        image = replace(below, root=self._folder / stage.name)
        fresh = not image.root.exists()
        work = replace(image, root=image.root.with_suffix(".unfinished")) if fresh else image
        if fresh:
            shutil.rmtree(work.root, ignore_errors=True)
            _copy(below.root, work.root)
        for instruction in stage.instructions:
            _say(f"{stage.name}: {instruction.name} {' '.join(instruction.value.split())[:100]}")
            work = self._executed(work, instruction, fresh=fresh)
        if fresh:
            work.root.rename(image.root)
        return replace(work, root=image.root)

    def _fetched(self, image: str) -> Path:
        """Returns a root of Debian's image; raises DockerfileError where it is another's."""
        distribution, _, tag = image.partition(":")
        if distribution != "debian" or not tag.endswith("-slim"):
            raise DockerfileError(f"{image} cannot be made here: only debian:RELEASE-slim can")
        root = self._folder / image.replace(":", "-")
        if not root.exists():
            _say(f"{image}: mmdebstrap")
            work = root.with_suffix(".unfinished")
            shutil.rmtree(work, ignore_errors=True)
            quick = ("--dpkgopt=force-unsafe-io", "--dpkgopt=path-exclude=/usr/share/doc/*")
            release = tag.removesuffix("-slim")
            _run(["mmdebstrap", "--mode=root", "--variant=minbase", *quick, release, str(work)])
            work.rename(root)
        return root

    def _executed(self, image: Image, instruction: Instruction, *, fresh: bool) -> Image:
        match instruction.name:
            case "RUN":
                if fresh:
                    _run(image.building(["/bin/sh", "-c", instruction.value]))
            case "COPY":
                if fresh:
                    self._copied(image, instruction)
            case "ENV":
                return replace(image, variables={**image.variables, **instruction.variables})
            case "WORKDIR":
                (image.root / instruction.value.lstrip("/")).mkdir(parents=True, exist_ok=True)
                return replace(image, folder=instruction.value)
            case "USER":
                return replace(image, user=instruction.value)
            case "VOLUME":
                return replace(image, volumes=(*image.volumes, *instruction.words))
            case "ENTRYPOINT":
                return replace(image, entry=tuple(instruction.words))
            case "CMD":
                return replace(image, command=tuple(instruction.words))
            case "HEALTHCHECK":
                words = Instruction("CMD", instruction.value.removeprefix("CMD ")).words
                return replace(image, health=tuple(words))
            case "EXPOSE":
                pass
            case other:
                raise DockerfileError(f"line {instruction.line}: {other} cannot be executed here")
        return image

    def _copied(self, image: Image, instruction: Instruction) -> None:
        """Copies from the checkout what `.dockerignore` shows, or from another stage."""
        *sources, target = instruction.words
        place = image.root / (target if target.startswith("/") else f"{image.folder}/{target}").lstrip("/")
        if "from" in instruction.flags:
            origin = self.stage(instruction.flags["from"]).root
            for source in sources:
                _copy(origin / source.lstrip("/"), place)
            return
        seen = list(context_files(self._checkout))
        for source in sources:
            files = [path for path in seen if path.is_relative_to(source)]
            if not files:
                raise DockerfileError(f"line {instruction.line}: the build's context has no {source}")
            for path in files:
                inner = path.relative_to(source) if path != Path(source) else Path(path.name)
                to = place / inner if path != Path(source) or target.endswith("/") or target == "." else place
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(self._checkout / path, to)
                os.chown(to, 0, 0)


def _network() -> tuple[list[str], dict[str, str]]:
    """Returns what a `RUN` needs to reach the registries as this machine does: pairs of paths to mount, and variables.

    These are certificates and the indexes of packages that pip is told of here; on most machines there are none.
    """
    mounts: list[str] = []
    variables = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    if certificates := os.environ.get("SSL_CERT_FILE"):
        mounts += [certificates, _CERTIFICATES]
        variables |= {"SSL_CERT_FILE": _CERTIFICATES, "PIP_CERT": _CERTIFICATES}
    for name in ("extra-index-url", "find-links"):
        if values := _pip_setting(name):
            variables[f"PIP_{name.upper().replace('-', '_')}"] = values
            for value in values.split():
                path = Path(value.removeprefix("file://"))
                top = Path("/", *path.parts[1:3])
                if path.is_absolute() and top.is_dir() and str(top) not in mounts:
                    mounts += [str(top), str(top)]
    return mounts, variables


def _pip_setting(name: str) -> str:
    """Returns what pip's own files of settings say here."""
    found = ""
    for place in ("/etc/pip.conf", "~/.pip/pip.conf", "~/.config/pip/pip.conf"):
        parser = configparser.RawConfigParser()
        parser.read(Path(place).expanduser())
        found = parser.get("global", name, fallback=found)
    return found


def _copy(source: Path, target: Path) -> None:
    """Copies a folder with owners and times; what is in the target already stays."""
    target.mkdir(parents=True, exist_ok=True)
    _run(["cp", "--archive", "--reflink=auto", f"{source}/.", str(target)])


def _run(words: list[str]) -> None:
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL)  # noqa: S603  the Dockerfile's own steps


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m deploy.image.build", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("targets", nargs="+")
    given = parser.parse_args()
    for target, image in build(given.targets, given.folder.absolute()).items():
        _say(tell_size(target, image.root))


if __name__ == "__main__":
    main()
