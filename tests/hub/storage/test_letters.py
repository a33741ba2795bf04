"""Which letter goes next: found without looking at all that wait, and at all that were ever sent."""

import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.hub.storage import letters
from agent_desktop.hub.storage.database import MEMORY
from agent_desktop.hub.storage.letters import KeptLetter, LetterState
from agent_desktop.hub.storage.storage import Storage
from tests.hub import databases

NOW, LATER = 1_000, 9_000


def letter(number: int, conversation: int, **more: object) -> KeptLetter:
    kept = KeptLetter(
        id=f"letter {number}",
        entry_point_id="mail",
        conversation_id=f"conversation {conversation}",
        seq=number,
        body=b"{}",
        due_at=NOW,
    )
    return replace(kept, **more)


def test_what_is_due_first_goes_and_nothing_before_what_is_ahead_of_it(
    tmp_path: Path,
) -> None:
    storage = Storage.open(databases.fresh(tmp_path / "hub.db"))
    with storage.transaction():
        for one in (letter(1, 1, due_at=LATER), letter(2, 1), letter(3, 2, due_at=NOW + 1)):
            letters.keep_letter(storage, one)
        assert letters.next_letter(storage, "mail") == letter(3, 2, due_at=NOW + 1)
        letters.keep_letter(storage, letter(3, 2, state=LetterState.SENDING))
        assert letters.next_letter(storage, "mail") == letter(1, 1, due_at=LATER)
        letters.keep_letter(storage, letter(1, 1, state=LetterState.UNCLEAR))
        assert letters.next_letter(storage, "mail") == letter(2, 1)
        assert letters.next_letter(storage, "texts") is None
        assert letters.open_letters(storage, "mail") == 2
        assert letters.sending_letters(storage, "mail") == [letter(3, 2, state=LetterState.SENDING)]
        assert letters.unclear_letters(storage, "mail") == [letter(1, 1, state=LetterState.UNCLEAR)]
    storage.close()


def test_a_wish_about_an_earlier_message_waits_for_the_letter_that_is_being_sent(
    tmp_path: Path,
) -> None:
    storage = Storage.open(databases.fresh(tmp_path / "hub.db"))
    with storage.transaction():
        letters.keep_letter(storage, letter(5, 1, state=LetterState.SENDING))
        letters.keep_letter(storage, letter(2, 1))
        assert letters.next_letter(storage, "mail") is None
        letters.keep_letter(storage, letter(5, 1, state=LetterState.SENT))
        assert letters.next_letter(storage, "mail") == letter(2, 1)
    storage.close()


def steps(waiting: int, conversations: int, sent: int) -> int:
    """How many steps of its own SQLite makes to find the next of so many, each tried in vain once."""
    storage = Storage.open(MEMORY)
    counted = 0

    def count() -> None:
        nonlocal counted
        counted += 1

    with storage.transaction():
        for number in range(sent):
            gone = letter(number, number % conversations, state=LetterState.SENT)
            letters.keep_letter(storage, gone)
        mine = [letter(sent + each, each % conversations) for each in range(waiting)]
        for one in mine:
            letters.keep_letter(storage, one)
        for one in mine[:conversations]:
            letters.postpone(storage, replace(one, due_at=LATER))
        driver = (
            storage.database.connection.connection.driver_connection
        )  # nothing else hears SQLite's steps
        assert isinstance(driver, sqlite3.Connection)
        driver.set_progress_handler(count, 1)
        found = letters.next_letter(storage, "mail")
        driver.set_progress_handler(None, 1)
    storage.close()
    assert found == replace(mine[0], due_at=LATER)
    return counted


@pytest.mark.parametrize("conversations", [1, 20, 400])
def test_many_letters_make_the_next_one_no_harder_to_find(conversations: int) -> None:
    few = steps(conversations, conversations, 0)
    assert 0 < steps(1_000, conversations, 1_000) <= few + 10
