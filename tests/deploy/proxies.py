"""nginx and Caddy, run with the files of `deploy/`: only names, ports and certificates are put in."""

import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from tests.conftest import ROOT
from tests.live import LiveServer, wait_for

NAME = "voz.example"
COPIES = ("127.0.0.1:8001", "127.0.0.1:8002")
"""The two servers that `deploy/nginx/copies.conf` names."""
UNTESTED = "is not installed, so its file in deploy/ was not run"


@dataclass(frozen=True)
class Proxy:
    port: int
    context: ssl.SSLContext
    """Trusts the proxy's certificate for NAME, and no other."""

    @property
    def host(self) -> str:
        """The name that a browser sends."""
        return f"{NAME}:{self.port}"

    def reached(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def connected(self) -> ssl.SSLSocket:
        return self.context.wrap_socket(self.reached(), server_hostname=NAME)


@contextmanager
def nginx(site: str, folder: Path, put_in: Mapping[str, str]) -> Iterator[None]:
    """Runs the site `deploy/nginx/SITE` without workers of another user, in a folder of its own."""
    program = _program("nginx")
    (folder / "site.conf").write_text(_with(ROOT / "deploy" / "nginx" / site, put_in))
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ access_log off; {temporary} include {folder}/site.conf; }}\n"
    )
    with _running(
        [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")], folder
    ):
        yield


@contextmanager
def nginx_site(server: str, folder: Path) -> Iterator[Proxy]:
    authority = trustme.CA()
    certificate = authority.issue_cert(NAME)
    certificate.cert_chain_pems[0].write_to_path(folder / "fullchain.pem")
    certificate.private_key_pem.write_to_path(folder / "privkey.pem")
    context = ssl.create_default_context()
    authority.configure_trust(context)
    port = free_port()
    put_in = {
        "127.0.0.1:8000": server,
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "/etc/ssl/voz.example/": f"{folder}/",
    }
    with nginx("vozes.conf", folder, put_in):
        wait_for_port(port)
        yield Proxy(port, context)


@contextmanager
def nginx_balancer(servers: Sequence[LiveServer], folder: Path) -> Iterator[str]:
    """Yields the address of nginx before two servers."""
    port = free_port()
    places = {old: server.url.removeprefix("http://") for old, server in zip(COPIES, servers, strict=True)}
    put_in = {**places, "listen 8000;": f"listen 127.0.0.1:{port};", f"server_name {NAME}": "server_name localhost"}
    with nginx("copies.conf", folder, put_in):
        wait_for_port(port)
        yield f"http://127.0.0.1:{port}"


@contextmanager
def caddy_site(server: str, folder: Path) -> Iterator[Proxy]:
    """Caddy makes the certificate by itself, as it does for hosts of one's own where nobody else signs."""
    program, port = _program("caddy"), free_port()
    site = _with(ROOT / "deploy" / "caddy" / "vozes.caddy", {"127.0.0.1:8000": server, "voz.example {": f"{NAME} {{"})
    (folder / "vozes.caddy").write_text(site)
    (folder / "Caddyfile").write_text(
        f"{{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\thttps_port {port}\n\tauto_https disable_redirects\n"
        f"\tdefault_bind 127.0.0.1\n}}\nimport {folder}/vozes.caddy\n"
    )
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}
    root = folder / "data" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    with _running([program, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")], folder, home):
        wait_for_port(port)
        wait_for(root.exists, 30)
        context = ssl.create_default_context(cafile=str(root))
        wait_for(lambda: _shakes_hands(Proxy(port, context)), 30)
        yield Proxy(port, context)


SITES = {"nginx": nginx_site, "caddy": caddy_site}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _with(file: Path, put_in: Mapping[str, str]) -> str:
    """What a file says, with the values of this test; each has its place in it."""
    text = file.read_text("utf-8")
    for old, new in put_in.items():
        assert old in text
        text = text.replace(old, new)
    return text


def _program(name: str) -> str:
    found = os.environ.get(name.upper()) or shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if found is None:
        pytest.skip(f"{name} {UNTESTED}")
    return found


@contextmanager
def _running(command: list[str], folder: Path, variables: Mapping[str, str] | None = None) -> Iterator[None]:
    """The program, until the block ends; what it says is in a file in its folder."""
    with (folder / "said").open("w") as said, subprocess.Popen(command, stderr=said, env=variables) as process:
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(30)
            finally:
                process.kill()
    assert process.returncode in (0, -15), (folder / "said").read_text()


def wait_for_port(port: int) -> None:
    wait_for(lambda: _answers(port), 30)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def _shakes_hands(proxy: Proxy) -> bool:
    """Returns whether its certificate is there already, which it makes after it has begun to listen."""
    try:
        proxy.connected().close()
    except OSError:
        return False
    return True
