"""How every Python that Vozes starts is started: what it runs, where it finds modules, what it sees of the variables.

It imports what this process does and nothing that lies in the working folder, and of the environment it sees only what
is listed here: what libraries need to be found and to be tuned, never a key or a token. Who talks to it is not known
here, nor what it may use (`confinement.py`).
"""

import os
import sys
from collections.abc import Mapping

from vozes.process.working_folder import absolute

LIBRARIES = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Variables that may be needed to find libraries."""
FOLDERS = (
    *("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP"),
    *("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"),
    *("HF_HOME", "HF_HUB_CACHE", "HF_HUB_OFFLINE", "TORCH_HOME", "TTS_HOME", "NUMBA_CACHE_DIR", "MPLCONFIGDIR"),
)
"""Variables that say where files are: models that other programs keep, and what may be written."""
_PYTHON = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "PYTHONUTF8", "LANG", "LC_ALL", "LC_CTYPE", "TZ")
_COMPUTING = ("CUDA_", "NVIDIA_", "HIP_", "HSA_", "ROCR_", "OMP_", "GOMP_", "KMP_", "MKL_", "OPENBLAS_", "ONEDNN_")
_TORCH = ("PYTORCH_", "TORCH_")
ENGINE_PREFIXES = _COMPUTING + _TORCH
"""Beginnings of the variables that say which processor cores and accelerators are used, and how."""
_NETWORK = (
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"),
    *("CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "HF_ENDPOINT"),
)
"""Variables that say how the network is reached."""
_FETCHERS = ("PIP_", "NPM_CONFIG_", "npm_config_", "HF_HUB_")
"""Beginnings of the variables of those who fetch packages and models."""


def command(module: str, *arguments: str) -> tuple[str, ...]:
    """Returns the command that runs a module as a program, which imports nothing from the working folder."""
    return (sys.executable, "-P", "-m", module, *arguments)


def bare_environment(**more: str) -> dict[str, str]:
    """Returns what a process sees that needs nothing but its libraries."""
    return _taken(os.environ, LIBRARIES, ()) | more


def engine_environment() -> dict[str, str]:
    """Returns what an engine sees, and what works for it: also where models are and what it computes with."""
    return _taken(os.environ, (*LIBRARIES, *FOLDERS, *_PYTHON), ENGINE_PREFIXES)


def fetching_environment() -> dict[str, str]:
    """Returns what a process sees that fetches packages and models: also how the network is reached."""
    return _taken(os.environ, (*LIBRARIES, *FOLDERS, *_PYTHON, *_NETWORK), ENGINE_PREFIXES + _FETCHERS)


def _taken(environ: Mapping[str, str], names: tuple[str, ...], prefixes: tuple[str, ...]) -> dict[str, str]:
    taken = {
        name: value for name, value in environ.items() if name.upper() in names or name.startswith(prefixes or " ")
    }
    for name in LIBRARIES:
        if name.endswith("PATH") and name in taken:
            taken[name] = absolute(taken[name])
    return taken | {"PYTHONPATH": absolute(os.pathsep.join(sys.path))}
