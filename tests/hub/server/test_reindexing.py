"""The index of the audit trail's search, judged and made anew from the command line."""

from pathlib import Path

import pytest

from agent_desktop.app.main import main
from agent_desktop.hub.centre.trail import Trail
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.trail_search import Wanted, Word, search
from tests.hub import databases
from tests.hub.server.hub_process import database_of, running_hub, where

CHANGED = (
    "UPDATE trail_words SET words = 'foreign' WHERE rowid = 2"
    if databases.SERVED
    else "INSERT INTO trail_words (rowid, words) VALUES (2, 'foreign')"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """How a command line names the hub in `tmp_path`."""
    words, secret = where(tmp_path)
    for name, value in secret.items():
        monkeypatch.setenv(name, value)
    return words or ("--data", str(tmp_path))


def test_an_index_is_found_wrong_and_made_anew(
    tmp_path: Path, place: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    target = database_of(tmp_path)
    storage = Storage.open(target)
    with storage.transaction():
        writer = Trail(storage)
        for number in range(4):
            writer.add(1_000, "ann", "define_queue", f"queues/q{number}", reason="Because")
    storage.close()
    assert main(["hub", "audit", "verify", *place]) == 0
    whole, same = capsys.readouterr().out.splitlines()
    assert whole.startswith("The audit trail is whole: 4 entries")
    assert same == "The index of its search says the same."
    databases.ask(target, CHANGED)
    databases.ask(target, "INSERT INTO trail_words (rowid, words) VALUES (9, 'foreign')")
    assert main(["hub", "audit", "verify", *place]) == 1
    whole, wrong, remedy = capsys.readouterr().out.splitlines()
    assert whole.startswith("The audit trail is whole")
    assert wrong == (
        "The index of its search is not what the trail says: superfluous: 1 (9); differing: 1 (2)."
    )
    assert "hub audit reindex" in remedy
    assert main(["hub", "audit", "reindex", *place]) == 0
    assert capsys.readouterr().out == (
        "The index of the audit trail's search was made anew: 5 entries.\n"
    )
    assert main(["hub", "audit", "verify", *place]) == 0
    storage = Storage.open(target)
    with storage.transaction():
        (entry,) = search(storage, Wanted(words=(Word(text="reindex"),))).entries
        assert (entry.who, entry.act, entry.subject) == ("", "reindex_audit", "audit")
        assert len(search(storage, Wanted(words=(Word(text="becau"),))).entries) == 4
    storage.close()


def test_of_a_broken_trail_nothing_more_is_told(
    tmp_path: Path, place: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """What is found in an entry that was changed would not be what was written."""
    target = database_of(tmp_path)
    storage = Storage.open(target)
    with storage.transaction():
        Trail(storage).add(1_000, "ann", "sign_in")
    storage.close()
    with databases.unguarded(target):
        databases.ask(target, "UPDATE trail SET who = 'ben'")
    assert main(["hub", "audit", "verify", *place]) == 1
    assert capsys.readouterr().out == (
        "The audit trail is broken at entry 1: its digest does not fit.\n"
    )


def test_beside_a_running_hub_it_is_judged_and_never_made(
    tmp_path: Path, place: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with running_hub(tmp_path):
        assert main(["hub", "audit", "verify", *place]) == 0
        assert "says the same" in capsys.readouterr().out
        for order in (("audit", "reindex"), ("figures", "rebuild")):
            assert main(["hub", *order, *place]) == 2
            said = capsys.readouterr()
            assert "Another hub" in said.err
            assert not said.out
    assert main(["hub", "audit", "reindex", *place]) == 0


@pytest.mark.parametrize(
    "words", [["reindex"], ["reindex", "now", "--data", "x"], ["reindex", "--file", "x"]]
)
def test_what_is_asked_wrongly(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hub", "audit", *words]) == 2
    assert "Say: hub audit reindex" in capsys.readouterr().err


def test_where_no_hub_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hub", "audit", "reindex", "--data", str(tmp_path)]) == 2
    assert "There is no hub's database" in capsys.readouterr().err
    assert not list(tmp_path.iterdir()), "nothing was made there"
