"""What a dead process leaves: whole as far as it got, whose it is, and nothing else is taken for it."""

from pathlib import Path

from msgspec.structs import replace

from agent_desktop.hub.voice.decisions import MessageKept
from agent_desktop.hub.voice.studio import label as labels
from agent_desktop.hub.voice.studio.kept import Chunk
from agent_desktop.hub.voice.studio.label import Label
from agent_desktop.hub.voice.worker.left_behind import left_behind, salvaged
from agent_desktop.model.base import new_id


def leave(folder: Path, label: Label | None, recording: str, *, seconds: float) -> Path:
    """A recording of this length, whose last chunk is cut off."""
    path = labels.recording_file(folder, recording)
    if label is not None:
        labels.write(label, path)
    chunk = Chunk()
    path.write_bytes(chunk.take(seconds) + chunk.take(99.0)[:-1])
    return path


def label_of(call: str, **what: object) -> Label:
    known = Label(
        call=call,
        recording=f"{call}/tape1",
        message=False,
        number="+49301112223",
        queue="support",
        keep_days=7,
        least_ms=1_500,
    )
    return replace(known, **what)


def test_recordings_are_told_with_call_length_and_retention(tmp_path: Path) -> None:
    call = new_id()
    path = leave(tmp_path, label_of(call), f"{call}/tape1", seconds=3.0)
    (tmp_path / "notes.kept").write_bytes(b"x")
    (tmp_path / f"{call}-tape4.wav").write_bytes(b"x")
    assert left_behind(tmp_path) == [path]
    ((recorded, news),) = salvaged(tmp_path, 90)
    assert news is None
    assert (recorded.call, recorded.recording, recorded.path) == (call, f"{call}/tape1", path)
    assert (recorded.length_ms, recorded.keep_days, recorded.message) == (3_000, 7, False)
    assert recorded.problem
    assert not salvaged(tmp_path, 90, {f"{call}/tape1"}.__contains__)
    assert path.exists()


def test_a_message_is_news_for_its_queue(tmp_path: Path) -> None:
    call = new_id()
    leave(tmp_path, label_of(call, message=True), f"{call}/tape1", seconds=2.0)
    ((recorded, news),) = salvaged(tmp_path, None)
    assert recorded.message
    assert news == MessageKept(
        call=call,
        recording=f"{call}/tape1",
        number="+49301112223",
        queue="support",
        length_ms=2_000,
    )


def test_a_message_that_is_too_short_is_none(tmp_path: Path) -> None:
    call = new_id()
    leave(tmp_path, label_of(call, message=True), f"{call}/tape1", seconds=1.4)
    assert not salvaged(tmp_path, None)
    assert not [*tmp_path.iterdir()]


def test_a_label_alone_is_nothing(tmp_path: Path) -> None:
    call = new_id()
    labels.write(label_of(call), labels.recording_file(tmp_path, f"{call}/tape1"))
    assert left_behind(tmp_path)
    assert not salvaged(tmp_path, None)
    assert not left_behind(tmp_path)


def test_a_label_that_is_cut_off_is_none(tmp_path: Path) -> None:
    call = new_id()
    path = leave(tmp_path, label_of(call, message=True), f"{call}/tape1", seconds=2.0)
    label = labels.label_file(path)
    label.write_bytes(label.read_bytes()[:-4])
    ((recorded, news),) = salvaged(tmp_path, 90)
    assert (recorded.message, recorded.keep_days, news) == (False, 90, None)
    assert salvaged(tmp_path / "nowhere", None) == []


def test_what_a_label_says_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "one.kept"
    labels.write(label_of(new_id()), path)
    assert labels.label_file(path).stat().st_mode & 0o077 == 0
