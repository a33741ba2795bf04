"""`mail-in`: mails from a real mailbox (Dovecot, IMAP) into conversations, and from a sender's SMTP onto the screen.

Taken: mails that lay in a mailbox while its entry point was paused, from the resume to the last one on the hub's disk,
in its conversation, read and cleaned. Beside it mbsync fetches the same mailbox into a Maildir with every file synced;
it reads nothing. Painted: from the moment at which Postfix accepted a mail to the first paint of the thread that shows
it, in the real conversation pane on the offscreen platform; beside it a bare IMAP client that waits by IDLE and fetches
each mail from the same mailbox. Wall milliseconds, as the agent feels them.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import httpx
import imapclient
import qasync
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from agent_desktop.app.backends import LocalBackend
from agent_desktop.app.places import Places
from agent_desktop.app.plugins import find_connectors
from agent_desktop.app.profile import Profile
from agent_desktop.connectors.hub.session import HubSession
from agent_desktop.desk.runner import Desk
from agent_desktop.model.changes import Section
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import AcceptOffer, OpenConversation, SetPresence
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import Message
from agent_desktop.store.connection import KEY_BYTES
from agent_desktop.store.desk_store import open_store
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.theme.theme import Theme
from tests.benchmarks.report import Figure, report, summary
from tests.benchmarks.send import until
from tests.peers.mail import PASSWORD, MailServers, Pair, mail_servers
from tests.sip.certificates import Authority

MAILS, WATCHED, WARM = 1_000, 40, 3
PAUSE_S = 1.5
"""Dovecot tells of changes after half a second: by then nobody is to be woken by the last mail's flags."""
PATIENCE_S = 300.0
GOALS: dict[str, Figure] = {"taken_per_s": 50, "painted_ms_p95": 1_000}
_MBSYNC = """
IMAPStore far
Host 127.0.0.1
Port {port}
User {user}
Pass {password}
SSLType None
AuthMechs PLAIN

MaildirStore near
Path {folder}/
Inbox {folder}/inbox

Channel all
Far :far:
Near :near:
Patterns INBOX
Create Near
Sync Pull
SyncState {folder}/
"""


def a_mail(sender: str, to: str, number: int) -> bytes:
    """A mail as programs of today write it: text, HTML beside it, a quote below."""
    said = f"Message {number}: where is my order? It should have been here on Friday. " * 4
    quote = "".join(f"> an earlier line {line}\n" for line in range(12))
    mail = EmailMessage()
    mail["From"] = f"Layla Haddad <{sender}>"
    mail["To"] = to
    mail["Subject"] = "My order"
    mail["Message-ID"] = f"<{number}.{time.time_ns()}@customer.test>"
    mail.set_content(f"{said}\n\nOn Fri, 20 Nov 2026 Support wrote:\n{quote}")
    rows = "".join(f"<tr><td>{line}</td><td>{said}</td></tr>" for line in range(6))
    mail.add_alternative(f"<html><body><p>{said}</p><table>{rows}</table></body></html>", "html")
    return bytes(mail)


class Team:
    """The hub on this computer, with a mailbox, and the desk of its owner."""

    def __init__(self, folder: Path, servers: MailServers) -> None:
        self._servers = servers
        self._folder = folder
        self.pair = servers.pair()
        self._hub = httpx.AsyncClient()

    async def open(self, session: HubSession, url: str) -> None:
        """Make the mailbox an entry point."""
        bearer = {"authorization": f"Bearer {session.token}"}
        self._hub = httpx.AsyncClient(base_url=url, headers=bearer, timeout=60)
        wish = {
            "type": "define_network_entry",
            "name": "Care",
            "queue_id": "support",
            "network": "email",
            "settings": {
                "address": self.pair.house,
                "name": "Care",
                "imap_host": "127.0.0.1",
                "imap_port": str(self._servers.imap),
                "imap_security": "none",
                "smtp_host": "127.0.0.1",
                "smtp_port": str(self._servers.submission),
                "smtp_security": "none",
            },
            "secrets": {"password": PASSWORD},
        }
        (await self._hub.put("/v1/admin/networks/care", json=wish)).raise_for_status()
        await self._live()

    async def _live(self) -> None:
        async with asyncio.timeout(PATIENCE_S):
            # It is another process, which tells its standing when asked.
            while '"live"' not in (await self._hub.get("/v1/admin/networks")).text:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def pause(self, *, paused: bool) -> None:
        """Fetch nothing; or again."""
        wish = {"type": "pause_network_entry", "paused": paused}
        answer = await self._hub.post("/v1/admin/networks/care/pause", json=wish)
        answer.raise_for_status()

    async def taken(self, count: int) -> float:
        """Mails a second from the resume on, with `count` that waited."""
        await self.pause(paused=True)
        house, customer = self.pair.house, self.pair.customer
        for number in range(count):
            mail = a_mail(customer, house, number)
            await asyncio.to_thread(self._servers.deliver, customer, house, mail)
        before = self._kept()
        began = time.perf_counter()
        await self.pause(paused=False)
        while self._kept() < before + count:
            assert time.perf_counter() < began + PATIENCE_S, f"{self._kept() - before} came"
            await asyncio.sleep(0.02)
        return count / (time.perf_counter() - began)

    def _kept(self) -> int:
        file = f"file:{self._folder / 'hub' / 'hub.sqlite'}?mode=ro"
        with contextlib.closing(sqlite3.connect(file, uri=True)) as database:
            query = "SELECT count(*) FROM items WHERE kind = 'message'"
            return int(database.execute(query).fetchone()[0])

    def fetched(self, count: int) -> float:
        """Mails a second by mbsync from the same mailbox."""
        with tempfile.TemporaryDirectory(prefix="mail-in-") as name:
            folder = Path(name)
            names = {"user": self.pair.house, "password": PASSWORD, "folder": folder}
            rules = folder / "rules"
            rules.write_text(_MBSYNC.format(port=self._servers.imap, **names), encoding="utf-8")
            began = time.perf_counter()
            subprocess.run(["mbsync", "-c", str(rules), "-q", "all"], check=True)
            spent = time.perf_counter() - began
            here = sum(len(list((folder / "inbox" / part).iterdir())) for part in ("new", "cur"))
            assert here == count
        return count / spent


class Bare(threading.Thread):
    """An IMAP client that waits by IDLE and fetches what is new; `seen` says when, by subject."""

    def __init__(self, servers: MailServers, pair: Pair) -> None:
        super().__init__()
        self._client = imapclient.IMAPClient("127.0.0.1", servers.imap, ssl=False)
        self._client.login(pair.house, PASSWORD)
        self._client.select_folder("INBOX", readonly=True)
        self._next = int(self._client.folder_status("INBOX", ["UIDNEXT"])[b"UIDNEXT"])
        self._over = threading.Event()
        self.seen: dict[str, float] = {}

    def run(self) -> None:
        """Until `stop`."""
        while not self._over.is_set():
            self._client.idle()
            self._client.idle_check(timeout=10)
            self._client.idle_done()
            new = [one for one in self._client.search(f"UID {self._next}:*") if one >= self._next]
            for uid, found in self._client.fetch(new, ["BODY.PEEK[]"]).items() if new else ():
                at, mail = time.perf_counter(), bytes(found[b"BODY[]"])
                self.seen[mail.partition(b"Message ")[2].partition(b":")[0].decode()] = at
                self._next = max(self._next, uid + 1)
        self._client.logout()

    def stop(self) -> None:
        """End it."""
        self._over.set()
        self.join()


class Eyes(QObject):
    """Notes when a paint of the thread that shows a certain text was done."""

    def __init__(self, pane: ConversationPane) -> None:
        super().__init__()
        self._pane = pane
        self._text = ""
        self.painted: asyncio.Future[float] | None = None
        pane.timeline.viewport().installEventFilter(self)

    def expect(self, text: str) -> asyncio.Future[float]:
        """The moment, when it has come."""
        self._text = text
        self.painted = asyncio.get_running_loop().create_future()
        return self.painted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at paints. What is asked of the loop here runs when this paint is done."""
        if event.type() is QEvent.Type.Paint and self.painted is not None and self._stands():
            painted, self.painted = self.painted, None
            asyncio.get_running_loop().call_soon(lambda: painted.set_result(time.perf_counter()))
        return False

    def _stands(self) -> bool:
        last = self._pane.timeline.stock.items[-1]
        return isinstance(last, Message) and last.text.startswith(self._text)


async def painted(
    desk: Desk, theme: Theme, servers: MailServers, pair: Pair, count: int
) -> tuple[list[float], list[float]]:
    """Milliseconds from SMTP's yes to the paint, and to a bare client's fetch, of each mail."""
    desk.post(SetPresence(state=PresenceState.READY))
    await until(desk, lambda: bool(desk.offers()))
    desk.post(AcceptOffer())
    await until(desk, lambda: desk.row_count(Section.ACTIVE) > 0)
    conversation = desk.row(Section.ACTIVE, 0).conversation_id
    desk.post(OpenConversation(conversation_id=conversation))
    await until(desk, lambda: bool(desk.items(conversation)))
    pane = ConversationPane(desk, theme, open_link=lambda _: None)
    pane.resize(720, 640)
    pane.show()
    eyes, bare = Eyes(pane), Bare(servers, pair)
    bare.start()
    accepted: dict[str, float] = {}
    times: dict[str, float] = {}
    try:
        for number in range(10_000, 10_000 + WARM + count):
            mail = a_mail(pair.customer, pair.house, number)
            moment = eyes.expect(f"Message {number}:")
            await asyncio.to_thread(servers.write, pair.customer, pair.house, mail)
            accepted[str(number)] = time.perf_counter()
            async with asyncio.timeout(PATIENCE_S):
                times[str(number)] = await moment
            await asyncio.sleep(PAUSE_S)
    finally:
        await asyncio.to_thread(bare.stop)
        pane.close()
    numbers = list(times)[WARM:]
    ours = [(times[one] - accepted[one]) * 1000 for one in numbers]
    return ours, [(bare.seen[one] - accepted[one]) * 1000 for one in numbers]


async def measure(theme: Theme, folder: Path, servers: MailServers, mails: int) -> None:
    """Everything, in a throwaway folder; and the report."""
    where = Places(folder)
    where.make()
    profile = Profile(connector="hub", local=True, team="Halden Home", owner="Ann Larsen")
    store = (await open_store(where.store / "desk.db", os.urandom(KEY_BYTES))).store
    connector = (await asyncio.to_thread(find_connectors))["hub"]
    backend = LocalBackend(profile, where, connector, "hub")
    desk = await Desk.start(None, store)
    session = await backend.sign_in()
    assert isinstance(session, HubSession)
    desk.attach_session(session)
    team = Team(folder, servers)
    try:
        await until(desk, lambda: desk.link.state is LinkState.LIVE)
        await team.open(session, backend.url)
        taken = await team.taken(mails)
        fetched = await asyncio.to_thread(team.fetched, mails)
        ours, bare = await painted(desk, theme, servers, team.pair, WATCHED)
    finally:
        await desk.stop()
        await session.close()
        await backend.stop()
        await store.close()
    figures = {"mails": mails, "taken_per_s": taken, **summary(ours, "painted_ms")}
    beside = {"mbsync_per_s": fetched, **summary(bare, "bare_idle_ms")}
    met = {
        "taken_per_s": taken >= float(GOALS["taken_per_s"]),
        "painted_ms_p95": figures["painted_ms_p95"] <= float(GOALS["painted_ms_p95"]),
    }
    report("mail-in", figures, beside, GOALS, met)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=MAILS)
    asked = parser.parse_args(arguments)
    if shutil.which("mbsync") is None:
        sys.exit("mbsync is not installed (Debian package: isync)")
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    theme = Theme("light")
    theme.apply(app)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with (
        loop,
        tempfile.TemporaryDirectory(prefix="mail-in-") as name,
        tempfile.TemporaryDirectory(prefix="mail-in-") as keys,
        mail_servers(Authority(Path(keys))) as servers,
    ):
        loop.run_until_complete(measure(theme, Path(name), servers, asked.mails))


if __name__ == "__main__":
    main()
