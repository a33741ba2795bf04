"""Large mails: whole at Dovecot and by delivery, in parts that go on where they ended, in little memory."""

import asyncio
import base64
import binascii
import os
import smtplib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.channels.email import decoding, fetching, news, received, streaming
from agent_desktop.hub.channels.email.received import PART, StoredBytes
from agent_desktop.hub.written.link import Trouble
from agent_desktop.hub.written.records import Arrived
from tests.contracts.asynchronous import asynchronous
from tests.hub.channels.email import large_memory
from tests.hub.channels.email.large_memory import large_mail
from tests.hub.channels.email.test_receiver import running as receiving
from tests.hub.channels.email.test_receiver import settings_of as receiver_of
from tests.hub.channels.email.test_session import running, settings_of
from tests.hub.channels.post import MemoryPost
from tests.peers.mail import MailServers
from tests.peers.process import free_ports

ROOT = Path(__file__).resolve().parents[4]
SMALL = 200_000


def check_whole(post: MemoryPost, one: Arrived, mail: Path, file: bytes) -> None:
    """What arrived is this mail, its file and its original with it."""
    assert (one.text, one.gaps) == ("Here it is", ())
    [attachment] = one.attachments
    assert post.bytes_of(attachment) == file
    assert one.mail is not None
    assert one.mail.original is not None
    assert post.bytes_of(one.mail.original.id).endswith(mail.read_bytes())


@pytest.mark.serial
@asynchronous
async def test_a_large_mail_goes_on_where_it_ended(
    servers: MailServers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for where in (fetching, news):
        monkeypatch.setattr(where, "PART", SMALL)
    pair = servers.pair()
    file = os.urandom(700_000)
    large_mail(tmp_path / "large.eml", [file])
    asked: list[int] = []
    part = fetching._part

    def breaking(folder: fetching.Folder, uid: int, at: int, count: int) -> bytes | None:
        asked.append(at)
        if asked in ([0, SMALL], [0, SMALL, SMALL, 2 * SMALL]):
            raise Trouble("The link broke.")
        return part(folder, uid, at, count)

    monkeypatch.setattr(fetching, "_part", breaking)
    post = MemoryPost(tmp_path)
    settings = settings_of(servers, pair)
    async with running(post, settings):
        raw = (tmp_path / "large.eml").read_bytes()
        await asyncio.to_thread(servers.deliver, pair.customer, pair.house, raw)
        await post.stood("waiting")
    async with running(post, settings):  # another one, as after a kill
        [one] = await post.first(Arrived)
        await asyncio.to_thread(servers.deliver, pair.customer, pair.house, raw)  # the same again
    async with running(post, settings):
        assert post.of(Arrived) == [one]
    check_whole(post, one, tmp_path / "large.eml", file)
    first = asked[: asked.index(0, 1)] if 0 in asked[1:] else asked
    assert first == [0, SMALL, SMALL, 2 * SMALL, *range(2 * SMALL, len(raw) + 1000, SMALL)]


@asynchronous
async def test_large_deliveries_are_kept_and_larger_ones_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [port] = free_ports(1)
    post = MemoryPost(tmp_path)
    file = os.urandom(4_500_000)
    large_mail(tmp_path / "large.eml", [file])
    raw = (tmp_path / "large.eml").read_bytes()
    assert len(raw) > PART
    async with receiving(post, receiver_of(port)):

        def deliver(*mails: bytes) -> list[int]:
            codes = []
            with smtplib.SMTP("127.0.0.1", port) as client:
                client.ehlo()
                for mail in mails:
                    client.mail("layla@a.example")
                    client.rcpt("support@hub.test")
                    codes.append(client.data(mail)[0])
            return codes

        assert await asyncio.to_thread(deliver, raw) == [250]
        [one] = post.of(Arrived)
        check_whole(post, one, tmp_path / "large.eml", file)
        monkeypatch.setattr(streaming, "MAX_MAIL", 1_000_000)
        endless = b"Subject: x\r\n\r\n" + b"x" * 300_000 + b"\r\n.\r\nthe end"
        small = b"Message-ID: <small@a>\r\n\r\n.\r\n..\r\nHello"
        assert await asyncio.to_thread(deliver, raw, endless, small) == [552, 500, 250]
        monkeypatch.setattr(received, "SPARE_BYTES", 1 << 60)
        assert await asyncio.to_thread(deliver, small) == [452]
    assert [one.text for one in post.of(Arrived)][1:] == [".\n..\nHello"]
    assert not any(name.startswith("landing-") for name in os.listdir(tmp_path))


@pytest.mark.skipif(sys.platform != "linux", reason="its kernel tells how much memory it was")
def test_the_largest_mail_takes_little_memory(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", large_memory.__name__, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    size, files, used = map(int, done.stdout.split())
    assert size > 140 * 1024 * 1024
    assert files == 2
    assert used < 200 * 1024 * 1024


@given(st.binary(max_size=300), st.binary(min_size=1, max_size=3), st.data())
def test_bytes_of_a_file_are_as_bytes(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, wanted: bytes, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("stored") / "file"
    path.write_bytes(raw)
    place = st.integers(-5, len(raw) + 5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(received, "_WINDOW", 16)
        stored = StoredBytes(path)
        for _ in range(10):
            at, to = data.draw(place), data.draw(place)
            assert stored[at:to] == raw[at:to]
            start, end = sorted((max(0, at), max(0, to)))
            assert stored.find(wanted, start, end) == raw.find(wanted, start, end)
        stored.close()
    assert len(stored) == len(raw)


@given(st.binary(max_size=400), st.sampled_from(["base64", "quoted-printable", "uuencode", "8bit"]))
def test_pieces_make_the_whole(raw: bytes, encoding: str) -> None:
    lines = {
        "base64": base64.encodebytes(raw),
        "quoted-printable": binascii.b2a_qp(raw, istext=False),
        "uuencode": b"begin 644 x\n"
        + b"".join(binascii.b2a_uu(raw[at : at + 45]) for at in range(0, len(raw), 45))
        + b"`\nend\n",
        "8bit": raw,
    }[encoding]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding, "BLOCK", 70)
        pieces = list(decoding.pieces(lines, 0, len(lines), encoding))
    assert b"".join(pieces) == raw
