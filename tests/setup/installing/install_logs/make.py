"""Makes the logs beside this file: a real pip installs into an environment of its own, and meets what can go wrong.

`python -m tests.setup.installing.install_logs.make FOLDER [NAME...]` writes them anew, with FOLDER as its workshop,
which it removes. It asks nothing but this machine: packages are made here, and the index, the proxy and the registry
with a bad certificate are its own. Two logs are written by hand, since they need Windows: `antivirus.log`,
`windows_compiler.log`.
"""

import functools
import http.server
import os
import shutil
import ssl
import subprocess
import sys
import sysconfig
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from vozes.setup.console import Console
from vozes.setup.installing.commands import CommandError, run_logged
from vozes.setup.installing.install_log import InstallLog

HERE = Path(__file__).parent
_DIST_INFO = {"WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n", "RECORD": ""}


@dataclass(frozen=True)
class Workshop:
    """A folder with an environment and an index of packages."""

    folder: Path
    url: str
    """Of the index."""

    @property
    def python(self) -> Path:
        return self.folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def wheel(
        self, name: str, version: str, *, needs: str = "", python: str = ">=3", size: int = 0, tag: str = ""
    ) -> Path:
        folder = self.folder / "simple" / name
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}-{version}-{tag or 'py3-none-any'}.whl"
        head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nRequires-Python: {python}\n"
        with zipfile.ZipFile(path, "w") as file:
            file.writestr(f"{name}/__init__.py", "")
            file.writestr(f"{name}/data", os.urandom(size))
            file.writestr(f"{name}-{version}.dist-info/METADATA", head + (f"Requires-Dist: {needs}\n" if needs else ""))
            for part, text in _DIST_INFO.items():
                file.writestr(f"{name}-{version}.dist-info/{part}", text)
        return path

    def pip(self, log: InstallLog, title: str, *words: str, **environ: str) -> None:
        """Runs `pip install` as the installation does."""
        command = [str(self.python), "-I", "-u", "-X", "utf8", "-m", "pip", "install", "--disable-pip-version-check"]
        own = {"PIP_CONFIG_FILE": os.devnull, "PIP_CACHE_DIR": str(self.folder / "cache"), "PIP_INDEX_URL": self.url}
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "TMPDIR")}
        with suppress(CommandError):
            run_logged(
                [*command, "--progress-bar", "raw", *words],
                title,
                Console(StringIO()),
                log,
                cwd=self.folder,
                environ={**kept, "HOME": str(self.folder), **own, **environ},
            )


@contextmanager
def workshop(folder: Path) -> Iterator[Workshop]:
    subprocess.run([sys.executable, "-I", "-m", "venv", "--without-pip", str(folder / ".venv")], check=True)
    (site,) = (folder / ".venv").glob("[Ll]ib/**/site-packages")
    for name in ("pip", "setuptools", "_distutils_hack", "setuptools-*.dist-info"):
        (found,) = Path(sysconfig.get_path("purelib")).glob(name)
        shutil.copytree(found, site / found.name)
    (folder / "simple").mkdir()
    handler = functools.partial(Quiet, directory=str(folder))
    with serving(handler) as port:
        yield Workshop(folder, f"http://127.0.0.1:{port}/simple")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        if self.path.endswith(".whl"):
            self.send_header("Cache-Control", "max-age=86400")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        pass


class _Proxy(Quiet):
    def do_CONNECT(self) -> None:
        self.send_error(407)


@contextmanager
def serving(
    handler: Callable[..., http.server.BaseHTTPRequestHandler], tls: ssl.SSLContext | None = None
) -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _certified(shop: Workshop) -> tuple[ssl.SSLContext, Path]:
    """Returns what a server at 127.0.0.1 needs, and the certificate that it shows, which nobody has to trust."""
    key, signed = shop.folder / "key.pem", shop.folder / "certificate.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*command, "-keyout", str(key), "-out", str(signed)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(signed, key)
    return context, signed


def all_well(shop: Workshop, log: InstallLog) -> None:
    shop.wheel("large", "1.0", size=3_000_000)
    shop.wheel("small", "1.0", needs="large")
    context, signed = _certified(shop)
    with serving(functools.partial(Quiet, directory=str(shop.folder)), context) as port:
        index = {"PIP_INDEX_URL": f"https://127.0.0.1:{port}/simple", "PIP_CERT": str(signed)}
        shop.pip(log, "what Vozes and eSpeak need", "small==1.0", **index)
        shop.pip(log, "neural engines", "--force-reinstall", "small==1.0", **index)


def no_network(shop: Workshop, log: InstallLog) -> None:
    shop.pip(log, "pip and build tools", "--retries", "1", "pip==99.0", PIP_INDEX_URL="https://registry.invalid/simple")


def refused(shop: Workshop, log: InstallLog) -> None:
    shop.pip(log, "pip and build tools", "--retries", "1", "pip==99.0", PIP_INDEX_URL="http://127.0.0.1:9/simple")


def proxy(shop: Workshop, log: InstallLog) -> None:
    with serving(_Proxy) as port:
        settings = {"HTTPS_PROXY": f"http://127.0.0.1:{port}", "PIP_INDEX_URL": "https://registry.invalid/simple"}
        shop.pip(log, "pip and build tools", "--retries", "1", "pip==99.0", **settings)


def certificate(shop: Workshop, log: InstallLog) -> None:
    with serving(Quiet, _certified(shop)[0]) as port:
        index = {"PIP_INDEX_URL": f"https://127.0.0.1:{port}/simple"}
        shop.pip(log, "pip and build tools", "--retries", "0", "pip==99.0", **index)


def wrong_hash(shop: Workshop, log: InstallLog) -> None:
    shop.wheel("thing", "1.0")
    (shop.folder / "base.txt").write_text(f"thing==1.0 \\\n    --hash=sha256:{'0' * 64}\n")
    shop.pip(log, "what Vozes and eSpeak need", "--require-hashes", "--no-deps", "-r", "base.txt")


def no_wheel(shop: Workshop, log: InstallLog) -> None:
    shop.wheel("compiled", "1.0", tag="cp27-cp27mu-manylinux1_x86_64")
    shop.pip(log, "what Vozes and eSpeak need", "compiled==1.0")


def other_python(shop: Workshop, log: InstallLog) -> None:
    shop.wheel("modern", "2.0", python=">=4")
    shop.pip(log, "what Vozes and eSpeak need", "modern==2.0")


def resolver_conflict(shop: Workshop, log: InstallLog) -> None:
    shop.wheel("shared", "1.0")
    shop.wheel("shared", "2.0")
    shop.wheel("one", "1.0", needs="shared==1.0")
    shop.wheel("two", "1.0", needs="shared==2.0")
    shop.pip(log, "neural engines", "one==1.0", "two==1.0")


def compiler_missing(shop: Workshop, log: InstallLog) -> None:
    source = shop.folder / "source"
    source.mkdir()
    (source / "setup.py").write_text(
        "from setuptools import Extension, setup\n"
        "setup(name='extended', version='1.0', ext_modules=[Extension('extended', ['extended.c'])])\n"
    )
    (source / "extended.c").write_text("int extended(void) { return 1; }\n")
    shop.pip(log, "Vozes itself", "--no-build-isolation", "--no-deps", "./source", CC="no-such-gcc")


def damaged(shop: Workshop, log: InstallLog) -> None:
    path = shop.wheel("torn", "1.0", size=200_000)
    path.write_bytes(path.read_bytes()[:100_000])
    shop.pip(log, "what Vozes and eSpeak need", "torn==1.0")


def no_space(shop: Workshop, log: InstallLog) -> None:
    """Needs the right to mount a small file system."""
    disk = shop.folder / "disk"
    disk.mkdir()
    shop.wheel("large", "1.0", size=3_000_000)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "none", str(disk)], check=True)
    try:
        shop.pip(log, "torch for the processor", "--target", str(disk / "packages"), "large==1.0")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def later_mended(shop: Workshop, log: InstallLog) -> None:
    shop.wheel("thing", "1.0")
    shop.pip(log, "neural engines", "--retries", "0", "thing==1.0", PIP_INDEX_URL="http://127.0.0.1:9/simple")
    shop.pip(log, "neural engines", "thing==1.0")


Case = Callable[[Workshop, InstallLog], None]
CASES: tuple[Case, ...] = (
    all_well, no_network, refused, proxy, certificate, wrong_hash, no_wheel, other_python, resolver_conflict,
    compiler_missing, damaged, no_space, later_mended,
)  # fmt: skip


def make(case: Case, folder: Path, log: Path) -> None:
    """Writes the log of one case, in an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    with workshop(folder) as shop:
        case(shop, InstallLog(log))
    shutil.rmtree(folder)
    log.write_text(log.read_text(encoding="utf-8").replace(sys.base_prefix, "/usr"), encoding="utf-8")


def main(folder: Path, *names: str) -> None:
    """Writes the logs of these names, or all."""
    for case in (case for case in CASES if not names or case.__name__ in names):
        make(case, folder, HERE / f"{case.__name__}.log")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
