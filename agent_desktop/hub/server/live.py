"""`/v1/live`: one desk's socket. Hello, then a replay or a snapshot, then everything as it happens, and commands.

Promises that between replay and live no entry is lost or doubled, because the desk listens before it reads; that the
token is watched, so that a revoked or expired one ends the socket at once; that a wrong frame is answered with what is
wrong in it. Refuses anything before a good `Hello`.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.reach import OutOfReach
from agent_desktop.hub.centre.waiting import Performing
from agent_desktop.hub.doors.answers import FAULT
from agent_desktop.hub.doors.faults import Forbidden, Malformed, TooLarge, TooSlow
from agent_desktop.hub.doors.frames import decode, encode, shown
from agent_desktop.hub.doors.hello import check_first
from agent_desktop.hub.doors.keys import NOT_GOOD
from agent_desktop.hub.doors.lines import Line, LineClosed
from agent_desktop.hub.journal.replay import Replay
from agent_desktop.hub.protocol import (
    MAX_FRAME_BYTES,
    PROTOCOL_VERSION,
    Answer,
    Entries,
    Entry,
    FromDesk,
    Hello,
    Perform,
    Ping,
    Pong,
    Refusal,
    SnapshotFrame,
    Welcome,
)
from agent_desktop.hub.server import auditing
from agent_desktop.hub.server.broadcast import Listener
from agent_desktop.hub.server.house import House
from agent_desktop.hub.server.relayed import Held, Tuned
from agent_desktop.hub.storage.tokens import Token
from agent_desktop.model.base import Record
from agent_desktop.model.board import WatchBoard
from agent_desktop.model.commands import BackendCommand, Cursor
from agent_desktop.model.errors import DeskError
from agent_desktop.model.events import Snapshot
from agent_desktop.model.people import Agent
from agent_desktop.model.words import later

HELLO_WITHIN: Final = 10.0
REPLAY_AT_ONCE: Final = 500
WRONG_FRAMES: Final = 20
"""So many frames that make no sense end the socket."""
MAX_ID: Final = 64

_log = logging.getLogger("agent_desktop.hub")
_frames: msgspec.json.Decoder[FromDesk] = msgspec.json.Decoder(FromDesk)


class _Start(Record, frozen=True):
    """What the centre gives a desk that arrives."""

    agent: Agent
    epoch: str
    audiences: frozenset[str]
    replay: Replay | None
    position: int
    snapshot: Snapshot | None


def read_hello(data: bytes) -> Hello:
    """The first frame. Raises Malformed, and WrongVersion before it looks at anything else."""
    check_first(data, later("Update the older of the two programs."))
    frame = decode(_frames, data)
    assert isinstance(frame, Hello)
    return frame


class LiveDesk:
    """One desk's talk, from its Hello to its end."""

    def __init__(self, house: House, line: Line, *, relayed: bool = False) -> None:
        """`relayed`: the desk is at another node, which reads the journal for it."""
        self._house = house
        self._line = line
        self._relayed = relayed
        self._agent_id = ""
        self._token: Token | None = None
        self._wrong = 0
        self._tune_again = asyncio.Event()

    async def talk(self) -> None:
        """Run until the peer or the hub ends it. What is refused before the Welcome ends it with a Goodbye."""
        try:
            token, hello = await self._hello()
        except DeskError as error:
            self._line.goodbye(error.problem)
            return
        self._token, self._agent_id = token, token.subject
        loop = asyncio.get_running_loop()
        unwatch = self._house.shared.keys.watch(token.id, self._line.goodbye)
        left = (token.expires_at - self._house.shared.clock()) / 1000
        expiry = loop.call_later(max(0.0, left), self._line.goodbye, NOT_GOOD)
        listener = Listener(
            self._send_all, self._tune_again.set, self._overfull, passing_only=self._relayed
        )
        self._house.broadcast.hold(listener)
        arrival = asyncio.ensure_future(self._house.ask(self._arrive(hello)))
        tuning: asyncio.Task[None] | None = None
        try:
            start = await asyncio.shield(arrival)
            await self._welcome(listener, start)
            tuning = asyncio.create_task(self._keep_tuned(listener))
            await self._serve()
        except DeskError as error:
            self._line.goodbye(error.problem)
        finally:
            expiry.cancel()
            unwatch()
            self._house.broadcast.leave(listener)
            self._house.boards.leave(self._line)
            if tuning is not None:
                tuning.cancel()
            await self._depart(arrival)

    # --- beginning

    async def _hello(self) -> tuple[Token, Hello]:
        try:
            async with asyncio.timeout(HELLO_WITHIN):
                hello = read_hello(await self._line.read())
        except TimeoutError:
            raise TooSlow("No hello came in time.", field="hello") from None
        token = await self._house.shared.keys.check(hello.token, "agent")
        if "agent" not in token.scopes:
            raise Forbidden(
                "This account has no place at a desk.",
                field="scopes",
                value=", ".join(token.scopes),
            )
        return token, hello

    def _arrive(self, hello: Hello) -> Callable[[Centre], _Start]:
        agent_id = self._agent_id

        def arrive(centre: Centre) -> _Start:
            centre.connected(agent_id)
            replay = None
            if hello.since is not None:
                replay = centre.entries(agent_id, hello.since, REPLAY_AT_ONCE)
            position, snapshot = (0, None)
            if replay is None or replay.resync is not None:
                position, snapshot = centre.snapshot(agent_id)
            return _Start(
                agent=centre.agent(agent_id),
                epoch=centre.epoch,
                audiences=centre.audiences(agent_id),
                replay=replay,
                position=position if snapshot is not None or replay is None else replay.position,
                snapshot=snapshot,
            )

        return arrive

    async def _welcome(self, listener: Listener, start: _Start) -> None:
        resync = start.replay.resync if start.replay is not None else None
        self._line.send(
            Welcome(
                protocol=PROTOCOL_VERSION,
                hub=self._house.team,
                agent=start.agent,
                epoch=start.epoch,
                position=start.position,
                at=self._house.shared.clock(),
                resync=resync.value if resync is not None else "",
                scopes=self._token.scopes if self._token is not None else (),
                nodes=self._house.nodes(),
            )
        )
        position = start.position
        if start.snapshot is not None:
            await self._send_snapshot(position, start.snapshot)
        elif start.replay is not None:
            position = await self._send_replay(start.epoch, start.replay)
        self._release(listener, start.audiences, position)

    def _release(self, listener: Listener, audiences: frozenset[str], position: int) -> None:
        """The desk is current: it goes on live, and so does the node where it is."""
        if self._relayed:
            told = Tuned(audiences=tuple(sorted(audiences)), position=position)
            self._line.send(told, awaited=True)
        self._house.broadcast.release(listener, audiences, position)

    async def _send_replay(self, epoch: str, replay: Replay) -> int:
        """Send missed entries until there are no more; returns the position reached."""
        while True:
            at = self._house.shared.clock()
            for piece in _pieces(replay.entries):
                last = piece[-1]
                await self._line.room()
                frame = Entries(entries=piece, position=last.seq, at=last.at, replay=True)
                self._line.send(frame, awaited=True)
            if not replay.more:
                await self._line.room()
                done = Entries(entries=(), position=replay.position, at=at, replay=True)
                self._line.send(done, awaited=True)
                return replay.position
            replay = await self._house.ask(self._missed(epoch, replay.position))
            if replay.resync is not None:
                position, snapshot = await self._house.ask(
                    lambda centre: centre.snapshot(self._agent_id)
                )
                await self._send_snapshot(position, snapshot)
                return position

    def _missed(self, epoch: str, position: int) -> Callable[[Centre], Replay]:
        since = Cursor(epoch=epoch, seq=position)
        return lambda centre: centre.entries(self._agent_id, since, REPLAY_AT_ONCE)

    async def _send_snapshot(self, position: int, snapshot: Snapshot) -> None:
        await self._line.room()
        at = self._house.shared.clock()
        self._line.send(SnapshotFrame(position=position, at=at, snapshot=snapshot), awaited=True)

    # --- as it happens

    def _overfull(self) -> None:
        self._line.goodbye(
            TooSlow("This desk took its replay too slowly.", remedy="Connect again.").problem
        )

    def _send_all(self, frames: Sequence[str]) -> None:
        for frame in frames:
            self._line.send(frame)

    async def _keep_tuned(self, listener: Listener) -> None:
        """When the agent's queues change, listen anew and send a snapshot."""
        while True:
            await self._tune_again.wait()
            self._tune_again.clear()
            self._house.broadcast.hold(listener)
            if self._relayed:
                self._line.send(Held())
            try:
                audiences, (position, snapshot) = await self._house.ask(self._tune)
                await self._send_snapshot(position, snapshot)
            except DeskError as error:
                self._line.goodbye(error.problem)
                return
            except LineClosed:
                return
            self._release(listener, audiences, position)

    def _tune(self, centre: Centre) -> tuple[frozenset[str], tuple[int, Snapshot]]:
        return centre.audiences(self._agent_id), centre.snapshot(self._agent_id)

    async def _serve(self) -> None:
        """Answer frames until the line closes."""
        while True:
            try:
                frame = decode(_frames, await self._line.read())
                await self._answer(frame)
            except TooLarge as error:
                self._line.goodbye(error.problem)
                return
            except Malformed as error:
                self._wrong += 1
                if self._wrong > WRONG_FRAMES:
                    self._line.goodbye(error.problem)
                    return
                self._line.send(Refusal(id="", problem=error.problem))

    async def _answer(self, frame: FromDesk) -> None:
        match frame:
            case Hello():
                raise Malformed("A hello comes once.", field="type", value="hello")
            case Ping():
                _check_id(frame.id)
                told = self._house.broadcast
                self._line.send(Pong(id=frame.id, position=told.position, at=told.current_at))
            case Perform(command=WatchBoard() as wish):
                _check_id(frame.id)
                self._line.send(self._watch(frame.id, wish))
            case Perform():
                _check_id(frame.id)
                self._line.send(await self._perform(frame.id, frame.command))

    def _watch(self, command_id: str, wish: WatchBoard) -> Answer | Refusal:
        """Looking is this line's alone: it ends with it, and nothing of it is kept."""
        assert self._token is not None
        try:
            self._house.shared.limits.frames.take(self._token.id, "commands")
            if not {"supervisor", "admin"} & set(self._token.scopes):
                raise Forbidden("Only team leads see the board.", field="scopes")
        except DeskError as error:
            return Refusal(id=command_id, problem=error.problem)
        self._house.boards.watch(self._line, self._agent_id, wish)
        return Answer(id=command_id)

    async def _perform(self, command_id: str, command: BackendCommand) -> Answer | Refusal:
        assert self._token is not None
        try:
            self._house.shared.limits.frames.take(self._token.id, "commands")
            item = await self._house.ask(Performing(self._agent_id, command_id, command))
        except OutOfReach as error:
            asked = type(command).__name__
            await auditing.note_refused(self._house, self._agent_id, asked, error.problem)
            return Refusal(id=command_id, problem=error.problem)
        except DeskError as error:
            return Refusal(id=command_id, problem=error.problem)
        except LineClosed:
            raise
        except Exception as error:
            _log.exception("a command failed: %s", type(error).__name__)
            return Refusal(id=command_id, problem=FAULT)
        return Answer(id=command_id, item=item)

    async def _depart(self, arrival: "asyncio.Future[_Start]") -> None:
        """Tell the centre, if it knows of us."""
        try:
            await arrival
        except DeskError:
            return
        try:
            await self._house.ask(lambda centre: centre.disconnected(self._agent_id))
        except DeskError as error:
            _log.error("a desk's end was not written: %s", error.problem.code)


def _check_id(frame_id: str) -> None:
    if not 0 < len(frame_id) <= MAX_ID:
        raise Malformed(f"An id has 1 to {MAX_ID} characters.", field="id", value=shown(frame_id))


def _pieces(entries: Sequence[Entry]) -> list[tuple[Entry, ...]]:
    """Entries in pieces that fit into frames of the usual size; one that is larger goes alone."""
    pieces: list[tuple[Entry, ...]] = []
    piece: list[Entry] = []
    size = 0
    for entry in entries:
        length = len(encode(entry))
        if piece and size + length > MAX_FRAME_BYTES - 1024:
            pieces.append(tuple(piece))
            piece, size = [], 0
        piece.append(entry)
        size += length + 1
    if piece:
        pieces.append(tuple(piece))
    return pieces


async def beat(house: House, every: float) -> None:
    """Tell every desk, for ever, up to which moment it is current.

    Asking the centre first makes it true: whatever was committed before has then been handed to the desks.
    """
    while True:
        await asyncio.sleep(every)
        at = house.shared.clock()
        try:
            await house.ask(lambda centre: centre.position)
        except DeskError:
            continue
        position = house.broadcast.position
        frame = encode(Pong(id="", position=position, at=at, nodes=house.nodes())).decode()
        house.broadcast.beat(frame, at)
