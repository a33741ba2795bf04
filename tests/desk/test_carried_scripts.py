"""Calls that the backend carries, as scripts: on their way, held, handed over, recorded, listened to."""

import pytest

from agent_desktop.model import backend_calls as bc
from agent_desktop.model import calls as ca
from agent_desktop.model import changes as ch
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.commands import AnswerOffer, PullInteraction
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.people import Activity, Agent
from agent_desktop.model.timeline import SystemLine
from agent_desktop.model.work import Channel, InteractionState
from tests.desk.call_centre import ME_PARTY, CallCentre, party
from tests.desk.samples import batch, conversation, interaction

ANN = Agent(id="ann", name="Ann")
THERE = bc.CallTarget(kind=bc.TargetKind.NUMBER, value="+31201234567")


# --- on its way


def test_an_accepted_call_is_on_its_way_until_it_comes() -> None:
    board = CallCentre().offered().take(it.AcceptOffer())
    assert board.line().connecting
    assert (board.line().name, board.line().call.interaction_id) == ("Sam", "i2")
    board.assigned()
    call_id = board.comes("token-i2")
    (line,) = board.desk.view.calls()
    assert (line.call.id, line.connecting) == (call_id, False)
    assert line.call.state is ca.CallState.ACTIVE
    assert board.desk.core.state.phone.expected == {}
    assert board.desk.view.open_conversation == "v1"


def test_a_call_that_comes_before_its_conversation_is_put_there_when_it_is_known() -> None:
    board = CallCentre().offered(conversation_id="v9", customer_id="c9").take(it.AcceptOffer())
    board.comes("token-i2")
    board.assigned(conversation_id="v9", customer_id="c9", customer_name="Robin")
    (line,) = board.desk.view.calls()
    assert line.record.conversation_id == ""
    news = ev.ConversationChanged(conversation=conversation(id="v9", customer_id="c9"))
    board.take(batch(news))
    (line,) = board.desk.view.calls()
    assert (line.record.conversation_id, line.record.customer_id) == ("v9", "c9")
    assert line.name == "Robin"
    rows = [board.desk.view.row(ch.Section.ACTIVE, at) for at in range(2)]
    assert [one.conversation_id for one in rows] == ["v9", "v1"]
    assert board.desk.view.row_count(ch.Section.ACTIVE) == 2
    assert [one.id for one in board.desk.view.items("v9")] == [line.record.id]


def test_a_telephone_that_was_not_reached_is_told() -> None:
    board = CallCentre().offered().take(it.AcceptOffer()).assigned().forget()
    board.waits_again()
    assert board.said() == [ch.NoticeKind.NOT_REACHED]
    assert board.notices[0].detail == "Sam"
    assert board.desk.view.calls() == []
    board.wait(60_000)
    assert board.said() == [ch.NoticeKind.NOT_REACHED]


def test_an_offer_that_ran_out_while_it_was_accepted_is_the_answers_affair() -> None:
    board = CallCentre().offered()
    board.faults[AnswerOffer] = Refused("A colleague was faster.")
    board.take(it.AcceptOffer())
    assert board.desk.view.calls() == []
    assert ch.NoticeKind.NOT_REACHED not in board.said()


def test_a_customer_who_leaves_meanwhile_is_not_waited_for() -> None:
    board = CallCentre().offered().take(it.AcceptOffer()).assigned().forget()
    gone = interaction("i2", channel=Channel.VOICE, state=InteractionState.ABANDONED)
    board.take(batch(ev.InteractionChanged(interaction=gone)))
    assert board.desk.view.calls() == []
    assert board.said() == [ch.NoticeKind.CALL_ENDED]
    assert board.notices[0].problem is not None
    assert board.notices[0].problem.code == ca.EndCode.CANCELLED


def test_without_a_telephone_no_call_is_accepted() -> None:
    board = CallCentre()
    board.take(*board.exchange.vanishes())
    board.forget().offered().take(it.AcceptOffer())
    assert board.orders == []
    assert board.words() == ["Your telephone is not connected, so no call can come to you."]
    assert len(board.desk.view.offers()) == 1


def test_a_telephone_that_starts_again_still_knows_what_comes() -> None:
    board = CallCentre().offered().take(it.AcceptOffer()).assigned()
    for event in board.exchange.dies():
        board.take(event)
    board.exchange.done.clear()
    board.take(*board.exchange.returns())
    board.comes("token-i2")
    assert len(board.talking) == 1


def waits(board: CallCentre) -> CallCentre:
    """Somebody waits in our queue."""
    return board.waits_again()


def test_a_waiting_call_that_is_taken_by_hand_answers_itself_and_opens() -> None:
    board = waits(CallCentre()).take(it.TakeWaiting(interaction_id="i2"))
    board.take(it.TakeWaiting(interaction_id="i2"))
    (pull,) = board.ordered(PullInteraction)
    assert pull.token not in ("", pull.interaction_id)
    (expects,) = [one for one in board.sent if isinstance(one, ca.ExpectCall)]
    assert expects.offer_token == pull.token
    assert (board.line().connecting, board.line().name) == (True, "Sam")
    board.assigned()
    assert board.desk.view.open_conversation == "v1"
    board.comes(pull.token)
    assert board.line().call.state is ca.CallState.ACTIVE
    assert board.said() == []


def test_a_call_that_a_colleague_took_first_is_not_waited_for() -> None:
    board = waits(CallCentre())
    board.faults[PullInteraction] = Conflict("This customer no longer waits.")
    board.take(it.TakeWaiting(interaction_id="i2"))
    assert board.desk.view.calls() == []
    assert board.words() == ["This customer no longer waits."]


def test_without_a_telephone_no_call_is_taken_by_hand() -> None:
    board = CallCentre(line=False)
    waits(board).take(it.TakeWaiting(interaction_id="i2"))
    assert board.ordered(PullInteraction) == []
    assert board.words() == ["Your telephone is not connected, so no call can come to you."]


# --- holding and handing over


def test_holding_lets_the_customer_hear_music_and_the_strip_says_so() -> None:
    board = CallCentre()
    call_id = board.talking_to()
    board.forget().do(ca.HoldCall(call_id=call_id))
    assert board.ordered(bc.HoldParties) == [bc.HoldParties(interaction_id="i2", on=True)]
    assert board.sent == []
    since = board.desk.now
    board.wait(5_000)
    call = board.line().call
    assert (call.hold.local, call.held_at) == (True, since)
    assert board.activity() is Activity.HOLD
    board.do(ca.HoldCall(call_id=call_id))
    assert len(board.ordered(bc.HoldParties)) == 1
    board.do(ca.ResumeCall(call_id=call_id))
    assert board.orders[-1] == bc.HoldParties(interaction_id="i2", on=False)
    assert not board.line().call.hold.local
    assert board.activity() is Activity.TALKING


def test_what_is_asked_before_the_backend_tells_of_the_call_is_not_the_telephones() -> None:
    board = CallCentre().offered().take(it.AcceptOffer()).assigned()
    call_id = board.comes("token-i2")
    board.forget().do(ca.HoldCall(call_id=call_id))
    board.do(ca.PauseRecording(call_id=call_id))
    board.take(it.Consult(call_id=call_id, number="200"))
    assert board.words() == ["This call is just beginning or ending, so this was not done."] * 3
    assert board.sent == []
    assert board.orders == []
    board.do(ca.MuteCall(call_id=call_id, muted=True))
    assert [type(one) for one in board.sent] == [ca.MuteCall]
    board.tell(bc.BackendCall(interaction_id="i2", parties=(party("customer"), ME_PARTY)))
    board.do(ca.HoldCall(call_id=call_id))
    assert board.orders == [bc.HoldParties(interaction_id="i2", on=True)]


def test_muting_and_keys_are_the_telephones() -> None:
    board = CallCentre()
    call_id = board.talking_to()
    board.forget().do(ca.MuteCall(call_id=call_id, muted=True))
    board.do(ca.SendDigits(call_id=call_id, digits="5"))
    assert board.orders == []
    assert [type(one) for one in board.sent] == [ca.MuteCall, ca.SendDigits]


def test_a_customer_is_sent_to_a_number_as_it_is_written() -> None:
    board = CallCentre()
    call_id = board.talking_to()
    board.do(ca.TransferBlind(call_id=call_id, number="(020) 123-4567"))
    (order,) = board.ordered(bc.TransferTo)
    assert order.target.value == "0201234567"
    assert board.desk.view.calls() == []
    assert board.desk.core.state.carried == {}


def test_what_is_no_number_is_refused_before_it_is_asked() -> None:
    board = CallCentre()
    board.talking_to()
    nowhere = bc.CallTarget(kind=bc.TargetKind.NUMBER, value="no number")
    for order in (
        bc.TransferTo(interaction_id="i2", target=nowhere),
        bc.AddParty(interaction_id="i2", target=nowhere),
        bc.ConsultWith(interaction_id="i2", target=nowhere),
    ):
        board.forget().take(it.OrderCall(order=order))
        assert board.orders == []
        assert board.words() == ["This is not a telephone number."]


def test_a_colleague_is_asked_then_joined_or_left_with_the_customer() -> None:
    board = CallCentre()
    call_id = board.talking_to()
    board.take(it.Consult(call_id=call_id, number=THERE.value))
    assert board.orders[-1] == bc.ConsultWith(interaction_id="i2", target=THERE)
    line = board.line()
    assert [one.aside for one in line.others] == [False, True]
    board.take(it.OrderCall(order=bc.JoinConsult(interaction_id="i2")))
    up = tuple(
        party(one.id, name=one.name, number=one.number) for one in board.line().carried.parties[:1]
    )
    board.tell(bc.BackendCall(interaction_id="i2", parties=(*up, party("expert"), ME_PARTY)))
    assert board.line().call.joined
    board.forget().do(ca.HangUp(call_id=call_id))
    assert board.orders == [bc.LeaveCall(interaction_id="i2")]
    assert board.desk.view.calls() == []


def test_a_call_of_two_is_hung_up_by_the_telephone_also_without_a_link() -> None:
    for linked in (True, False):
        board = CallCentre()
        call_id = board.talking_to("i2", *(() if linked else (party("expert"),)))
        if not linked:
            board.take(ev.LinkChanged(state=ev.LinkState.OFFLINE, since=board.desk.now))
        board.forget().do(ca.HangUp(call_id=call_id))
        assert board.orders == []
        assert board.sent == [ca.HangUp(call_id=call_id)]


def test_nobody_is_sent_anywhere_without_a_link() -> None:
    board = CallCentre()
    board.talking_to()
    board.take(ev.LinkChanged(state=ev.LinkState.OFFLINE, since=board.desk.now)).forget()
    board.take(it.OrderCall(order=bc.TransferTo(interaction_id="i2", target=THERE)))
    assert board.orders == []
    assert board.words() == ["The link is down, so this was not done."]


def test_the_backends_refusals_are_told_in_its_words() -> None:
    board = CallCentre()
    board.talking_to()
    board.faults[bc.AddParty] = Refused("Nobody of that queue is there.")
    board.forget()
    queue = bc.CallTarget(kind=bc.TargetKind.QUEUE, value="q2")
    board.take(it.OrderCall(order=bc.AddParty(interaction_id="i2", target=queue)))
    assert board.words() == ["Nobody of that queue is there."]


def test_a_party_who_is_gone_is_not_let_go_again() -> None:
    board = CallCentre()
    board.talking_to("i2", party("expert"))
    drop = it.OrderCall(order=bc.DropParty(interaction_id="i2", party_id="expert"))
    board.forget().take(drop).take(drop)
    assert len(board.orders) == 1


# --- recording


def test_recording_is_begun_where_it_may_be_and_paused_for_a_card() -> None:
    board = CallCentre()
    call_id = board.talking_to(may_record=True, may_pause=True)
    assert board.line().may_record
    board.do(ca.StartRecording(call_id=call_id))
    assert board.line().call.recording is ca.Recording.ON
    board.do(ca.PauseRecording(call_id=call_id, reason="card"))
    assert board.orders[-1] == bc.RecordCall(
        interaction_id="i2", wish=bc.RecordWish.PAUSE, reason="card"
    )
    assert board.line().call.recording is ca.Recording.PAUSED
    assert [one.reason for one in board.record(call_id).pauses] == ["card"]
    board.wait(10_000)
    assert ch.NoticeKind.STILL_RECORDING not in board.said()
    board.do(ca.ResumeRecording(call_id=call_id))
    assert board.line().call.recording is ca.Recording.ON
    assert all(one.ended_at is not None for one in board.record(call_id).pauses)


def test_what_becomes_of_a_recording_is_told_by_the_backend_that_makes_it() -> None:
    board = CallCentre()
    call_id = board.talking_to(recording=bc.CallRecording.ON, may_pause=True)
    board.do(ca.PauseRecording(call_id=call_id, reason="card"))
    board.do(ca.ResumeRecording(call_id=call_id))
    (pause,) = board.record(call_id).pauses
    assert pause.ended_at is not None
    logged = board.desk.view.items(board.record(call_id).conversation_id)
    assert not [one for one in logged if isinstance(one, SystemLine)], "its lines are the hub's"


def test_a_pause_that_somebody_else_asked_for_is_not_ours() -> None:
    board = CallCentre()
    call_id = board.talking_to(recording=bc.CallRecording.ON)
    board.tell(
        bc.BackendCall(
            interaction_id="i2",
            parties=(party("customer"), ME_PARTY),
            recording=bc.CallRecording.PAUSED,
        )
    )
    assert board.line().call.recording is ca.Recording.PAUSED
    assert board.record(call_id).pauses == ()
    assert board.record(call_id).recorded


@pytest.mark.parametrize("how", ["refused", "deaf", "may not", "offline"])
def test_a_recording_that_does_not_pause_is_told_at_once(how: str) -> None:
    board = CallCentre()
    call_id = board.talking_to(recording=bc.CallRecording.ON, may_pause=how != "may not")
    if how == "refused":
        board.faults[bc.RecordCall] = Refused("No.")
    if how == "deaf":
        board.truth.clear()
    if how == "offline":
        board.take(ev.LinkChanged(state=ev.LinkState.OFFLINE, since=board.desk.now))
    board.forget().do(ca.PauseRecording(call_id=call_id, reason="card"))
    if how == "deaf":
        assert board.said() == []
        board.wait(4_000)
    assert ch.NoticeKind.STILL_RECORDING in board.said()
    assert board.line().call.recording is ca.Recording.ON


def test_who_may_not_record_is_told_so_and_a_failed_recording_too() -> None:
    board = CallCentre()
    call_id = board.talking_to()
    board.forget().do(ca.StartRecording(call_id=call_id))
    assert board.orders == []
    assert board.words() == ["This call may not be recorded by you."]
    parties = (party("customer"), ME_PARTY)
    for state in (bc.CallRecording.ON, bc.CallRecording.FAILED):
        board.tell(bc.BackendCall(interaction_id="i2", parties=parties, recording=state))
    assert board.said()[-1] is ch.NoticeKind.NOT_RECORDED


# --- refused only later


def test_what_the_switch_refuses_is_told_with_what_was_asked() -> None:
    board = CallCentre()
    board.talking_to()
    board.forget()
    told = bc.CallRefused(
        interaction_id="i2", asked=bc.Asked.TRANSFER, why="not_up", name="Billing"
    )
    board.take(batch(told))
    (notice,) = board.notices
    assert (notice.kind, notice.detail) == (ch.NoticeKind.CALL_REFUSED, "Billing")
    assert notice.problem is not None
    assert (notice.problem.field, notice.problem.code) == ("transfer", "not_up")


def test_a_call_that_is_refused_later_is_not_waited_for() -> None:
    board = CallCentre()
    board.take(it.Dial(number="+31201234567"))
    (order,) = board.ordered(bc.CallOut)
    assert board.line().connecting
    refused = bc.CallRefused(
        interaction_id=order.interaction_id, asked=bc.Asked.CALL, why="bad_value", name="+312"
    )
    board.take(batch(refused))
    assert board.desk.view.calls() == []
    assert board.said() == [ch.NoticeKind.CALL_REFUSED]


def test_a_pause_that_is_refused_later_is_told_as_a_recording_that_goes_on() -> None:
    board = CallCentre()
    call_id = board.talking_to(recording=bc.CallRecording.ON, may_pause=True)
    board.faults[bc.RecordCall] = Refused("lost")
    board.do(ca.PauseRecording(call_id=call_id, reason="card"))
    board.forget()
    board.take(batch(bc.CallRefused(interaction_id="i2", asked=bc.Asked.PAUSE, why="not_allowed")))
    assert board.said() == [ch.NoticeKind.STILL_RECORDING]
