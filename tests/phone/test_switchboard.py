"""The rules for calls, without a network: who is held, who rings, who is answered by itself, what is refused."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.frames import Samples, silence
from agent_desktop.model.calls import (
    AnswerCall,
    Call,
    CallEnd,
    CallState,
    EndCode,
    ExpectCall,
    FarParty,
    HangUp,
    Hold,
    HoldCall,
    JoinCalls,
    MuteCall,
    PhoneCommand,
    PlaceCall,
    RejectCall,
    ResumeCall,
    SendDigits,
    StartEchoTest,
    StartRecording,
    SwapCalls,
    TransferBlind,
    TransferConsult,
    Transferring,
)
from agent_desktop.model.devices import DeviceChoice, EchoPhase
from agent_desktop.model.errors import Conflict, DeskError, Problem, Refused, Unsupported
from agent_desktop.model.phone import CallOver, PhoneEvent, TransferFailed
from agent_desktop.phone.audio.pump import Party
from agent_desktop.phone.engine import lines
from agent_desktop.phone.engine.lines import Line, Listener
from agent_desktop.phone.engine.switchboard import REMEMBERED, Switchboard
from agent_desktop.phone.setup import PhoneAccount


class Silent:
    """A far party."""

    def hear(self, frame: Samples) -> None:
        return None

    def speak(self) -> Samples:
        return silence(320)


class Noted:
    """A line that notes what it is told."""

    def __init__(self) -> None:
        self.party: Party = Silent()
        self.told: list[str] = []

    def answer(self) -> None:
        self.told.append("answer")

    def reject(self, *, everywhere: bool) -> None:
        self.told.append("decline" if everywhere else "busy")

    def hang_up(self) -> None:
        self.told.append("hang up")

    def hold(self, on: bool) -> None:
        self.told.append("hold" if on else "resume")

    def press(self, keys: str) -> None:
        self.told.append(keys)

    def transfer(self, number: str) -> None:
        self.told.append(f"to {number}")

    def transfer_to(self, other: Line) -> None:
        self.told.append("to the other")


class House:
    """A switchboard with its network, its sound, and what it tells."""

    def __init__(self) -> None:
        self.lines: dict[str, Noted] = {}
        self.events: list[PhoneEvent] = []
        self.seats: dict[str, tuple[bool, bool]] = {}
        self.rings: dict[str, float] = {}
        self.heard = ""
        self.watched = False
        self.announced = 0
        self.alerted = 0
        self.echo = EchoPhase.OFF
        self.needs: set[str] = set()
        self.now = 1000
        self.board = Switchboard(self, self, self.events.append, lambda: self.now)

    # The network

    async def start(self, accounts: Sequence[PhoneAccount], listener: Listener) -> None:
        return None

    def change(self, accounts: Sequence[PhoneAccount]) -> None:
        return None

    async def close(self) -> None:
        return None

    def place(self, call_id: str, account_id: str, number: str) -> Line:
        if account_id != "line":
            raise Refused("There is no such line.")
        self.lines[call_id] = Noted()
        return self.lines[call_id]

    # The sound

    def seat(self, name: str, party: Party, *, muted: bool, joined: bool) -> None:
        self.seats[name] = (muted, joined)

    def unseat(self, name: str) -> None:
        del self.seats[name]

    def need(self, reason: str) -> None:
        self.needs.add(reason)

    def need_no_more(self, reason: str) -> None:
        self.needs.discard(reason)

    def ring(self, reason: str, loudness: float | None) -> None:
        self.rings.pop(reason, None)
        if loudness is not None:
            self.rings[reason] = loudness

    def tone(self, kind: str) -> None:
        self.heard = kind

    def alert(self) -> None:
        self.alerted += 1

    def announce(self) -> None:
        self.announced += 1

    def choose(self, choice: DeviceChoice) -> None:
        return None

    def start_echo(self) -> None:
        self.echo = EchoPhase.LISTENING

    def stop_echo(self) -> None:
        self.echo = EchoPhase.OFF

    def watch(self, on: bool) -> None:
        self.watched = on

    # Scenes

    def do(self, *commands: PhoneCommand) -> None:
        for command in commands:
            self.board.perform(command)

    def call(self, name: str) -> Call:
        return next(one for one in self.board.calls if one.id == name)

    def talk(self, name: str) -> None:
        """A call that was placed and answered."""
        self.do(PlaceCall(call_id=name, account_id="line", number="12"))
        self.board.news(name, lines.Answered())

    def incoming(self, name: str, token: str = "") -> None:
        self.lines[name] = Noted()
        self.board.incoming(name, "line", FarParty(number="34"), token, self.lines[name])

    def end(self, name: str) -> None:
        self.board.news(name, lines.Ended(CallEnd(code=EndCode.FAR_HUNG_UP)))


@pytest.fixture
def house() -> House:
    return House()


def test_a_call_is_placed_rings_is_answered_and_ends(house: House) -> None:
    house.do(PlaceCall(call_id="a", account_id="line", number=" 12 ", interaction_id="i"))
    assert house.call("a").far.number == "12"
    house.board.news("a", lines.Rings())
    assert (house.call("a").state, house.heard) == (CallState.RINGING, "ringback")
    house.board.news("a", lines.EarlySound())
    assert (house.call("a").state, house.heard) == (CallState.EARLY, "")
    assert house.seats == {"a": (False, False)}
    house.now = 2000
    house.board.news("a", lines.Answered(secure=True))
    assert house.call("a").answered_at == 2000
    assert house.call("a").secure
    house.end("a")
    assert house.seats == {}
    assert not house.board.busy
    house.end("a")
    assert sum(isinstance(event, CallOver) for event in house.events) == 1
    assert house.call("a").interaction_id == "i"


def test_a_second_call_holds_the_first_and_swapping_goes_back_and_forth(house: House) -> None:
    house.talk("a")
    house.talk("b")
    assert house.lines["a"].told == ["hold"]
    assert set(house.seats) == {"b"}
    house.do(SwapCalls(hold_id="b", resume_id="a"))
    assert set(house.seats) == {"a"}
    house.do(ResumeCall(call_id="b"))
    assert set(house.seats) == {"b"}
    assert house.call("a").hold is Hold.LOCAL
    house.board.news("a", lines.FarHolds(True))
    assert house.call("a").hold is Hold.BOTH
    house.do(ResumeCall(call_id="a"))
    assert house.call("a").hold is Hold.REMOTE
    assert house.call("a").held_at is None


def test_joined_calls_hear_each_other_until_one_is_left(house: House) -> None:
    for name in "abc":
        house.talk(name)
    house.do(JoinCalls(call_ids=("a", "b")))
    assert house.seats == {"a": (False, True), "b": (False, True)}
    assert house.call("c").hold is Hold.LOCAL
    house.do(HoldCall(call_id="a"), ResumeCall(call_id="a"))
    assert set(house.seats) == {"a", "b"}
    house.end("a")
    assert house.seats == {"b": (False, False)}
    with pytest.raises(Refused):
        house.do(JoinCalls(call_ids=("b", "b")))


def test_muting_is_one_calls_and_outlives_a_hold(house: House) -> None:
    house.talk("a")
    house.do(MuteCall(call_id="a", muted=True), HoldCall(call_id="a"), ResumeCall(call_id="a"))
    assert house.seats == {"a": (True, False)}


def test_an_incoming_call_rings_beeps_or_is_answered(house: House) -> None:
    house.incoming("a")
    assert "calls" in house.rings
    house.do(AnswerCall(call_id="a"))
    assert house.lines["a"].told == ["answer"]
    assert "a" in house.needs, "devices take a while to open"
    house.board.news("a", lines.Answered())
    assert "calls" not in house.rings
    house.incoming("b")
    assert (house.rings, house.heard) == ({}, "waiting")
    house.do(RejectCall(call_id="b", everywhere=True))
    assert house.lines["b"].told == ["decline"]


def test_the_call_of_an_accepted_offer_is_answered_whichever_comes_first(house: House) -> None:
    house.do(ExpectCall(offer_token="t", interaction_id="i"))
    house.incoming("a", "t")
    assert house.lines["a"].told == ["answer"]
    assert house.call("a").interaction_id == "i"
    house.incoming("b", "u")
    assert house.lines["b"].told == []
    assert house.rings == {}, "its offer rings already"
    house.do(ExpectCall(offer_token="u", interaction_id="j"))
    assert house.lines["b"].told == ["answer"]
    assert house.call("b").interaction_id == "j"
    house.do(ExpectCall(offer_token="v", interaction_id="k", for_ms=100))
    house.now += 101
    house.incoming("c", "v")
    assert house.lines["c"].told == []
    house.incoming("d", "t")
    assert house.lines["d"].told == [], "a token is good for one call"


def test_a_transfer_that_fails_leaves_the_call(house: House) -> None:
    house.talk("a")
    house.do(TransferBlind(call_id="a", number="99"))
    assert house.call("a").transferring is Transferring.BLIND
    with pytest.raises(Conflict):
        house.do(TransferBlind(call_id="a", number="98"))
    house.board.news("a", lines.TransferRefused(Problem(code="x", message="No.")))
    assert house.call("a").transferring is Transferring.NONE
    assert isinstance(house.events[-1], TransferFailed)
    house.talk("b")
    house.do(TransferConsult(call_id="a", consult_id="b"))
    assert house.lines["a"].told[-1] == "to the other"
    with pytest.raises(Refused):
        house.do(TransferConsult(call_id="b", consult_id="b"))


REFUSED: list[tuple[PhoneCommand, type[DeskError]]] = [
    (PlaceCall(call_id="x", account_id="none", number="1"), Refused),
    (PlaceCall(call_id="x", account_id="line", number="  "), Refused),
    (HangUp(call_id="none"), Refused),
    (AnswerCall(call_id="a"), Conflict),
    (HoldCall(call_id="r"), Conflict),
    (SendDigits(call_id="r", digits="1"), Conflict),
    (SendDigits(call_id="a", digits="1x"), Refused),
    (SendDigits(call_id="a", digits=""), Refused),
    (ExpectCall(offer_token="", interaction_id="i"), Refused),
    (StartEchoTest(), Conflict),
    (StartRecording(call_id="a"), Unsupported),
]


@pytest.mark.parametrize(("command", "kind"), REFUSED, ids=[str(one[0])[:40] for one in REFUSED])
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    house: House, command: PhoneCommand, kind: type[DeskError]
) -> None:
    house.talk("a")
    house.incoming("r")
    before, told = house.board.calls, len(house.events)
    with pytest.raises(kind):
        house.do(command)
    assert house.board.calls == before
    assert len(house.events) == told


def test_only_the_last_ended_calls_are_remembered(house: House) -> None:
    for number in range(REMEMBERED + 5):
        house.talk(f"c{number}")
        house.end(f"c{number}")
    assert len(house.board.calls) == REMEMBERED
    assert house.board.calls[-1].id == f"c{REMEMBERED + 4}"


NAMES = st.sampled_from("abc")
STEPS = st.one_of(
    st.tuples(
        st.sampled_from([AnswerCall, HangUp, HoldCall, ResumeCall]),
        NAMES,
    ),
    st.tuples(st.sampled_from(["place", "incoming", "answered", "far", "free", "end"]), NAMES),
    st.tuples(st.sampled_from(["join", "swap"]), st.tuples(NAMES, NAMES)),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(STEPS, min_size=10, max_size=40))
def test_whatever_happens_two_calls_are_heard_only_when_joined(
    steps: list[tuple[object, object]],
) -> None:
    house = House()
    for what, whom in steps:
        try:
            _step(house, what, whom)
        except DeskError:
            continue
        talked = set(house.seats)
        assert len(talked) <= 1 or all(
            house.call(one).joined or house.call(one).state is CallState.EARLY for one in talked
        )
        live = {one.id for one in house.board.calls if one.live}
        assert talked <= live
        assert house.needs <= live
    overs = [event.call.id for event in house.events if isinstance(event, CallOver)]
    assert len(overs) == sum(not one.live for one in house.board.calls)


def _step(house: House, what: object, whom: object) -> None:
    if isinstance(whom, tuple):
        first, second = whom
        house.do(
            JoinCalls(call_ids=whom)
            if what == "join"
            else SwapCalls(hold_id=first, resume_id=second)
        )
        return
    name = str(whom)
    known = {one.id for one in house.board.calls}
    match what:
        case "place":
            house.do(PlaceCall(call_id=name, account_id="line", number="1"))
        case "incoming" if name not in known:
            house.incoming(name)
        case "answered" if name in house.lines and _may_be_answered(house, name):
            house.board.news(name, lines.Answered())
        case "far" | "free":
            house.board.news(name, lines.FarHolds(what == "far"))
        case "end":
            house.end(name)
        case type() as command:
            house.do(command(call_id=name))


def _may_be_answered(house: House, name: str) -> bool:
    """Incoming calls are answered by us alone."""
    told = house.lines[name].told
    return house.call(name).direction.value == "outgoing" or "answer" in told
