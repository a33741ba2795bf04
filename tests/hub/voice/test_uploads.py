"""Uploaded prompts in their folder: names are checked, and files are there whole."""

import sys
from pathlib import Path

import pytest

from agent_desktop.hub.voice.prompts.catalogue import Catalogue
from agent_desktop.hub.voice.prompts.uploads import UploadedPrompts


def test_kept_found_replaced_removed(tmp_path: Path) -> None:
    prompts = UploadedPrompts(tmp_path / "prompts")
    assert prompts.all() == {}
    prompts.keep("de", "welcome", b"one")
    prompts.keep("", "music/waiting", b"two")
    prompts.keep("de", "welcome", b"three")
    assert list(prompts.all()) == [("", "music/waiting"), ("de", "welcome")]
    assert prompts.all()["de", "welcome"].read_bytes() == b"three"
    catalogue = Catalogue(prompts.all())
    assert catalogue.find("welcome", "de-AT") == prompts.all()["de", "welcome"]
    assert catalogue.find("music/waiting", "en") == prompts.all()["", "music/waiting"]
    assert prompts.remove("de", "welcome")
    assert not prompts.remove("de", "welcome")
    catalogue.define(prompts.all())
    found = catalogue.find("welcome", "de")
    assert found is not None
    assert found.suffix == ".ogg"


@pytest.mark.parametrize(
    ("language", "name"),
    [("", "../x"), ("", "a/b/c"), ("", "A"), ("", ""), ("..", "x"), ("d", "x"), ("de/x", "x")],
)
def test_no_name_leaves_the_folder(tmp_path: Path, language: str, name: str) -> None:
    prompts = UploadedPrompts(tmp_path / "prompts")
    with pytest.raises(ValueError, match=r"name|language"):
        prompts.keep(language, name, b"x")
    assert not list(tmp_path.rglob("*.wav"))


@pytest.mark.skipif(sys.platform == "win32", reason="folders as files differ there")
def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    prompts = UploadedPrompts(tmp_path)
    (tmp_path / "de" / "welcome.wav").mkdir(parents=True)
    with pytest.raises(OSError, match=r"."):
        prompts.keep("de", "welcome", b"x")
    assert not list(tmp_path.rglob("*.part"))
