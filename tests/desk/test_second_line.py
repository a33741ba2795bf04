"""A second line, where the backend carries a call or both: who hears us, who hears music, what the strip shows."""

from msgspec.structs import replace

from agent_desktop.desk.items import PhoneAttached, PhoneDetached
from agent_desktop.model import backend_calls as bc
from agent_desktop.model import calls as ca
from agent_desktop.model import intents as it
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import Activity
from agent_desktop.model.telephone import HUB_LINE
from tests.desk.call_centre import ME_PARTY, CallCentre, party
from tests.desk.samples import batch, live, offline, snapshot
from tests.desk.switchboard import LAYLA
from tests.desk.test_carried_calls_out import ANN, called


def calling_beside(board: CallCentre) -> tuple[str, str, bc.CallOut]:
    """We talk to the customer of i2 and call another number; both calls, and the order."""
    first = board.talking_to()
    board.forget()
    order = called(board)
    assert board.orders == [order], "the backend lets the first hear music by itself"
    second = board.comes(order.token)
    ringing = party("c", state=bc.PartyState.RINGING)
    board.tell(bc.BackendCall(interaction_id=order.interaction_id, parties=(ME_PARTY, ringing)))
    return first, second, order


def answers(board: CallCentre, order: bc.CallOut) -> None:
    parties = (ME_PARTY, party("c"))
    board.tell(bc.BackendCall(interaction_id=order.interaction_id, parties=parties))


def strip(board: CallCentre) -> list[tuple[str, ca.CallState, bool]]:
    return [(one.call.id, one.call.state, one.call.hold.local) for one in board.desk.view.calls()]


def test_a_second_customer_is_called_while_the_first_waits_and_each_is_swapped() -> None:
    board = CallCentre()
    first, second, order = calling_beside(board)
    assert strip(board) == [
        (second, ca.CallState.RINGING, False),
        (first, ca.CallState.ACTIVE, True),
    ], "the buttons are about who is being called"
    answers(board, order)
    assert strip(board)[0] == (second, ca.CallState.ACTIVE, False)
    assert board.activity() is Activity.TALKING
    board.forget().do(ca.SwapCalls(hold_id=second, resume_id=first))
    assert board.orders == [
        bc.HoldParties(interaction_id=order.interaction_id, on=True),
        bc.HoldParties(interaction_id="i2", on=False),
    ]
    assert [type(one) for one in board.sent] == [ca.SwapCalls]
    assert [one[0] for one in strip(board)] == [first, second]
    board.our_leg_ends(order.interaction_id)
    assert strip(board) == [(first, ca.CallState.ACTIVE, False)]
    assert board.record(second).end is not None
    assert board.record(first).end is None


def test_who_is_being_called_is_ended_and_not_who_waits() -> None:
    board = CallCentre()
    board.talking_to()
    order = called(board)
    line = board.line()
    assert (line.connecting, line.call.interaction_id) == (True, order.interaction_id)


def test_both_are_joined_although_both_hear_music() -> None:
    board = CallCentre()
    first, second, order = calling_beside(board)
    answers(board, order)
    board.do(ca.HoldCall(call_id=second))
    board.forget().do(ca.JoinCalls(call_ids=(first, second)))
    assert board.orders == [
        bc.HoldParties(interaction_id="i2", on=False),
        bc.HoldParties(interaction_id=order.interaction_id, on=False),
    ]
    assert [one.call.joined for one in board.desk.view.calls()] == [True, True]


def test_who_answers_while_we_are_back_with_the_first_is_talked_to() -> None:
    board = CallCentre()
    first, second, order = calling_beside(board)
    board.do(ca.ResumeCall(call_id=first))
    assert strip(board)[0] == (first, ca.CallState.ACTIVE, False)
    board.forget()
    answers(board, order)
    assert board.orders == [bc.HoldParties(interaction_id="i2", on=True)]
    assert board.sent == [ca.ResumeCall(call_id=second)]
    assert [one[0] for one in strip(board)] == [second, first]


def test_a_window_that_opens_while_two_calls_last_changes_nothing() -> None:
    board = CallCentre()
    first, second, order = calling_beside(board)
    answers(board, order)
    board.do(ca.SwapCalls(hold_id=second, resume_id=first))
    known = tuple(board.truth.values())
    board.take(batch(snapshot(), at=board.desk.now), live())
    board.take(PhoneDetached(), PhoneAttached(), board.exchange.whole())
    board.forget().take(batch(snapshot(calls=known), at=board.desk.now), live())
    assert board.orders == []
    assert [type(one) for one in board.sent if not isinstance(one, ca.ExpectCall)] == []
    assert strip(board) == [
        (first, ca.CallState.ACTIVE, False),
        (second, ca.CallState.ACTIVE, True),
    ]
    assert [one.carried for one in board.desk.view.calls()] == list(known)


def test_a_second_call_that_is_refused_leaves_the_first_as_it_was() -> None:
    board = CallCentre()
    first = board.talking_to()
    board.faults[bc.CallOut] = Refused("You are in two calls already.")
    board.forget().take(it.Dial(number=LAYLA))
    assert board.words() == ["You are in two calls already."]
    assert strip(board) == [(first, ca.CallState.ACTIVE, False)]


def test_a_colleague_is_asked_about_who_is_talked_to() -> None:
    board = CallCentre().take(batch(snapshot(colleagues=(replace(ANN, extension="205"),))))
    _, _, order = calling_beside(board)
    answers(board, order)
    board.forget().take(it.Dial(number="205", account_id=HUB_LINE))
    (asked,) = board.orders
    assert isinstance(asked, bc.ConsultWith)
    assert asked.interaction_id == order.interaction_id


def test_a_telephone_that_dies_leaves_nobody_in_silence() -> None:
    board = CallCentre()
    first, second, order = calling_beside(board)
    answers(board, order)
    board.forget()
    for call_id in (first, second):
        board.take(*board.exchange.ends(call_id, ca.EndCode.PHONE_STOPPED))
        assert board.record(call_id).end == ca.CallEnd(code=ca.EndCode.PHONE_STOPPED)
    assert board.orders == [
        bc.LeaveCall(interaction_id="i2", lost=True),
        bc.LeaveCall(interaction_id=order.interaction_id, lost=True),
    ]
    assert strip(board) == []


def test_a_telephone_that_dies_while_the_link_is_down_asks_for_nothing() -> None:
    board = CallCentre()
    first = board.talking_to()
    board.take(offline())
    board.forget().take(*board.exchange.ends(first, ca.EndCode.PHONE_STOPPED))
    assert board.orders == []
    assert board.words() == []
