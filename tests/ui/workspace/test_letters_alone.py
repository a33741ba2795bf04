"""Opening a mail, as a card and as it was formatted, touches neither network nor names nor files.

Watched by a listener on this machine, by Python's own audit of this process, by the kernel's of the files that pages
name, and at the view's one door for resources.
"""

import contextlib
import ctypes
import json
import os
import socket
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from agent_desktop.desk.shown_mail import FormattedMail
from agent_desktop.hub.channels.email.cleaning import clean
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.changes import FormattedShown
from agent_desktop.model.intents import ShowPictures
from agent_desktop.model.mail_heads import MailHead, TextLook, TextMark
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.widgets.letterview import LetterView
from tests.ui.fake_desk import (
    sample_conversation,
    sample_customer,
    sample_interaction,
    sample_message,
)
from tests.ui.workspace.conftest import Office

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpora" / "html" / "xss.json"
_WATCHED = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "open",
    "os.startfile",
    "subprocess.Popen",
    "webbrowser.open",
)
_audit: dict[str, list[str] | None] = {"seen": None}
"""An audit hook stays for ever: it looks only while there is a list."""


def _hook(event: str, args: tuple[Any, ...]) -> None:
    seen = _audit["seen"]
    if seen is not None and event in _WATCHED:
        seen.append(f"{event} {args[:2]}")


@contextlib.contextmanager
def audited() -> Iterator[list[str]]:
    """What this process does, as Python tells it."""
    if "installed" not in _audit:
        _audit["installed"] = None
        sys.addaudithook(_hook)
    seen: list[str] = []
    _audit["seen"] = seen
    try:
        yield seen
    finally:
        _audit["seen"] = None


@contextlib.contextmanager
def opens_of(folder: Path) -> Iterator[list[str]]:
    """The files of a folder that this machine opened, as the kernel tells it; filled in at the end."""
    seen: list[str] = []
    if sys.platform != "linux":
        yield seen
        return
    libc = ctypes.CDLL(None, use_errno=True)
    inotify = libc.inotify_init1(os.O_NONBLOCK)
    assert inotify >= 0
    assert libc.inotify_add_watch(inotify, os.fsencode(folder), 0x20) >= 0  # IN_OPEN
    try:
        yield seen
        with contextlib.suppress(BlockingIOError):
            data = os.read(inotify, 65_536)
            while data:
                length = struct.unpack_from("iIII", data)[3]
                seen.append(data[16 : 16 + length].rstrip(b"\0").decode())
                data = data[16 + length :]
    finally:
        os.close(inotify)


@pytest.fixture
def trap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a picture and a style sheet that pages name."""
    folder = tmp_path / "trap"
    folder.mkdir()
    red = QImage(20, 20, QImage.Format.Format_RGB32)
    red.save(str(folder / "trap.png"))
    (folder / "trap.css").write_text("p { color: red }")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.setblocking(False)
        yield made


def own_pages(port: int, folder: Path) -> list[str]:
    base, file = f"http://127.0.0.1:{port}", folder / "trap.png"
    return [
        f'<img src="{base}/a.png"><img src="https://localhost:{port}/b.png"><img src="//127.0.0.1:{port}/c">',
        f'<img src="{file}"><img src="file://{file}"><img src="trap.png"><img src="./trap.png">',
        f'<link rel="stylesheet" href="trap.css"><link rel="stylesheet" href="{base}/d.css"><p>x',
        f'<style>@import "trap.css"; @import url({base}/e.css); p {{ background: url({file}) }}</style><p>x',
        f'<body background="{file}"><table background="{base}/f.png"><tr><td>x</td></tr></table>',
        f'<p style="background-image: url({file}); list-style-image: url({base}/g)">x',
        f'<ul style="list-style-image: url({file})"><li>x</ul><object data="{file}"></object>',
        f'<iframe src="{file}"></iframe><embed src="{base}/h"><video poster="{file}" src="{base}/i">',
        f'<meta http-equiv="refresh" content="0; url={base}/j"><base href="file://{folder}/"><img src="trap.png">',
        f'<svg><image href="{base}/k" xlink:href="{file}"/></svg><img srcset="{base}/l 2x">',
        f'<form action="{base}/m"><input type="image" src="{file}"></form><script src="{base}/n"></script>',
        f'<a href="{base}/o"><img src="attachment:h"></a><img src="cid:x"><img src="data:image/png;base64,iVBO">',
    ]


def mail_of(seq: int, text: str) -> Message:
    html = Attachment(id="h", name="mail.html", media_type="text/html", size=300)
    mark = TextMark(0, 4, TextLook.LINK, "https://localhost/x")
    head = MailHead(
        sender="A <a@b.example>", subject=text[:50], html=html, marks=(mark,), remote=True
    )
    return sample_message(text, seq=seq, channel=Channel.EMAIL, mail=head)


def open_all(office: Office, texts: list[str], pages: list[str]) -> None:
    """Each text as a card on the screen, then each page in the sheet."""
    mails = [mail_of(seq, text) for seq, text in enumerate(texts, start=1)]
    office.desk.put_thread(
        sample_conversation(unread=len(mails)),
        mails,
        customer=sample_customer(),
        interaction=sample_interaction(),
        complete=True,
    )
    office.desk.open("c1")
    office.frames()
    view = office.spaces.conversation.timeline
    for row in range(len(mails)):
        view.reveal(row)
        card = view.look(row).mail
        assert card is not None
        assert not card.shut
        view.viewport().grab()
    office.spaces.letters.open(mails[0])
    for page in pages:
        office.desk.formatted = FormattedMail(attachment_id="h", html=page, remote=1)
        office.desk.publish(FormattedShown())
        office.shell.sheets.letter.view.viewport().grab()
    QApplication.processEvents()


def test_opening_a_mail_asks_nobody_and_reads_nothing(
    office: Office, listener: socket.socket, trap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = own_pages(listener.getsockname()[1], trap)
    if CORPUS.exists():
        pages += [case["payload"] for case in json.loads(CORPUS.read_text())["cases"]]
    cleaned = [clean(page, elsewhere=True).html for page in pages]
    asked: list[str] = []
    answer = LetterView.loadResource

    def door(self: LetterView, kind: int, name: QUrl | str) -> object:
        given = answer(self, kind, name)
        asked.append(str(name))
        assert given == b" " or (isinstance(given, QImage) and given.width() == 1), name
        return given

    monkeypatch.setattr(LetterView, "loadResource", door)

    # Once beforehand: modules and icons of our own are read when they are first needed.
    open_all(office, ["warm"] * 30, ["<p>warm <img src='x'></p>", "warm"])
    asked.clear()
    with audited() as seen, opens_of(trap) as opened:
        open_all(office, pages, list(dict.fromkeys([*pages, *cleaned])))
    assert asked, "pages did ask for resources"
    assert seen == []
    assert opened == []
    with pytest.raises(BlockingIOError):
        listener.accept()
    assert office.desk.posted(ShowPictures) == []
    assert office.links == []


def test_the_traps_would_notice(trap: Path, listener: socket.socket) -> None:
    with audited() as seen, opens_of(trap) as opened:
        (trap / "trap.css").read_text()
        QImage(str(trap / "trap.png"))
        with socket.create_connection(listener.getsockname()):
            pass
    assert any(one.startswith("open ") for one in seen)
    assert any(one.startswith("socket.connect") for one in seen)
    if sys.platform == "linux":
        assert {"trap.css", "trap.png"} <= set(opened)
