"""Every package that Vozes may install is pinned, once, in a form that each platform can install."""

import re
import tomllib
from itertools import chain

from vozes.setup.environment import CHECKOUT, find_places

PIN = re.compile(r"([A-Za-z0-9._-]+)==([0-9][A-Za-z0-9.]*)(; .+)?")


def pins() -> list[str]:
    lines = find_places(None).constraints.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_each_pin_is_one_exact_public_version() -> None:
    assert [line for line in pins() if not PIN.fullmatch(line)] == []


def test_every_package_that_pyproject_names_is_pinned() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {normal(re.split(r"[\[<>=!~; ]", requirement)[0]) for requirement in wanted}
    pinned = {normal(line.split("==")[0]) for line in pins()}
    assert names | {"pip", "setuptools", "wheel"} <= pinned
