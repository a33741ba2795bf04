"""Calls in the work list: on top while they last, beside the work that they belong to."""

from collections.abc import Sequence

from agent_desktop.desk.api import InboxRow, RowState
from agent_desktop.model import calls as ca
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.changes import Change, InboxChanged, Section
from agent_desktop.model.phone import QualityMeasured
from agent_desktop.model.work import Channel, InteractionState
from tests.desk.call_centre import CallCentre
from tests.desk.samples import batch, conversation, interaction
from tests.desk.script import told
from tests.desk.switchboard import LAYLA, Switchboard


def active(board: Switchboard) -> list[InboxRow]:
    view = board.desk.view
    return [view.row(Section.ACTIVE, at) for at in range(view.row_count(Section.ACTIVE))]


def test_a_call_of_a_known_customer_stands_in_their_row_on_top() -> None:
    board = Switchboard()
    other = interaction(id="i2", conversation_id="v2", channel=Channel.VOICE, arrived_at=1)
    board.take(
        batch(
            ev.ConversationChanged(conversation=conversation(id="v2", customer_id="c2")),
            ev.InteractionChanged(interaction=other),
        )
    )
    assert [one.conversation_id for one in active(board)] == ["v2", "v1"]
    board.take(*board.exchange.rings(LAYLA))
    assert [one.conversation_id for one in active(board)] == ["v2", "v1"], "its card tells of it"
    board.take(it.AcceptOffer())
    top = active(board)[0]
    assert (top.conversation_id, top.channel, top.also) == ("v1", Channel.VOICE, Channel.CHAT)
    assert top.call is not None
    assert (top.call.id, top.since, top.alone) == ("in-1", board.desk.now, False)
    board.wait(60_000).take(*board.exchange.ends("in-1"))
    rows = active(board)
    assert [one.conversation_id for one in rows] == ["v2", "v1"]
    assert (rows[1].channel, rows[1].call, rows[1].also) == (Channel.CHAT, None, None)


def test_a_call_after_the_work_brings_the_row_back_and_takes_it_along() -> None:
    board = Switchboard()
    closed = interaction(state=InteractionState.DONE)
    board.take(
        batch(
            ev.InteractionChanged(interaction=closed),
            ev.ConversationChanged(conversation=conversation(open=False)),
        )
    )
    assert active(board) == []
    call_id = board.dialled(answered=False)
    (row,) = active(board)
    assert (row.conversation_id, row.state, row.interaction_id) == ("v1", RowState.ACTIVE, "")
    assert row.call is not None
    assert row.call.state is ca.CallState.DIALING
    board.take(*board.exchange.ends(call_id))
    assert active(board) == []


def test_an_unknown_caller_has_a_row_of_their_own() -> None:
    board = Switchboard()
    board.take(*board.exchange.rings("+442079460000", shown="Front desk"))
    board.take(it.AcceptOffer())
    row = active(board)[0]
    assert (row.customer_name, row.customer_id, row.alone) == ("Front desk", "", True)
    assert board.desk.view.find_row(row.conversation_id) == (Section.ACTIVE, 0)
    board.do(ca.HoldCall(call_id="in-1"))
    held = active(board)[0].call
    assert held is not None
    assert held.hold.local
    board.take(*board.exchange.ends("in-1"))
    assert [one.alone for one in active(board)] == [False]


def test_two_calls_are_two_rows_the_older_first() -> None:
    board = Switchboard()
    first = board.dialled("200")
    board.wait(1_000)
    second = board.dialled("201")
    board.do(ca.SwapCalls(hold_id=second, resume_id=first))
    ids = [one.call.id for one in active(board) if one.call is not None]
    assert ids == [first, second], "rows do not jump when calls are swapped"


def test_how_a_call_sounds_does_not_touch_the_list() -> None:
    board = Switchboard()
    call_id = board.dialled()
    board.take(QualityMeasured(quality=ca.CallQuality(call_id=call_id, mos=4.0)))
    assert told(board.desk, InboxChanged) == []


def test_rows_go_with_a_telephone_that_is_gone_and_come_back_with_it() -> None:
    board = Switchboard()
    board.dialled("200")
    board.take(*board.exchange.vanishes())
    assert active(board)[0].alone, "the call goes on"
    board.take(*board.exchange.dies())
    assert [one.alone for one in active(board)] == [False]


class Listed(CallCentre):
    """Counts what is told of the work list."""

    told = 0

    def publish(self, changes: Sequence[Change]) -> None:
        super().publish(changes)
        self.told += sum(isinstance(one, InboxChanged) for one in changes)


def test_a_call_that_the_backend_holds_says_so() -> None:
    board = Listed()
    call_id = board.talking_to()
    row = active(board)[0]
    assert row.call is not None
    assert (row.call.id, row.call.hold.local) == (call_id, False)
    before = board.told
    board.do(ca.HoldCall(call_id=call_id))
    held = active(board)[0].call
    assert held is not None
    assert held.hold.local
    assert board.told > before
