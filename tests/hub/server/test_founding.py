"""What a new hub begins with, in the language of whoever begins."""

from pathlib import Path

import pytest

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.server import founding
from agent_desktop.hub.server.voice_settings import kept_policy
from agent_desktop.hub.storage.storage import Storage
from tests.hub import databases


def begun(folder: Path, language: str) -> Centre:
    folder.mkdir(exist_ok=True)
    centre = Centre(Storage.open(databases.fresh(folder / "hub.sqlite")), lambda: 1_800_000_000_000)
    with centre.batch():
        founding.found(centre, "Team", "Olga", language)
    return centre


@pytest.mark.parametrize(
    ("language", "label", "shortcut", "spoken"),
    [
        ("en", "Question answered", "hello", "en"),
        ("de", "Frage beantwortet", "hallo", "de"),
        ("tlh", "Question answered", "hello", "en"),
    ],
)
def test_the_first_content(
    tmp_path: Path, language: str, label: str, shortcut: str, spoken: str
) -> None:
    centre = begun(tmp_path, language)
    snapshot = centre.snapshot(founding.OWNER)[1]
    assert snapshot.dispositions[0].label == label
    assert [one.code for one in snapshot.dispositions] == [
        one.code for one in founding.DISPOSITIONS
    ]
    assert snapshot.saved_replies[0].shortcut == shortcut
    assert {one.language for one in kept_policy(centre).entry_points} == {spoken}
    with centre.batch():
        founding.found(centre, "Another", "Nobody", "en")
    assert centre.setting(founding.TEAM) == "Team", "it happens once"
    centre.storage.close()


def test_all_of_it_is_german_in_a_german_hub(tmp_path: Path) -> None:
    english, german = (
        begun(tmp_path / language, language).snapshot(founding.OWNER)[1]
        for language in ("en", "de")
    )
    pairs = zip(english.dispositions, german.dispositions, strict=True)
    assert not [one for one, other in pairs if one.label == other.label or one.group == other.group]
    replies = zip(english.saved_replies, german.saved_replies, strict=True)
    assert not [one for one, other in replies if one.title == other.title or one.text == other.text]
