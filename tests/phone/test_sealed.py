"""Sealed files: read back whole, cut anywhere, changed, exchanged, opened with another key."""

import io
from pathlib import Path

import pytest

from agent_desktop.phone.sealed import FACTS, SOUND, SealedWriter, Unreadable, chunks

KEY = bytes(range(32))


class Kept(io.BytesIO):
    """A file that can be looked at after it was closed."""

    content = b""

    def close(self) -> None:
        self.content = self.getvalue()
        super().close()


def sealed(*parts: bytes, facts: bytes = b"{}") -> bytes:
    file = Kept()
    writer = SealedWriter(file, KEY)
    writer.note(facts)
    for part in parts:
        writer.write(part)
    writer.close()
    writer.close()
    return file.content


def test_what_was_written_is_read_in_order() -> None:
    data = sealed(b"the first", b"two", b"", facts=b"what is known")
    assert list(chunks(data, KEY)) == [
        (FACTS, b"what is known"),
        (SOUND, b"the first"),
        (SOUND, b"two"),
        (SOUND, b""),
        (FACTS, b""),
    ]
    assert b"known" not in data
    assert b"first" not in data


def test_the_same_content_is_never_the_same_file() -> None:
    assert sealed(b"one")[4:20] != sealed(b"one")[4:20]


def test_a_file_that_was_cut_is_read_to_its_last_whole_chunk() -> None:
    data = sealed(b"one", b"two")
    for size in range(len(data)):
        try:
            found = list(chunks(data[:size], KEY))
        except Unreadable:
            assert size < 20
            continue
        assert found == [(FACTS, b"{}"), (SOUND, b"one"), (SOUND, b"two")][: len(found)]


def test_every_change_is_noticed() -> None:
    data = sealed(b"one", b"two")
    whole = list(chunks(data, KEY))
    for at in range(4, len(data)):
        changed = bytearray(data)
        changed[at] ^= 1
        try:
            found = list(chunks(bytes(changed), KEY))
        except Unreadable:
            continue
        assert found == whole[: len(found)]
        assert len(found) < len(whole)


def test_chunks_cannot_be_exchanged() -> None:
    data = sealed(b"one", b"two", facts=b"six")
    size = 5 + 3 + 16
    first, second = data[20 + size : 20 + 2 * size], data[20 + 2 * size : 20 + 3 * size]
    turned = data[: 20 + size] + second + first + data[20 + 3 * size :]
    assert list(chunks(turned, KEY)) == [(FACTS, b"six")]


@pytest.mark.parametrize(
    "data",
    [b"", b"OggS", bytes(range(256)), sealed(b"x")[:19]],
    ids=["nothing", "another kind", "garbage", "not even a salt"],
)
def test_what_is_no_sealed_file_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        list(chunks(data, KEY))


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="another key"):
        list(chunks(sealed(b"one"), bytes(32)))
