"""Files to the hub in parts: where a link breaks, where the hub stands elsewhere, where the file is not what it was."""

import asyncio
import hashlib
from pathlib import Path
from typing import Any, cast

import pytest

from agent_desktop.connectors.hub.sending_files import DETOURS, PART, send_file
from agent_desktop.hub.protocol import Uploading
from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.errors import Conflict, Offline, Refused


class Hub:
    """Stands for the door to a hub that keeps what it is sent."""

    def __init__(self) -> None:
        self.there = bytearray()
        self.sent: list[tuple[int, int]] = []
        self.cut_after: int | None = None
        self.spoil = False

    async def post(
        self, method: str, path: str, kind: type, token: str, query: dict[str, str], body: bytes
    ) -> Uploading:
        assert (path, token, kind) == ("/v1/uploads/file-0001", "token", Uploading)
        if method == "POST":
            self.plan = query
            return self.stands()
        offset = int(query["offset"])
        self.sent.append((offset, len(body)))
        if offset != len(self.there):
            raise Conflict("The file stands at another place.", value=str(len(self.there)))
        if self.cut_after is not None and len(self.there) + len(body) > self.cut_after:
            self.there += body[: self.cut_after - len(self.there)]
            self.cut_after = None
            raise Offline("The link broke.")
        self.there += bytes(len(body)) if self.spoil else body
        return self.stands()

    def stands(self) -> Uploading:
        size = int(self.plan["size"])
        if len(self.there) < size:
            return Uploading(offset=len(self.there))
        if hashlib.sha256(self.there).hexdigest() != self.plan["sha256"]:
            self.there.clear()
            return Uploading(offset=0)
        kept = Attachment(id="a1", name="a", media_type="x/y", size=size)
        return Uploading(offset=size, attachment=kept)


def local(tmp_path: Path, content: bytes) -> LocalFile:
    path = tmp_path / "a.bin"
    path.write_bytes(content)
    return LocalFile(id="file-0001", path=str(path), name="a.bin", size=len(content))


def send(hub: Hub, file: LocalFile, most: int = 10 * PART) -> tuple[Attachment, list[int]]:
    told: list[int] = []
    kept = asyncio.run(send_file(cast(Any, hub), file, "token", most, told.append))
    return kept, told


def test_after_a_cut_only_the_rest_is_sent(tmp_path: Path) -> None:
    content = bytes(range(256)) * (PART // 64)
    hub, file = Hub(), local(tmp_path, content)
    hub.cut_after = PART + 1000
    with pytest.raises(Offline):
        send(hub, file)
    kept, told = send(hub, file)
    assert kept.size == len(content)
    assert hub.there == content
    assert hub.sent[2][0] == PART + 1000
    assert told == [PART + 1000, *range(2 * PART + 1000, len(content), PART), len(content)]


def test_a_file_that_changes_on_the_way_is_refused(tmp_path: Path) -> None:
    hub = Hub()
    hub.spoil = True
    with pytest.raises(Refused, match="can no longer be read"):
        send(hub, local(tmp_path, b"x" * 10))
    assert len(hub.sent) == DETOURS + 1


def test_a_part_that_came_late_is_not_sent_twice(tmp_path: Path) -> None:
    class Late(Hub):
        async def post(self, method: str, *more: Any) -> Uploading:
            if method == "PUT" and not self.sent:
                self.there += b"ab"  # of an earlier try, while this one was on its way
            return await super().post(method, *more)

    hub = Late()
    kept, _ = send(hub, local(tmp_path, b"abcdef"))
    assert kept.size == 6
    assert hub.sent == [(0, 6), (2, 4)]


def test_what_cannot_be_sent_is_said_before_the_hub_is_asked(tmp_path: Path) -> None:
    hub = Hub()
    with pytest.raises(Refused, match="larger than 1 MB"):
        send(hub, local(tmp_path, bytes(2_000_000)), most=1_048_576)
    with pytest.raises(Refused, match="can no longer be read"):
        send(hub, LocalFile(id="x", path=str(tmp_path / "none"), name="none", size=1))
    assert hub.sent == []
