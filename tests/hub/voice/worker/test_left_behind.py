"""What a dead worker leaves: whole as far as it got, and nothing else is taken for it."""

from pathlib import Path

import numpy as np

from agent_desktop.hub.voice.worker.left_behind import left_behind, length_ms
from agent_desktop.media.recorder import Kind, Recorder
from agent_desktop.model.base import new_id


def test_recordings_are_found_with_call_and_length(tmp_path: Path) -> None:
    call = new_id()
    path = tmp_path / f"{call}-tape3.ogg"
    recorder = Recorder(path, 16000, Kind.OPUS)
    recorder.resume()
    frame = np.full(320, 500, np.int16)
    for _ in range(150):
        recorder.frame(frame, frame)
    recorder.finish()
    (tmp_path / "notes.ogg").write_bytes(b"x")
    (tmp_path / f"{call}-tape4.wav").write_bytes(b"x")
    (found,) = left_behind(tmp_path)
    assert (found.call, found.recording, found.path) == (call, f"{call}/tape3", path)
    assert abs(found.length_ms - recorder.length_ms) <= 100


def test_a_file_that_hardly_began_has_no_length(tmp_path: Path) -> None:
    for content in (b"", b"OggS", b"nothing of the kind", b"OggS\0\0" + b"\xff" * 8):
        path = tmp_path / "one.ogg"
        path.write_bytes(content)
        assert length_ms(path) == 0
