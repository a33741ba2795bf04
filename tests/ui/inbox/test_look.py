"""What a row says: clocks, badges and second lines for every state."""

import msgspec
import pytest

from agent_desktop.desk.api import RowState
from agent_desktop.model import calls as ca
from agent_desktop.model.changes import Section
from agent_desktop.model.timeline import AuthorKind
from agent_desktop.model.work import Channel
from agent_desktop.ui.inbox.look import row_look
from agent_desktop.ui.kit.badges import Sla
from tests.ui.call.samples import line
from tests.ui.fake_desk import NOON
from tests.ui.inbox.rows import a_row


@pytest.mark.parametrize(
    ("due_in", "words", "sla"),
    [
        (240_000, "4 min", Sla.ON_TRACK),
        (120_000, "2 min", Sla.AT_RISK),
        (19_000, "19 s", Sla.AT_RISK),
        (-900_000, "−15 min", Sla.BREACHED),
    ],
)
def test_the_badge_tells_how_long_until_the_reply_is_due(due_in: int, words: str, sla: Sla) -> None:
    look = row_look(a_row("c", due_at=NOON + due_in), NOON)
    assert (look.badge, look.sla) == (words, sla)


def test_a_row_that_was_answered_says_so() -> None:
    look = row_look(a_row("c", replied=True), NOON)
    assert (look.badge, look.sla) == ("Replied", Sla.MET)


def test_an_offer_counts_down_and_gets_urgent() -> None:
    row = a_row(
        "c", Section.OFFERED, until=NOON + 14_000, queue_name="Billing", channel=Channel.VOICE
    )
    look = row_look(row, NOON)
    assert (look.clock, look.second, look.urgent) == ("0:14", "Incoming call · Billing", False)
    assert row_look(row, NOON + 9_500).urgent


def test_own_words_are_marked_and_unsent_ones_win() -> None:
    mine = a_row("c", preview="On its way", preview_from=AuthorKind.AGENT)
    assert row_look(mine, NOON).second == "You: On its way"
    assert (
        row_look(a_row("c", preview="Hello", unsent=2), NOON).second == "2 replies waiting to send"
    )
    assert row_look(a_row("c", unsent=2, needs_you=1), NOON).second == "1 reply needs you"


def test_wrap_up_shows_the_time_left() -> None:
    row = a_row("c", state=RowState.WRAP_UP, since=NOON - 42_000, until=NOON + 78_000)
    look = row_look(row, NOON)
    assert (look.clock, look.badge) == ("0:42", "1:18 left")


def test_a_customers_name_cannot_break_the_row() -> None:
    look = row_look(a_row("c", customer_name="Eve\n\u202egnp.exe", preview="a\tb\x00c"), NOON)
    assert "\n" not in look.name
    assert "\u202e" not in look.name
    assert look.second == "a b c"
    assert row_look(a_row("c", customer_name="\u202e\n"), NOON).name == "Visitor"


def test_waiting_rows_fade_while_the_link_is_down() -> None:
    assert row_look(a_row("c", Section.WAITING), NOON, stale=True).stale
    assert not row_look(a_row("c"), NOON, stale=True).stale


def test_a_screen_reader_hears_the_whole_row() -> None:
    row = a_row(
        "c", customer_name="Layla Haddad", vip=True, unread=2, preview="Hi", due_at=NOON + 60_000
    )
    spoken = row_look(row, NOON).spoken
    assert spoken == "Layla Haddad, VIP, chat, 2 unread, Hi, 1:00, 1 min"


def test_a_row_on_a_call_says_how_it_is_and_what_else_goes_on() -> None:
    call = line().call
    row = a_row("c", channel=Channel.VOICE, call=call, since=NOON - 252_000, preview="Hi", unsent=1)
    look = row_look(row, NOON)
    assert (look.second, look.clock, look.clock_live) == ("On call", "04:12", True)
    also = msgspec.structs.replace(row, also=Channel.CHAT)
    assert row_look(also, NOON).second == "On call · also in chat"
    for state, about in (
        ("On hold", {"hold": ca.Hold.LOCAL}),
        ("Answering…", {"state": ca.CallState.RINGING}),
        ("Ringing", {"state": ca.CallState.RINGING, "direction": ca.Direction.OUTGOING}),
        ("Calling…", {"state": ca.CallState.DIALING, "direction": ca.Direction.OUTGOING}),
    ):
        now = msgspec.structs.replace(row, call=msgspec.structs.replace(call, **about))
        assert row_look(now, NOON).second == state
