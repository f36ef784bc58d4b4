"""`vozes lexicon import` and `export`: words come from a file, and go into one, as PLS or JSON."""

import codecs
import os
from pathlib import Path

from vozes.cli.console import Refusal, note, tell
from vozes.cli.lexicon.entries import entries_of, open_lexicon, words
from vozes.cli.outputs import deliver, os_errors_refused, refuse_folder, temporary_file
from vozes.settings import Settings
from vozes.text.lexicon.entries import from_json, to_json
from vozes.text.lexicon.pls import PlsLexicon, read_pls, write_pls

_BEGINS_XML = (b"<", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def import_file(settings: Settings, file: str, language: str | None) -> None:
    """Adds all that can be read, and tells what cannot. Raises VozesError where it is no lexicon at all."""
    document = _read(Path(file), language)
    change = open_lexicon(settings).put(document.entries)
    for warning in document.warnings:
        note(f"vozes: {warning}")
    tell(f"{words(change.added)} added, {change.changed} changed; the lexicon has {change.total}.")


def export_file(settings: Settings, output: str, language: str | None, *, force: bool) -> None:
    """Writes the words into a file that appears only whole."""
    refuse_folder(output)
    if output != "-" and os.path.lexists(output) and not force:
        raise Refusal(f"{output} is there already: give another name, or --force to replace it.")
    entries = entries_of(settings, language)
    if not entries:
        raise Refusal("There are no words to export.")
    as_json = output.lower().endswith(".json")
    if not as_json and len({entry.language for entry in entries}) > 1:
        raise Refusal("The words are of several languages, and PLS is of one: name it by --language, or a .json file.")
    document = to_json(entries) if as_json else write_pls(entries)
    with temporary_file(output, "json" if as_json else "pls", settings.home) as path:
        with os_errors_refused(output):
            path.write_bytes(document)
        deliver(path, output)
    if output != "-":
        tell(f"{words(len(entries))} written to {output}")


def _read(path: Path, language: str | None) -> PlsLexicon:
    try:
        document = path.read_bytes()
    except FileNotFoundError:
        raise Refusal(f"There is no file {path}.") from None
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror or error}.") from None
    if document.removeprefix(codecs.BOM_UTF8).lstrip().startswith(_BEGINS_XML):
        return read_pls(document, language)
    if language is not None:
        raise Refusal(f"{path} is no PLS file, and its entries have languages of their own: leave --language out.")
    return PlsLexicon(from_json(document), ())
