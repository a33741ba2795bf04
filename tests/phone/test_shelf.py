"""The folder of recordings that wait for a window: what is taken, left alone, adopted, thrown away."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from agent_desktop.media.sound_file import blocks
from agent_desktop.model.call_log import RecordedCall
from agent_desktop.model.calls import Direction
from agent_desktop.phone.engine.recording import Tape
from agent_desktop.phone.recordings import FOLDER, Shelf
from agent_desktop.phone.sealed import SealedWriter
from tests.media.sounds import speech
from tests.small_disk import small_disk

KEY = bytes(range(32))


def facts(recording_id: str, recorded_at: int = 5, *, complete: bool = True) -> RecordedCall:
    return RecordedCall(
        id=recording_id,
        call_id="c1",
        account_id="line",
        direction=Direction.OUTGOING,
        number="100",
        began_at=1,
        recorded_at=recorded_at,
        complete=complete,
    )


def write(shelf: Shelf, one: RecordedCall, *sound: bytes) -> None:
    """A recording as an engine makes it."""
    opened: list[SealedWriter] = []
    file = shelf.opener(opened.append)(shelf.part(one.id))
    opened[0].note(msgspec.json.encode(one))
    for part in sound:
        file.write(part)
    file.close()


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in (folder / FOLDER).iterdir())


def test_what_is_being_written_cannot_be_taken_yet(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, KEY)
    assert shelf.waiting() == ()
    write(shelf, facts("b", 9), b"late")
    write(shelf, facts("a", 3), b"ear", b"ly")
    assert shelf.waiting() == ()
    assert shelf.finish("a")
    assert shelf.finish("b")
    assert not shelf.finish("unknown")
    assert [one.id for one in shelf.waiting()] == ["a", "b"]
    assert shelf.sound("a") == b"early"
    shelf.forget("a")
    shelf.forget("a")
    assert names(tmp_path) == ["b.rec"]


def test_what_a_killed_engine_left_is_adopted_and_called_incomplete(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, KEY)
    shelf.adopt()
    write(shelf, facts("a"), b"to its last second", b"and no further")
    part = shelf.part("a")
    part.write_bytes(part.read_bytes()[:-30])  # the end, and some of the last chunk
    shelf.adopt()
    (one,) = shelf.waiting()
    assert (one.id, one.complete) == ("a", False)
    assert shelf.sound("a") == b"to its last second"


def test_what_holds_nothing_goes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, KEY)
    write(shelf, facts("a"))
    shelf.finish("a")
    assert shelf.waiting() == ()
    assert names(tmp_path) == []


@pytest.mark.expected_log("a recording cannot be read: Unreadable")
def test_what_another_key_sealed_stays_where_it_is(tmp_path: Path) -> None:
    write(Shelf(tmp_path, bytes(32)), facts("a"), b"sound")
    shelf = Shelf(tmp_path, KEY)
    shelf.adopt()
    assert shelf.waiting() == ()
    assert names(tmp_path) == ["a.rec"]


@pytest.mark.parametrize("name", ["../engine", "", "a/b", "x" * 81, "a.rec"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    shelf = Shelf(tmp_path, KEY)
    with pytest.raises(FileNotFoundError):
        shelf.sound(name)


def test_a_disk_that_gets_full_keeps_what_was_recorded_until_then(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1) as folder:
        shelf = Shelf(folder, KEY)
        (folder / FOLDER).mkdir()
        (folder / "filler").write_bytes(bytes(1_048_576 - 6 * 4096))
        tape = Tape(shelf, facts("a", complete=False))
        voice = speech(9, 16_000)
        for at in range(0, len(voice), 320):
            tape.frame(voice[at : at + 320], voice[at : at + 320])
        done = tape.finish()
        assert done is not None
        assert tape.failed
        (one,) = shelf.waiting()
        assert not one.complete
        sound = np.concatenate(list(blocks(shelf.sound("a"))))
        assert 16_000 < len(sound) < 9 * 16_000
