"""Recording calls on this computer: what each account allows, tapes that listen, files that no one else can read.

Promises that a call's recording state is true; that a failure is told at once; that what was recorded is finished and
handed over, whichever windows come and go. A pause leaves silence, a hold leaves nothing; both are marked.
Refuses what the account's policy does not allow.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import msgspec

from agent_desktop.media.frames import Samples, silence
from agent_desktop.media.recorder import PausePolicy, Recorder, State
from agent_desktop.media.recording_kind import Kind
from agent_desktop.model import calls as ca
from agent_desktop.model.attachments import AudioPause
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.call_log import RecordedCall
from agent_desktop.model.calls import Call, CallState, Recording
from agent_desktop.model.errors import Conflict, Problem, Refused
from agent_desktop.model.phone import (
    CallChanged,
    CallOver,
    PhoneEvent,
    RecordingFailed,
    RecordingKept,
)
from agent_desktop.phone.audio.backend import FRAME, RATE
from agent_desktop.phone.audio.pump import Party
from agent_desktop.phone.recordings import Shelf
from agent_desktop.phone.sealed import SealedWriter
from agent_desktop.phone.setup import PhoneAccount

log = logging.getLogger(__name__)

_LOOK_S: Final = 0.2
_NOTED_MS: Final = 2_000
_SILENCE: Final = silence(FRAME)

RecordingCommand = ca.StartRecording | ca.PauseRecording | ca.ResumeRecording | ca.StopRecording


class Tape:
    """One call's recording. The loop's own, but for `opened`, which the recorder's thread calls."""

    def __init__(self, shelf: Shelf, facts: RecordedCall) -> None:
        self.facts = facts
        self._shelf = shelf
        self._writer: SealedWriter | None = None
        self._noted_ms = 0
        self._recorder = Recorder(
            shelf.part(facts.id),
            RATE,
            Kind.OPUS,
            PausePolicy.SILENCE,
            opener=shelf.opener(self._opened),
        )

    def _opened(self, writer: SealedWriter) -> None:
        writer.note(msgspec.json.encode(self.facts))
        self._writer = writer

    @property
    def failed(self) -> bool:
        """Whether it went wrong."""
        return self._recorder.state is State.FAILED

    @property
    def paused(self) -> bool:
        """Whether what is said is left out."""
        return self._recorder.state is State.PAUSED

    def frame(self, agent: Samples, customer: Samples) -> None:
        """20 ms of the call."""
        self._recorder.frame(agent, customer)
        if self._recorder.length_ms >= self._noted_ms + _NOTED_MS:
            self._note()

    def pause(self, reason: str) -> None:
        """Leave out what is said from now on."""
        self._recorder.pause()
        at = self._recorder.length_ms
        self._mark((*self.facts.pauses, AudioPause(from_ms=at, to_ms=at, reason=reason)))

    def resume(self) -> None:
        """Record again."""
        self._recorder.resume()
        self._close_pause()

    def held(self) -> None:
        """The call is held, so nothing comes for a while."""
        if not self.paused:
            at = self._recorder.length_ms
            self._mark((*self.facts.pauses, AudioPause(from_ms=at, to_ms=at, reason="hold")))

    def finish(self) -> RecordedCall | None:
        """Complete the file; None when there is none. Waits for the disk."""
        if self.paused:
            self._close_pause()
        complete = not self.failed
        self.facts = msgspec.structs.replace(
            self.facts, length_ms=self._recorder.length_ms, complete=complete
        )
        self._note()
        self._recorder.finish()
        return self.facts if self._shelf.finish(self.facts.id) else None

    def _close_pause(self) -> None:
        *before, last = self.facts.pauses
        ended = msgspec.structs.replace(last, to_ms=self._recorder.length_ms)
        self._mark((*before, ended))

    def _mark(self, pauses: tuple[AudioPause, ...]) -> None:
        self.facts = msgspec.structs.replace(self.facts, pauses=pauses)
        self._note()

    def _note(self) -> None:
        self._noted_ms = self._recorder.length_ms
        self.facts = msgspec.structs.replace(self.facts, length_ms=self._noted_ms)
        if self._writer is not None:
            self._writer.note(msgspec.json.encode(self.facts))


class _Tapped:
    """A party that a tape listens to, whenever one runs: what it hears is the agent's lane, what it says its own."""

    def __init__(self, party: Party, tape: Callable[[], Tape | None]) -> None:
        self._party = party
        self._tape = tape
        self._said = _SILENCE

    def speak(self) -> Samples:
        """20 ms of what this one says."""
        self._said = self._party.speak()
        return self._said

    def hear(self, frame: Samples) -> None:
        """20 ms of what this one is to hear."""
        tape = self._tape()
        if tape is not None:
            tape.frame(frame, self._said)
        self._party.hear(frame)


class RecordingDesk:
    """The recordings of one engine. `state` sets what a call says of its recording."""

    def __init__(
        self,
        shelf: Shelf | None,
        state: Callable[[str, Recording, str], None],
        tell: Callable[[PhoneEvent], None],
        clock: Callable[[], Millis],
    ) -> None:
        self._shelf = shelf
        self._state = state
        self._tell = tell
        self._clock = clock
        self._accounts: dict[str, PhoneAccount] = {}
        self._tapes: dict[str, Tape] = {}
        self._calls: dict[str, Call] = {}
        self._finishing: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None

    def use(self, accounts: Iterable[PhoneAccount]) -> None:
        """Have these policies; a recording that runs goes on."""
        self._accounts = {one.id: one for one in accounts}

    def tapped(self, call_id: str, party: Party) -> Party:
        """The party as the pump shall have it."""
        return _Tapped(party, lambda: self._tapes.get(call_id))

    def unseated(self, call_id: str) -> None:
        """The call is held: nothing of it is heard."""
        tape, call = self._tapes.get(call_id), self._calls.get(call_id)
        if tape is not None and call is not None and call.live:
            tape.held()

    def perform(self, command: RecordingCommand) -> None:
        """Do it. Raises Refused or Conflict, and nothing has happened then."""
        call = self._calls.get(command.call_id)
        if call is None or call.state is not CallState.ACTIVE:
            raise Conflict("That call has not been answered yet, or is over.")
        if isinstance(command, ca.StartRecording):
            self._allowed(call)
            if call.id not in self._tapes:
                self._start(call)
            return
        tape = self._tapes.get(call.id)
        if tape is None:
            raise Conflict("That call is not recorded.")
        match command:
            case ca.PauseRecording(reason=reason):
                if not tape.paused:
                    tape.pause(reason)
                self._state(call.id, Recording.PAUSED, reason)
            case ca.ResumeRecording():
                if tape.paused:
                    tape.resume()
                self._state(call.id, Recording.ON, "")
            case ca.StopRecording():
                if self._policy(call) == "all":
                    raise Refused(
                        "Every call of this account is recorded.",
                        remedy="Pause the recording while nothing may be recorded.",
                    )
                self._state(call.id, Recording.OFF, "")
                self._finish(call.id)

    def heard(self, event: PhoneEvent) -> None:
        """News of the calls: record what shall be recorded, finish what is over."""
        match event:
            case CallOver(call=call):
                self._calls.pop(call.id, None)
                self._finish(call.id)
            case CallChanged(call=call):
                before = self._calls.get(call.id)
                self._calls[call.id] = call
                answered = before is None or before.state is not CallState.ACTIVE
                if call.state is CallState.ACTIVE and answered and self._policy(call) == "all":
                    # After the rules are through with this change.
                    asyncio.get_running_loop().call_soon(self._begin, call.id)

    async def close(self) -> None:
        """Finish everything."""
        for call_id in list(self._tapes):
            self._finish(call_id)
        await asyncio.gather(*self._finishing, return_exceptions=True)

    def _policy(self, call: Call) -> str:
        account = self._accounts.get(call.account_id)
        return account.recording if account is not None else "off"

    def _allowed(self, call: Call) -> None:
        if self._shelf is None or self._policy(call) == "off":
            raise Refused(
                "Calls of this account are not recorded.",
                remedy="Allow it in the account's settings, if you may.",
            )

    def _begin(self, call_id: str) -> None:
        call = self._calls.get(call_id)
        if call is not None and self._shelf is not None and call_id not in self._tapes:
            self._start(call)

    def _start(self, call: Call) -> None:
        assert self._shelf is not None
        account = self._accounts.get(call.account_id)
        facts = RecordedCall(
            id=new_id(),
            call_id=call.id,
            account_id=call.account_id,
            direction=call.direction,
            number=call.far.number,
            shown=call.far.shown,
            began_at=call.began_at,
            answered_at=call.answered_at,
            recorded_at=self._clock(),
            keep_days=account.keep_days if account is not None else None,
            complete=False,
        )
        self._tapes[call.id] = Tape(self._shelf, facts)
        self._state(call.id, Recording.ON, "")
        self._watch()

    def _watch(self) -> None:
        if self._timer is None and self._tapes:
            self._timer = asyncio.get_running_loop().call_later(_LOOK_S, self._look)

    def _look(self) -> None:
        self._timer = None
        for call_id, tape in list(self._tapes.items()):
            if tape.failed:
                self._state(call_id, Recording.OFF, "")
                self._tell(RecordingFailed(call_id=call_id, problem=_FAILED))
                self._finish(call_id)
        self._watch()

    def _finish(self, call_id: str) -> None:
        tape = self._tapes.pop(call_id, None)
        if tape is not None:
            task = asyncio.get_running_loop().create_task(self._finished(tape))
            self._finishing.add(task)
            task.add_done_callback(self._finishing.discard)

    async def _finished(self, tape: Tape) -> None:
        try:
            facts = await asyncio.to_thread(tape.finish)
        except OSError as error:
            log.error("a recording could not be finished: %s", error.strerror)
            facts = None
        if facts is not None:
            self._tell(RecordingKept(recording_id=facts.id))


_FAILED: Final = Problem(
    code="recording_failed",
    message="The recording stopped: the disk does not take it. The call goes on, what was recorded is kept.",
    remedy="Free some space on the disk, and record again.",
)


def shelf_of(folder: str, key: str) -> Shelf | None:
    """Where recordings are kept; None without a key."""
    return Shelf(Path(folder), bytes.fromhex(key)) if key else None
