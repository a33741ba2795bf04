"""Calls that answer themselves, and push to talk, as two-column scripts."""

import pytest

from agent_desktop.model import calls as ca
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.people import Presence, PresenceState
from agent_desktop.model.settings import ANSWERING, PUSH_TO_TALK
from agent_desktop.model.telephone import read_answering, write_answering
from tests.desk.fake_phone import DIRECT, WORK
from tests.desk.samples import ME, NOW, batch, offline
from tests.desk.switchboard import LAYLA, Switchboard


def be(board: Switchboard, state: PresenceState) -> None:
    presence = Presence(agent_id=ME.id, state=state, since=NOW)
    board.take(batch(ev.PresenceChanged(presence=presence)))


@pytest.fixture
def board() -> Switchboard:
    """Calls of the work account answer themselves after five seconds, and the agent is Ready."""
    made = Switchboard()
    be(made, PresenceState.READY)
    made.take(it.ChangeSetting(name=ANSWERING, value=write_answering({WORK: 5})))
    return made


def answers(board: Switchboard) -> list[ca.AnswerCall]:
    return [one for one in board.sent if isinstance(one, ca.AnswerCall)]


def test_a_call_answers_itself_after_a_while_with_a_tone(board: Switchboard) -> None:
    board.take(*board.exchange.rings(LAYLA))
    (offered,) = board.desk.view.offers()
    assert board.desk.view.answers_at(offered.interaction_id) == board.desk.now + 5_000
    due = board.desk.core.due(board.desk.now)
    assert due == board.desk.now + 5_000
    board.wait(4_999)
    assert answers(board) == []
    board.wait(1)
    assert answers(board) == [ca.AnswerCall(call_id="in-1", announced=True)]
    assert board.talking == ["in-1"]
    assert board.desk.view.offers() == []
    assert board.desk.view.open_conversation == offered.conversation_id == "v1"
    board.wait(20_000)
    assert board.said() == []
    assert not board.record("in-1").missed


def test_other_accounts_wait_for_the_agent(board: Switchboard) -> None:
    board.take(*board.exchange.rings(LAYLA, account_id=DIRECT))
    board.wait(6_000)
    assert answers(board) == []
    board.take(it.AcceptOffer())
    assert answers(board) == [ca.AnswerCall(call_id="in-1")], "by hand, without a tone"


def test_who_is_not_ready_is_not_put_through_and_coming_back_is_enough(board: Switchboard) -> None:
    be(board, PresenceState.BREAK)
    board.take(*board.exchange.rings(LAYLA))
    board.wait(6_000)
    assert answers(board) == []
    be(board, PresenceState.READY)
    board.wait(0)
    assert len(answers(board)) == 1


def test_without_a_link_nobody_knows_who_is_ready(board: Switchboard) -> None:
    board.take(offline()).take(*board.exchange.rings(LAYLA))
    board.wait(6_000)
    assert answers(board) == []
    assert len(board.desk.view.offers()) == 1


def test_a_second_call_never_answers_itself_beside_the_first(board: Switchboard) -> None:
    board.take(*board.exchange.rings(LAYLA)).take(*board.exchange.rings("+442079460000"))
    board.wait(5_000)
    board.wait(0)
    assert [one.call_id for one in answers(board)] == ["in-1"]
    board.take(*board.exchange.ends("in-1"))
    board.wait(0)
    assert [one.call_id for one in answers(board)] == ["in-1", "in-2"]


def test_while_somebody_is_called_nothing_answers_itself(board: Switchboard) -> None:
    board.dialled(answered=False)
    board.take(*board.exchange.rings(LAYLA))
    board.wait(6_000)
    assert answers(board) == []


def test_one_that_was_declined_stays_declined(board: Switchboard) -> None:
    board.exchange.deaf.add(ca.RejectCall)
    board.take(*board.exchange.rings(LAYLA))
    board.take(it.DeclineOffer())
    board.wait(6_000)
    assert answers(board) == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"work": "soon"}', '{"work": -1, "x": 99}'])
def test_nonsense_answers_nothing(text: str) -> None:
    assert read_answering(text) == {}


# --- push to talk


def mutes(board: Switchboard) -> list[tuple[str, bool]]:
    return [(one.call_id, one.muted) for one in board.sent if isinstance(one, ca.MuteCall)]


def test_an_answered_call_is_muted_once_until_the_key_is_held(board: Switchboard) -> None:
    board.take(it.ChangeSetting(name=PUSH_TO_TALK, value="on"))
    board.take(*board.exchange.rings(LAYLA))
    assert mutes(board) == []
    board.take(it.AcceptOffer())
    assert mutes(board) == [("in-1", True)]
    board.do(ca.MuteCall(call_id="in-1", muted=False))
    board.wait(1_000)
    board.do(ca.HoldCall(call_id="in-1"))
    board.do(ca.ResumeCall(call_id="in-1"))
    assert mutes(board)[1:] == [("in-1", False)], "holding the key is not undone"
    number = board.dialled("200", answered=False)
    assert len(mutes(board)) == 2
    board.take(*board.exchange.far_answers(number))
    assert mutes(board)[2:] == [(number, True)]


def test_switching_it_on_mutes_at_once_and_off_changes_nothing(board: Switchboard) -> None:
    call_id = board.dialled()
    assert mutes(board) == []
    board.take(it.ChangeSetting(name=PUSH_TO_TALK, value="on"))
    assert mutes(board) == [(call_id, True)]
    board.take(it.ChangeSetting(name=PUSH_TO_TALK, value="off"))
    assert mutes(board) == [(call_id, True)]


def test_an_engine_that_was_away_is_no_reason_to_mute_again(board: Switchboard) -> None:
    board.take(it.ChangeSetting(name=PUSH_TO_TALK, value="on"))
    call_id = board.dialled()
    board.do(ca.MuteCall(call_id=call_id, muted=False))
    board.take(*board.exchange.vanishes()).take(*board.exchange.returns())
    assert len(mutes(board)) == 2, "one that the desk knows is left as it is"


def test_what_does_not_answer_itself_says_so(board: Switchboard) -> None:
    be(board, PresenceState.BREAK)
    board.take(*board.exchange.rings(LAYLA))
    (offered,) = board.desk.view.offers()
    assert board.desk.view.answers_at(offered.interaction_id) is None
    be(board, PresenceState.READY)
    assert board.desk.view.answers_at(offered.interaction_id) is not None
