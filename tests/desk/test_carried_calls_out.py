"""Calls that the backend carries, as scripts: calling out, listening to colleagues, what a snapshot says."""

import pytest
from msgspec.structs import replace

from agent_desktop.model import backend_calls as bc
from agent_desktop.model import calls as ca
from agent_desktop.model import changes as ch
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.errors import Offline, Refused
from agent_desktop.model.people import Agent, Presence, PresenceState
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.work import Channel, Queue
from tests.desk.call_centre import ME_PARTY, CallCentre, party
from tests.desk.samples import batch, interaction, live, snapshot
from tests.desk.switchboard import LAYLA

ANN = Agent(id="ann", name="Ann")


# --- calling out


def called(board: CallCentre, conversation_id: str = "") -> bc.CallOut:
    board.take(it.Dial(number=LAYLA, conversation_id=conversation_id))
    (order,) = board.ordered(bc.CallOut)
    assert isinstance(order, bc.CallOut)
    return order


def test_the_backends_line_is_called_from_and_rings_us_first() -> None:
    board = CallCentre().take(batch(ev.QueueChanged(queue=Queue(id="q1", name="Billing"))))
    order = called(board)
    assert (order.number, order.queue_id) == (LAYLA, "q1")
    assert order.token not in (order.interaction_id, "")
    assert board.line().connecting
    call_id = board.comes(order.token, number=LAYLA)
    ringing = party("c", state=bc.PartyState.RINGING)
    board.tell(bc.BackendCall(interaction_id=order.interaction_id, parties=(ME_PARTY, ringing)))
    call = board.line().call
    assert (call.direction, call.state) == (ca.Direction.OUTGOING, ca.CallState.RINGING)
    assert board.record(call_id).answered_at is None
    board.wait(8_000)
    board.tell(bc.BackendCall(interaction_id=order.interaction_id, parties=(ME_PARTY, party("c"))))
    call = board.line().call
    assert (call.state, call.answered_at) == (ca.CallState.ACTIVE, board.desk.now)
    record = board.record(call_id)
    assert (record.direction, record.number) == (ca.Direction.OUTGOING, LAYLA)
    assert record.answered_at == board.desk.now
    board.wait(60_000)
    board.our_leg_ends(order.interaction_id)
    assert board.record(call_id).talked_ms == 60_000


@pytest.mark.parametrize(
    "why", [ca.EndCode.BUSY, ca.EndCode.NO_ROUTE, ca.EndCode.FORBIDDEN, ca.EndCode.NO_ANSWER]
)
def test_a_number_that_is_not_reached_is_no_talk_and_says_why(why: ca.EndCode) -> None:
    board = CallCentre()
    order = called(board)
    call_id = board.comes(order.token)
    board.wait(20_000)
    board.forget()
    told = bc.PartyUnreached(
        interaction_id=order.interaction_id, why=why, name="+3120", customer=True
    )
    board.take(batch(told))
    assert (board.line().unreached, board.said()) == (why, [])
    board.our_leg_ends(order.interaction_id)
    record = board.record(call_id)
    assert record.end is not None
    assert (record.end.code, record.talked_ms, record.missed) == (why, 0, False)
    assert board.said() == [ch.NoticeKind.CALL_ENDED]


def test_why_a_number_was_not_reached_may_be_told_after_the_end() -> None:
    board = CallCentre()
    order = called(board)
    call_id = board.comes(order.token)
    board.our_leg_ends(order.interaction_id)
    record = board.record(call_id)
    assert record.end is not None
    assert record.end.code is ca.EndCode.UNREACHABLE
    board.forget()
    told = bc.PartyUnreached(
        interaction_id=order.interaction_id, why=ca.EndCode.BUSY, customer=True
    )
    board.take(batch(told))
    record = board.record(call_id)
    assert record.end is not None
    assert (record.end.code, board.said()) == (ca.EndCode.BUSY, [])


def test_whoever_was_asked_and_did_not_come_is_told_by_name_with_the_reason() -> None:
    board = CallCentre()
    board.talking_to()
    board.forget()
    told = bc.PartyUnreached(interaction_id="i2", why=ca.EndCode.REJECTED, name="Ben")
    board.take(batch(told))
    (notice,) = board.notices
    assert (notice.kind, notice.detail) == (ch.NoticeKind.CALL_ENDED, "Ben")
    assert notice.problem is not None
    assert notice.problem.code == "rejected"
    assert board.line().unreached is None


def test_a_call_that_the_backend_refuses_is_not_waited_for() -> None:
    board = CallCentre()
    board.faults[bc.CallOut] = Refused("This number may not be called.")
    called(board)
    assert board.desk.view.calls() == []
    assert board.words() == ["This number may not be called."]


def test_the_call_for_a_customers_work_is_for_its_queue() -> None:
    board = CallCentre().take(
        batch(
            ev.QueueChanged(queue=Queue(id="q0", name="Other")),
            ev.QueueChanged(queue=Queue(id="q1", name="Billing")),
        )
    )
    assert called(board, "v1").queue_id == "q1"
    board.orders.clear()
    board.take(it.Dial(number=LAYLA, queue_id="q0"))
    assert board.ordered(bc.CallOut)[0].queue_id == "q0"


def test_our_own_call_opens_the_customer_and_is_no_surprise() -> None:
    board = CallCentre().take(it.OpenConversation(conversation_id=None))
    order = called(board)
    one = interaction(order.interaction_id, channel=Channel.VOICE)
    board.forget().take(batch(ev.InteractionChanged(interaction=one)))
    assert board.desk.view.open_conversation == "v1"
    assert board.said() == []


def test_an_account_of_ones_own_is_called_from_where_it_was_chosen() -> None:
    board = CallCentre()
    board.take(it.Dial(number=LAYLA, account_id="work"))
    assert board.ordered(bc.CallOut) == []
    assert [one.account_id for one in board.sent if isinstance(one, ca.PlaceCall)] == ["work"]


def test_who_is_talked_to_hears_music_while_another_number_is_called() -> None:
    board = CallCentre()
    board.talking_to()
    board.forget()
    board.take(it.Dial(number="200", account_id="work"))
    assert board.orders == [bc.HoldParties(interaction_id="i2", on=True)]


# --- listening


def supervised(board: CallCentre) -> None:
    board.take(batch(snapshot(colleagues=(ANN,)), at=board.desk.now))
    one = interaction("i9", channel=Channel.VOICE, agent_id="ann", customer_name="Kwame")
    board.take(batch(ev.InteractionChanged(interaction=one)))


def listens(mode: bc.Listening = bc.Listening.MONITOR) -> bc.BackendCall:
    ann = party("a", kind=bc.PartyKind.AGENT, name="Ann", agent_id="ann")
    me = party("s", kind=bc.PartyKind.SUPERVISOR, name="Ada", agent_id="me", mode=mode)
    return bc.BackendCall(interaction_id="i9", parties=(party("c", name="Kwame"), ann, me))


def test_a_supervisor_listens_whispers_and_leaves() -> None:
    board = CallCentre()
    supervised(board)
    (found,) = board.desk.view.colleague_calls()
    assert (found.agent, found.customer_name, found.listening) == (ANN, "Kwame", None)
    board.take(it.OrderCall(order=bc.Supervise(interaction_id="i9", mode=bc.Listening.MONITOR)))
    (order,) = board.ordered(bc.Supervise)
    assert order.token
    assert (board.line().connecting, board.line().name) == (True, "Ann")
    call_id = board.comes(order.token)
    board.tell(listens())
    line = board.line()
    assert (line.name, line.listening) == ("Ann", bc.Listening.MONITOR)
    assert (line.call.state, line.call.joined) == (ca.CallState.ACTIVE, True)
    assert board.record(call_id).conversation_id == ""
    board.take(it.OrderCall(order=bc.Supervise(interaction_id="i9", mode=bc.Listening.WHISPER)))
    assert board.orders[-1] == bc.Supervise(interaction_id="i9", mode=bc.Listening.WHISPER)
    board.tell(listens(bc.Listening.WHISPER))
    assert board.desk.view.colleague_calls()[0].listening is bc.Listening.WHISPER
    board.do(ca.HoldCall(call_id=call_id))
    assert board.ordered(bc.HoldParties) == []
    board.do(ca.HangUp(call_id=call_id))
    assert board.ordered(bc.EndSupervision) == [bc.EndSupervision(interaction_id="i9")]
    assert board.desk.view.calls() == []


def test_a_supervisor_is_with_the_agent_whose_work_it_is() -> None:
    board = CallCentre()
    supervised(board)
    board.take(it.OrderCall(order=bc.Supervise(interaction_id="i9", mode=bc.Listening.MONITOR)))
    board.comes(board.ordered(bc.Supervise)[0].token)
    bob = party("b", kind=bc.PartyKind.AGENT, name="Bob", agent_id="bob")
    there = listens()
    board.tell(replace(there, parties=(bob, *there.parties)))
    assert (board.line().name, board.line().supervised) == ("Ann", there.parties[1])


def test_who_talks_does_not_listen_and_a_call_that_is_over_is_not_listened_to() -> None:
    board = CallCentre()
    supervised(board)
    ask = it.OrderCall(order=bc.Supervise(interaction_id="i9", mode=bc.Listening.BARGE))
    board.take(it.Dial(number="200", account_id="work"))
    board.forget().take(ask)
    assert board.words() == ["You are in a call."]
    nobody = bc.Supervise(interaction_id="i0", mode=bc.Listening.BARGE)
    board.forget().take(it.OrderCall(order=nobody))
    assert board.words() == ["That call is over."]
    assert board.orders == []


def test_a_chat_becomes_a_call_when_its_visitor_wants() -> None:
    board = CallCentre()
    board.take(it.OrderCall(order=bc.InviteToCall(conversation_id="v1")))
    assert board.orders == [bc.InviteToCall(conversation_id="v1")]
    board.faults[bc.InviteToCall] = Offline("The visitor is gone.")
    board.take(it.OrderCall(order=bc.InviteToCall(conversation_id="v1")))
    assert board.words() == ["The visitor is gone."]


# --- rung by a colleague


@pytest.mark.parametrize("told_first", [True, False])
def test_a_leg_into_which_a_colleague_rang_us_is_a_part_of_their_call(told_first: bool) -> None:
    board = CallCentre()
    ann = party("a", kind=bc.PartyKind.AGENT, name="Ann", agent_id="ann", aside=True)
    me = replace(ME_PARTY, aside=True)
    call = bc.BackendCall(
        interaction_id="i5", parties=(party("c", name="Kwame", held=True), ann, me)
    )
    if told_first:
        board.tell(call)
    board.take(*board.exchange.rings("200", account_id=HUB_LINE), it.AcceptOffer())
    board.wait(100)
    if not told_first:
        board.tell(call)
    (line,) = board.desk.view.calls()
    assert (line.call.interaction_id, line.carried) == ("i5", call)
    assert line.consulted is None
    board.do(ca.MuteCall(call_id=line.call.id, muted=True))
    board.forget()
    board.do(ca.HoldCall(call_id=line.call.id))
    assert board.ordered(bc.HoldParties) == [bc.HoldParties(interaction_id="i5", on=True)]


def test_whose_leg_it_is_is_not_guessed() -> None:
    board = CallCentre()
    for number in ("200", "300"):
        board.take(*board.exchange.rings(number, account_id=HUB_LINE))
    board.tell(bc.BackendCall(interaction_id="i5", parties=(party("c"), ME_PARTY)))
    lines = board.desk.core.state.phone.lines.values()
    assert [one.call.interaction_id for one in lines] == ["", ""]


# --- colleagues and queues


def test_the_screen_is_told_what_colleagues_do_and_who_waits() -> None:
    board = CallCentre()
    away = Presence(agent_id="ann", state=PresenceState.MEAL, since=board.desk.now)
    board.take(batch(ev.PresenceChanged(presence=away)))
    assert ch.TeamShown() in board.desk.changes
    board.take(batch(ev.PresenceChanged(presence=away)))
    assert ch.TeamShown() not in board.desk.changes
    board.take(batch(ev.QueueChanged(queue=Queue(id="q1", name="Support", waiting=2))))
    assert ch.TeamShown() in board.desk.changes


# --- the whole truth


def test_a_snapshot_replaces_what_was_believed() -> None:
    board = CallCentre()
    board.talking_to()
    known = board.truth["i2"]
    board.take(batch(snapshot(calls=(known,)), at=board.desk.now), live())
    assert board.line().carried == known
    board.take(batch(snapshot(), at=board.desk.now), live())
    assert board.line().carried is None
    assert not board.line().connecting


def test_the_line_comes_first_of_the_accounts_unless_another_was_chosen() -> None:
    board = CallCentre()
    phone = board.desk.view.phone
    assert phone is not None
    assert [one.id for one in phone.accounts] == [HUB_LINE, "work", "direct"]
    board.take(it.Dial(number="200", account_id="direct"))
    phone = board.desk.view.phone
    assert phone is not None
    assert phone.accounts[0].id == "direct"
