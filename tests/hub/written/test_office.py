"""The post office: sessions open and close with their entry points, fail alone, and keep secrets that are new."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.doors import uploads
from agent_desktop.hub.doors.sniffing import Looked, looked_at
from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.hub.server.house import rows_of
from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.storage.sealed import KEY_BYTES, Seal
from agent_desktop.hub.storage.settings import EntryPointSettings, QueueSettings
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.written import office as rules
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.office import PostOffice
from agent_desktop.hub.written.port import Network, Post
from agent_desktop.hub.written.records import Letter, Outcome, Standing, Step, Unclear
from agent_desktop.model.base import wall_clock
from agent_desktop.model.errors import Offline, Refused, StoreFailed
from agent_desktop.model.templates import Template
from agent_desktop.model.work import Channel
from tests.contracts.asynchronous import asynchronous
from tests.hub import databases

SEAL = Seal(b"k" * KEY_BYTES)
HELLO = Template(name="hello", language="en", text="Dear {{1}}.")


class Session:
    """Lives until it is cancelled, or fails where its settings say so."""

    def __init__(self, network: "Rehearsal", post: Post, secrets: Mapping[str, str]) -> None:
        self.network, self.post, self.secrets = network, post, dict(secrets)

    async def run(self) -> None:
        self.network.opened.append(self)
        self.network.changed.set()
        if self.network.failing:
            raise ValueError("secret")
        self.post.stands(Standing(code="live", since=self.post.now()))
        await asyncio.Event().wait()

    async def send(self, letter: Letter) -> Outcome:
        return Unclear(problem="")

    async def look(self, letter: Letter) -> Outcome:
        return Unclear(problem="")


class Rehearsal:
    """A network without one."""

    name, channel, limits = "rehearsal", Channel.EMAIL, Limits(max_text=100)

    def __init__(self) -> None:
        self.opened: list[Session] = []
        self.changed = asyncio.Event()
        self.failing = False
        self.session: type[Session] = Session

    def check(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        if not secrets.get("password"):
            raise Refused("A password is missing.", remedy="Write it.", field="password")

    def open(self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post) -> Session:
        return self.session(self, post, secrets)

    async def probe(
        self, settings: Mapping[str, str], secrets: Mapping[str, str]
    ) -> AsyncIterator[Step]:
        yield Step(step="all", result="good", words="")

    async def until(self, fits: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not fits():
                self.changed.clear()
                await self.changed.wait()


class Stage:
    """A post office on a hub of its own."""

    def __init__(self, thread: CentreThread, folder: Path) -> None:
        self.thread, self.network = thread, Rehearsal()
        self.folder = folder / "files"
        kept = Uploads(self.folder, rows_of(thread), wall_clock)
        self.office = PostOffice(thread, kept, self._seal, wall_clock, self._find)

    async def _seal(self) -> Seal:
        return SEAL

    def _find(self, name: str) -> Network | None:
        return self.network if name == "rehearsal" else None

    async def define(self, name: str = "rehearsal", **secrets: str) -> KeptNetwork:
        """Make the entry point `mail`, or define it anew, and open it."""
        kept = KeptNetwork(entry_point_id="mail", network=name, sealed=SEAL.sealed("mail", secrets))

        def define(centre: Centre) -> None:
            centre.define_queue(QueueSettings(id="q", name="Q"))
            place = EntryPointSettings(id="mail", channel=Channel.EMAIL, name="Mail", queue_id="q")
            centre.define_entry_point(place)
            centre.define_network(kept)

        await self.thread.call(define)
        await self.office.show(kept)
        return kept

    async def secrets(self) -> dict[str, str]:
        """What is kept on the disk."""
        (kept,) = await self.thread.call(lambda centre: centre.networks())
        return SEAL.opened("mail", kept.sealed)


@asynccontextmanager
async def staged(folder: Path) -> AsyncIterator[Stage]:
    thread = CentreThread(
        lambda: Centre(Storage.open(databases.fresh(folder / "hub.db")), wall_clock), wall_clock
    )
    await thread.start()
    stage = Stage(thread, folder)
    try:
        yield stage
    finally:
        await stage.office.stop()
        await thread.stop()


@asynchronous
async def test_a_secret_that_is_new_is_there_after_the_next_start(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.define(password="p", token="old")
        await stage.network.until(lambda: bool(stage.network.opened))
        session = stage.network.opened[0]
        assert session.secrets == {"password": "p", "token": "old"}
        await session.post.keep_secret("token", "new")
        await session.post.keep_secret("token", "newest")
        assert await stage.secrets() == {"password": "p", "token": "newest"}
        # what an administrator writes is newer than what an old session still says
        await stage.define(password="p", token="by hand")
        await session.post.keep_secret("token", "late")
        assert await stage.secrets() == {"password": "p", "token": "by hand"}
        await stage.network.until(lambda: len(stage.network.opened) == 2)
        assert stage.network.opened[1].secrets["token"] == "by hand"


@asynchronous
async def test_a_file_is_put_together_beside_the_others_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []

    def look(path: Path) -> Looked:
        seen.append(path)
        assert path.stat().st_mode & 0o077 == 0 or os.name == "nt"
        return looked_at(path)

    async with staged(tmp_path) as stage:
        await stage.define(password="p")
        await stage.network.until(lambda: bool(stage.network.opened))
        post = stage.network.opened[0].post
        monkeypatch.setattr(uploads, "looked_at", look)
        kept = await post.keep_file("mail.eml", b"Dear house")
        assert (await post.file(kept.id)).read_bytes() == b"Dear house"
        (path,) = seen
        assert path.parent == stage.folder
        assert re.fullmatch("[0-9a-f]{48}", path.name), "`forget_unsent` looks for such names"
        assert len(list(stage.folder.iterdir())) == 1
        stage.folder.rename(tmp_path / "away")
        stage.folder.write_bytes(b"")  # in its way
        with pytest.raises(StoreFailed, match=r"The file could not be kept: .+\."):
            await post.keep_file("mail.eml", b"Dear house")


@pytest.mark.expected_log("the entry point mail failed: ValueError")
@asynchronous
async def test_a_session_that_fails_is_opened_again_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "OPEN_AGAIN_S", 0.01)
    async with staged(tmp_path) as stage:
        stage.network.failing = True
        await stage.define(password="p")
        await stage.network.until(lambda: len(stage.network.opened) > 2)
        assert stage.office.standings["mail"].code == "waiting"
        stage.network.failing = False
        seen = len(stage.network.opened)
        await stage.network.until(lambda: len(stage.network.opened) > seen)
        await asyncio.sleep(0)
        assert stage.office.standings["mail"].code == "live"


@pytest.mark.parametrize(
    ("name", "secrets", "words"),
    [
        ("rehearsal", {}, "A password is missing."),
        ("pigeon", {"password": "p"}, "This hub knows no network pigeon."),
    ],
)
@asynchronous
async def test_what_only_an_administrator_can_mend_waits_for_one(
    tmp_path: Path, name: str, secrets: dict[str, str], words: str
) -> None:
    async with staged(tmp_path) as stage:
        await stage.define(name, **secrets)
        async with asyncio.timeout(20):
            # A standing tells nobody.
            while stage.office.standings["mail"].code != "refused":  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        standing = stage.office.standings["mail"]
        assert standing.words == words
        assert standing.remedy
        assert stage.network.opened == []


class Shelf(Session):
    """A session with templates, or without a link."""

    asked = 0

    async def templates(self) -> tuple[Template, ...]:
        Shelf.asked += 1
        if self.network.failing:
            raise Offline("There is no link.")
        return (HELLO,)


@asynchronous
async def test_templates_are_read_now_and_then_and_kept(tmp_path: Path) -> None:
    Shelf.asked = 0
    async with staged(tmp_path) as stage:
        stage.network.session = Shelf
        await stage.define(password="p")
        await stage.network.until(lambda: bool(stage.network.opened))
        for _ in range(3):
            assert await stage.office.templates("mail") == (HELLO,)
        assert Shelf.asked == 1
        stage.network.opened.clear()
        await stage.define(password="other")  # another account may have others
        await stage.network.until(lambda: bool(stage.network.opened))
        stage.network.failing = True
        assert await stage.office.templates("mail") == (HELLO,)
        assert Shelf.asked == 2
        with pytest.raises(Refused):
            await stage.office.templates("nowhere")


@asynchronous
async def test_without_templates_that_were_ever_read_it_says_why(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.network.session = Shelf
        await stage.define(password="p")
        await stage.network.until(lambda: bool(stage.network.opened))
        stage.network.failing = True
        with pytest.raises(Offline):
            await stage.office.templates("mail")
