"""Each kind of warning has a code of its own, is made somewhere, and always with the values that belong to its code."""

import ast
import copy
import json
import pickle
from collections.abc import Iterator
from pathlib import Path

from vozes.warnings import VALUES, CodedWarning, WarningCode

PACKAGE = Path(__file__).parents[1] / "vozes"
LISTED = ("names", "more")
"""The values of what is made with a code of a table."""


def calls() -> Iterator[tuple[str, WarningCode | None, tuple[str, ...]]]:
    """Yields for each place where a warning is made where that is, its code where it is written there, and the names of
    its values.
    """
    for path in sorted(PACKAGE.rglob("*.py")):
        if path == PACKAGE / "warnings.py":
            continue
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Module):
                continue
            codes = dict(assigned_codes(function))
            for call in own_nodes(function):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "CodedWarning":
                    written = ast.unparse(call.args[0])
                    names = tuple(each.arg or "error" for each in call.keywords)  # `**problem.values`, which is one
                    yield f"{path.name}:{call.lineno}", code_of(codes.get(written, written)), names


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """Yields what stands in a function, or a module, but not in the functions within."""
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from own_nodes(child)


def assigned_codes(function: ast.AST) -> Iterator[tuple[str, str]]:
    for node in own_nodes(function):
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("WarningCode."):
            yield ast.unparse(node.targets[0]), ast.unparse(node.value)


def code_of(written: str) -> WarningCode | None:
    _, dot, name = written.partition("WarningCode.")
    return WarningCode[name] if dot else None


def test_each_warning_is_made_with_the_values_of_its_code() -> None:
    found = list(calls())
    assert len(found) > 40
    assert [place for place, code, names in found if set(names) != set(LISTED if code is None else VALUES[code])] == []


def test_each_code_has_its_values_and_is_told_somewhere() -> None:
    assert set(VALUES) == set(WarningCode)
    sources = [path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path != PACKAGE / "warnings.py"]
    assert [code for code in WarningCode if not any(f"WarningCode.{code.name}" in source for source in sources)] == []


def test_a_warning_is_its_sentence_and_stays_whole_in_copies_and_as_json() -> None:
    code = WarningCode.OPTIONS_WITHOUT_USE
    warning = CodedWarning(code, "No use for alpha.", model="kokoro", names=("alpha", "beta"))
    assert warning == "No use for alpha."
    as_json = json.loads(json.dumps(warning.told()))
    assert as_json == {"code": "options_without_use", "values": {"model": "kokoro", "names": ["alpha", "beta"]}}
    for same in (copy.deepcopy(warning), pickle.loads(pickle.dumps(warning)), CodedWarning.of(warning, as_json)):
        assert (same, same.code, same.values) == (warning, code, warning.values)


def test_what_is_hidden_in_a_sentence_is_hidden_in_its_values() -> None:
    warning = CodedWarning(WarningCode.MARKUP_NOT_DONE, "/a/b is /a/b.", engine="/a/b", capability="pitch")
    shown = warning.shown(lambda text: text.replace("/a", "…"))
    assert (shown, shown.values) == ("…/b is …/b.", {"engine": "…/b", "capability": "pitch"})
