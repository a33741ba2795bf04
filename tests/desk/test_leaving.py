"""A supervisor leaves a colleague's call: at any moment, with a link and a telephone or without."""

import pytest

from agent_desktop.desk.items import PhoneDone
from agent_desktop.model import backend_calls as bc
from agent_desktop.model import calls as ca
from agent_desktop.model import intents as it
from agent_desktop.model.errors import DeskError, Offline, Refused, Unclear
from tests.desk.call_centre import CallCentre
from tests.desk.samples import batch, live, offline
from tests.desk.test_carried_calls_out import listens, supervised

LEAVE = bc.EndSupervision(interaction_id="i9")


def listening() -> tuple[CallCentre, str]:
    """We listen to Ann; the id of our leg."""
    board = CallCentre()
    supervised(board)
    board.take(it.OrderCall(order=bc.Supervise(interaction_id="i9", mode=bc.Listening.WHISPER)))
    call_id = board.comes(board.ordered(bc.Supervise)[0].token)
    board.tell(listens(bc.Listening.WHISPER))
    return board.forget(), call_id


def leave(board: CallCentre) -> None:
    board.take(it.OrderCall(order=LEAVE))


def tells_again(board: CallCentre) -> None:
    """The link is back, and what happened meanwhile was told before."""
    board.take(live())


def hung_up(board: CallCentre, call_id: str) -> int:
    return board.exchange.done.count(ca.HangUp(call_id=call_id))


def test_while_the_telephone_is_away_the_backend_lets_us_go_at_once() -> None:
    board, call_id = listening()
    board.take(*board.exchange.vanishes())
    assert board.line().lost
    board.faults[bc.EndSupervision] = Refused("Not yet.")  # so that it is seen before it is done
    leave(board)
    assert board.orders == [LEAVE]
    assert (board.line().leaving, board.line().lost) == (True, True)
    assert board.desk.view.colleague_calls()[0].leaving
    board.faults.clear()
    leave(board)
    assert board.orders == [LEAVE, LEAVE]
    assert board.desk.view.calls() == []
    assert not board.desk.view.colleague_calls()[0].leaving
    board.take(*board.exchange.returns())
    assert board.desk.view.calls() == []
    assert hung_up(board, call_id) == 0


def test_without_a_link_the_telephone_hangs_up_and_the_backend_hears_of_it_later() -> None:
    board, call_id = listening()
    board.take(offline())
    leave(board)
    assert board.orders == []
    assert hung_up(board, call_id) == 1
    assert board.desk.view.calls() == []
    assert board.words() == []
    assert board.desk.view.colleague_calls()[0].leaving
    tells_again(board)
    assert board.orders == [LEAVE]
    assert not board.desk.view.colleague_calls()[0].leaving
    assert board.desk.view.colleague_calls()[0].listening is None


def test_the_telephone_is_told_once_however_long_it_takes() -> None:
    board, call_id = listening()
    board.exchange.deaf.add(ca.HangUp)
    board.take(offline())
    leave(board)
    for command_id in board.desk.core.state.phone.asked:
        board.take(PhoneDone(command_id=command_id))
    board.wait(1_000)
    assert hung_up(board, call_id) == 1
    assert board.line().leaving
    leave(board)
    assert hung_up(board, call_id) == 2, "who presses again is heard"
    board.take(*board.exchange.vanishes())
    board.take(*board.exchange.returns())
    assert hung_up(board, call_id) == 3, "one that starts again knows nothing of it"


def test_of_a_call_that_ended_meanwhile_the_backend_is_told_nothing() -> None:
    board, _ = listening()
    board.take(offline())
    leave(board)
    board.take(batch(bc.CallClosed(interaction_id="i9")))
    tells_again(board)
    assert board.orders == []
    assert not board.desk.core.state.leaving


def test_without_link_and_telephone_both_are_told_when_they_are_back() -> None:
    board, call_id = listening()
    board.take(offline()).take(*board.exchange.vanishes())
    leave(board)
    assert board.line().leaving
    assert board.words() == []
    board.take(*board.exchange.returns())
    assert hung_up(board, call_id) == 1
    assert board.desk.view.calls() == []
    tells_again(board)
    assert board.orders == [LEAVE]


def test_a_call_on_its_way_to_us_is_left_without_a_link() -> None:
    board = CallCentre()
    supervised(board)
    board.take(it.OrderCall(order=bc.Supervise(interaction_id="i9", mode=bc.Listening.MONITOR)))
    assert board.line().connecting
    board.forget().take(offline())
    board.take(it.OrderCall(order=bc.LeaveCall(interaction_id="i9")))
    assert board.desk.view.calls() == []
    assert board.words() == []
    board.tell(listens())
    tells_again(board)
    assert board.orders == [LEAVE]


@pytest.mark.parametrize("fault", [Offline("No link."), Unclear("Nobody knows.")])
def test_an_answer_that_was_lost_is_no_word_to_the_lead(fault: DeskError) -> None:
    board, call_id = listening()
    board.faults[bc.EndSupervision] = fault
    leave(board)
    assert board.orders == [LEAVE]
    assert hung_up(board, call_id) == 1
    assert board.words() == []
    board.faults.clear()
    board.tell(listens()).take(offline())
    leave(board)
    tells_again(board)
    assert board.orders == [LEAVE, LEAVE]


def test_what_the_backend_refuses_is_said_and_a_second_press_hangs_up() -> None:
    board, call_id = listening()
    board.faults[bc.EndSupervision] = Refused("You do not supervise this call.")
    board.do(ca.HangUp(call_id=call_id))
    assert board.words() == ["You do not supervise this call."]
    assert (board.line().leaving, hung_up(board, call_id)) == (True, 0)
    board.do(ca.HangUp(call_id=call_id))
    assert hung_up(board, call_id) == 1
    assert board.desk.view.calls() == []


def test_who_listens_on_does_not_leave() -> None:
    board, _ = listening()
    board.faults[bc.EndSupervision] = Refused("Not now.")
    leave(board)
    board.take(it.OrderCall(order=bc.Supervise(interaction_id="i9", mode=bc.Listening.BARGE)))
    assert not board.line().leaving
    tells_again(board.take(offline()))
    assert len(board.ordered(bc.EndSupervision)) == 1


def test_a_call_that_we_are_not_in_is_not_left() -> None:
    board = CallCentre()
    supervised(board)
    leave(board)
    assert (board.orders, board.words()) == ([], ["That call is over."])
