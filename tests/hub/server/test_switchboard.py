"""What telephones tell reaches the centre in its order, whatever the disk does; where telephones are at all."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest

from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.doors.faults import Stopping
from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.hub.server import tidings
from agent_desktop.hub.server.darkroom import Darkroom
from agent_desktop.hub.server.recordings import Recordings
from agent_desktop.hub.server.switchboard import Switchboard
from agent_desktop.hub.server.telephones import voice_address
from agent_desktop.hub.server.voice_place import VoicePlace
from agent_desktop.hub.server.voice_settings import first_policy
from agent_desktop.hub.voice.decisions import CallOver, Noted
from agent_desktop.hub.voice.policy import problems, queues_in
from agent_desktop.hub.voice.process import frames
from agent_desktop.hub.voice.process.setup import TrunkSetup
from agent_desktop.hub.voice.worker.centre import News
from agent_desktop.model.errors import Refused, StoreFailed
from tests.contracts.asynchronous import asynchronous


class Book:
    """The centre's telephone door, which writes down what it is told; one kind of news breaks it."""

    def __init__(self) -> None:
        self.told: list[object] = []
        self.settings: dict[str, str] = {}
        self.owed = False

    def setting(self, name: str) -> str:
        return self.settings.get(name, "")

    def owes_calls(self) -> bool:
        return self.owed

    def voice_happened(self, news: object) -> None:
        if isinstance(news, Noted) and news.what == "poison":
            raise RuntimeError("nobody expected that")
        self.told.append(news)

    def phone_here(self, agent: str, here: bool) -> None:
        self.told.append((agent, here))


class Thread:
    """The centre's thread: nothing of a request that raised has happened; the disk is full for some requests."""

    def __init__(self, full: int = 0) -> None:
        self.book, self.full = Book(), full
        self.orders: Callable[[Any], None] = lambda orders: None

    async def call(self, job: Callable[[Any], Any]) -> Any:
        if self.full:
            self.full -= 1
            raise StoreFailed("no room")
        before = list(self.book.told)
        try:
            return job(self.book)
        except BaseException:
            self.book.told = before
            raise

    def subscribe_orders(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        self.orders = listener
        return lambda: None


def board_at(thread: Thread, folder: Path, **place: Any) -> Switchboard:
    """A switchboard, on loopback unless told otherwise."""
    where = {"address": "127.0.0.1", "recordings": folder, "prompts": folder / "prompts", **place}
    recordings = Recordings(cast("Uploads", None), Darkroom())
    return Switchboard(cast("CentreThread", thread), recordings, VoicePlace(**where))


def board_of(thread: Thread, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Switchboard:
    """A switchboard whose worker never comes."""
    monkeypatch.setattr(tidings, "AGAIN_AFTER", 0.0)
    board = board_at(thread, folder)

    async def rest() -> None:
        await board._stopping.wait()

    monkeypatch.setattr(board, "_keep", rest)
    return board


NEWS: list[News] = [Noted("one", "held"), CallOver("one"), Noted("two", "held")]


@asynchronous
async def test_a_full_disk_delays_news_and_loses_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = Thread(full=5)
    board = board_of(thread, tmp_path, monkeypatch)
    board.start()
    for news in NEWS:
        board._heard(frames.Happened(news=news))
    board._heard(frames.PhoneHere(address="sip:ann@hub.invalid", here=True))
    board._heard(frames.PhoneHere(address="sip:trunk@elsewhere.test", here=True))
    await board._tidings.told()
    await board.stop()
    assert thread.book.told == [*NEWS, ("ann", True)]


@pytest.mark.expected_log("news of a call failed: RuntimeError")
@asynchronous
async def test_news_that_break_the_centre_take_no_others_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = Thread()
    board = board_of(thread, tmp_path, monkeypatch)
    board.start()
    for news in (NEWS[0], Noted("one", "poison"), *NEWS[1:]):
        board._heard(frames.Happened(news=news))
    await board.stop()
    assert thread.book.told == NEWS


@asynchronous
async def test_without_a_worker_pages_hear_that_at_once_and_later_than_they_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = board_of(Thread(), tmp_path, monkeypatch)
    board.start()
    heard: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    board.offer_web_call(
        call="c",
        leg="l",
        entry_point="web",
        sdp="",
        answered=lambda sdp: heard.set_result("answered"),
        over=heard.set_result,
    )
    assert not heard.done()
    assert await heard == "lost"
    await board.stop()


class Waking:
    """A board whose workers are counted instead of started, and a centre that was left in some state."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, **place: Any) -> None:
        self.thread = Thread()
        self.board = board_at(self.thread, folder, **place)
        self.woken = asyncio.Event()
        self.looked = asyncio.Event()
        expected = self.board._expected

        async def live() -> None:
            self.woken.set()
            await self.board._stopping.wait()

        async def look() -> bool:
            found = await expected()
            self.looked.set()
            return found

        monkeypatch.setattr(self.board, "_live", live)
        monkeypatch.setattr(self.board, "_expected", look)


ADMITTED = frames.AdmitPhone(user="ann.1", ha1={}, until=1 << 60)
FORGOTTEN = frames.AdmitPhone(user="ann.1", ha1={}, until=0)
TRUNK = TrunkSetup(id="carrier", transport="udp", host="192.0.2.9")


@pytest.mark.parametrize(
    "wakes",
    [
        lambda board: board.admit(ADMITTED),
        lambda board: board.define_trunks((TRUNK,)),
        lambda board: asyncio.ensure_future(board.door()),
        lambda board: asyncio.ensure_future(board.web_ready()),
    ],
)
@asynchronous
async def test_there_is_no_worker_before_somebody_needs_one(
    wakes: Callable[[Switchboard], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waking = Waking(tmp_path, monkeypatch)
    board = waking.board
    board.start()
    await waking.looked.wait()
    board.admit(FORGOTTEN)
    board.define_trunks(())
    board.define_policy(first_policy("support"))
    board.prompts_changed()
    assert (board.resting, waking.woken.is_set()) == (True, False)
    asked = wakes(board)
    await waking.woken.wait()
    assert not board.resting
    await board.stop()
    if isinstance(asked, asyncio.Task):
        with pytest.raises(Stopping):
            await asked


@pytest.mark.parametrize("why", ["trunk", "callback", "port", "address", "recording", "fault"])
@asynchronous
async def test_what_an_earlier_hub_left_or_a_network_needs_one_at_once(
    why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: dict[str, dict[str, Any]] = {
        "port": {"sip_port": 0},
        "address": {"address": "192.0.2.1"},
    }
    waking = Waking(tmp_path, monkeypatch, **places.get(why, {}))
    if why == "trunk":
        waking.thread.book.settings["voice_trunks"] = msgspec.json.encode([TRUNK]).decode()
    elif why == "callback":
        waking.thread.book.owed = True
    elif why == "recording":
        (tmp_path / f"{'0' * 26}-tape1.kept").touch()
    elif why == "fault":
        waking.thread.full = 1
    waking.board.start()
    await waking.woken.wait()
    await waking.board.stop()


@asynchronous
async def test_a_hub_whose_telephones_nobody_needed_stops_like_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waking = Waking(tmp_path, monkeypatch)
    waking.board.start()
    await waking.looked.wait()
    await waking.board.stop()
    assert not waking.woken.is_set()


@pytest.mark.parametrize(
    ("asked", "host", "address"),
    [
        ("", "127.0.0.1", "127.0.0.1"),
        ("", "localhost", "127.0.0.1"),
        ("", "::1", "::1"),
        ("", "192.0.2.1", ""),
        ("", "0.0.0.0", ""),
        ("", "hub.example.org", ""),
        ("192.0.2.1", "0.0.0.0", "192.0.2.1"),
    ],
)
def test_beyond_loopback_telephones_need_an_address(asked: str, host: str, address: str) -> None:
    assert voice_address(asked, host) == address


@pytest.mark.parametrize("asked", ["0.0.0.0", "::", "hub.example.org", "192.0.2.300"])
def test_what_is_no_address_of_one_computer_is_refused(asked: str) -> None:
    with pytest.raises(Refused) as refused:
        voice_address(asked, "0.0.0.0")
    assert (refused.value.problem.field, refused.value.problem.value) == ("voice_address", asked)


def test_the_first_policy_fits_together() -> None:
    policy = first_policy("support")
    assert problems(policy) == ()
    assert queues_in(policy) == ("support",)
