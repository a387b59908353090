"""What the benchmark of the PDF says when it cannot measure."""

from pathlib import Path

import pytest

from tests.benchmarks import pdf


def test_rival_without_its_library_is_left_out_and_the_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rival.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setitem(pdf.RIVALS, "WeasyPrint", "rival")
    assert not pdf.is_there("WeasyPrint")
    said = capsys.readouterr().out
    assert "on Debian, apt-get install libpango-1.0-0" in said
    assert said.count("\n") == 1


def test_rival_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(pdf.RIVALS, "Typst", "nobody_has_this")
    assert not pdf.is_there("Typst")
    assert "Typst is not measured: ModuleNotFoundError: No module named 'nobody_has_this'" in capsys.readouterr().out
