"""The pages name everything relative to where they are, so that they work under any path of a proxy's."""

import re

from tests.ui.test_strings import UI

ABSOLUTE = re.compile(r"""["'`(=]\s*/(?![/*>])[\w.-]+""")


def test_no_page_and_no_script_has_an_absolute_address() -> None:
    files = [file for file in UI.rglob("*") if file.suffix in (".html", ".js", ".css") and "vendor" not in file.parts]
    assert len(files) > 20
    found = {file.name: ABSOLUTE.findall(file.read_text("utf-8")) for file in files}
    assert {name: addresses for name, addresses in found.items() if addresses} == {}
