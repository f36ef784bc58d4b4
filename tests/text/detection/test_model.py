import os
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from vozes.text.detection import DetectionError, LanguageDetector, model
from vozes.text.detection.model import write_model


def test_the_model_is_made_once_however_many_start_at_once(tmp_path: Path) -> None:
    detectors = [LanguageDetector(tmp_path / "cache") for _ in range(3)]
    threads = [threading.Thread(target=detector.prepare) for detector in detectors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {detector.detect("Olá, tudo bem?", ["pt-br"]) for detector in detectors} == {"pt-br"}
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_model_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DetectionError, match="could not be made"):
        LanguageDetector(tmp_path / "file" / "cache").prepare()


def test_a_process_that_hangs_or_does_not_start_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_LONGEST_MAKING", 0.001)
    with pytest.raises(DetectionError, match="status -9" if os.name == "posix" else "could not be made"):
        LanguageDetector(tmp_path / "slow").prepare()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "missing"))
    with pytest.raises(DetectionError, match="cannot be started"):
        LanguageDetector(tmp_path / "never").prepare()


def test_what_an_ended_process_left_unfinished_is_removed(tmp_path: Path) -> None:
    leftover = tmp_path / ".model-old"
    leftover.mkdir()
    os.utime(leftover, (0, 0))
    LanguageDetector(tmp_path).prepare()
    assert not leftover.exists()


def test_nothing_is_unpacked_outside_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package would take the folder for temporary files, which cannot be written into here."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    write_model(tmp_path / "model")
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
    assert tempfile.tempdir == str(tmp_path / "nowhere")
