"""Calls of colleagues into which our telephone is rung: whom they are about is known before the first word."""

import pytest
from msgspec.structs import replace

from agent_desktop.model import backend_calls as bc
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.calls import CallState
from agent_desktop.model.manifest import Capability
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.work import Channel, Reason, WhyYou
from tests.desk.call_centre import ME_PARTY, CallCentre, party
from tests.desk.samples import batch, conversation, customer, interaction, live, message, snapshot

ANN = party("a", kind=bc.PartyKind.AGENT, name="Ann", agent_id="ann", aside=True)
ME = replace(ME_PARTY, aside=True, state=bc.PartyState.RINGING)
KWAME = party("k", name="Kwame", held=True)
RUNG = bc.BackendCall(interaction_id="i5", parties=(KWAME, ANN, ME))
TALKING = bc.BackendCall(
    interaction_id="i5", parties=(KWAME, ANN, replace(ME, state=bc.PartyState.UP))
)
THEIRS = interaction(
    "i5",
    conversation_id="v5",
    customer_id="c5",
    customer_name="Kwame",
    channel=Channel.VOICE,
    agent_id="ann",
)
ABOUT = (
    ev.CustomerChanged(customer=customer("c5", name="Kwame")),
    ev.MessageReceived(message=message(1, "my invoice", conversation_id="v5")),
    ev.ConversationChanged(
        conversation=conversation("v5", customer_id="c5", agent_id="ann", last_seq=1)
    ),
    ev.InteractionChanged(interaction=THEIRS),
)


def rung(*, told_first: bool = True, supervises: bool = False) -> CallCentre:
    """Ann asks us something about Kwame, and our telephone rings."""
    board = CallCentre()
    if not supervises:
        team = board.desk.core.state.team
        fewer = team.manifest.capabilities - {Capability.SUPERVISOR}
        manifest = replace(team.manifest, capabilities=fewer)
        board.desk.core.state.team = replace(team, manifest=manifest)
    if told_first:
        board.take(batch(*ABOUT)).tell(RUNG)
    board.take(*board.exchange.rings("+4930", account_id=HUB_LINE))
    if not told_first:
        board.take(batch(*ABOUT)).tell(RUNG)
    return board


@pytest.mark.parametrize("told_first", [True, False])
def test_who_is_consulted_sees_whom_it_is_about_before_answering(told_first: bool) -> None:
    board = rung(told_first=told_first)
    (offered,) = board.desk.view.offers()
    assert (offered.customer_name, offered.conversation_id) == ("Kwame", "v5")
    assert offered.reasons == (Reason(why=WhyYou.ASKED, detail="Ann"),)
    board.take(it.AcceptOffer())
    assert board.desk.view.open_conversation == "v5"
    thread = board.desk.view.thread("v5")
    assert thread is not None
    assert thread.customer is not None
    assert (thread.customer.name, thread.cannot_reply) == ("Kwame", "not_yours")
    row = board.desk.view.find_row("v5")
    assert row is not None
    assert board.desk.view.row(*row).customer_name == "Kwame"


def test_who_answered_before_it_was_told_is_shown_it_at_once() -> None:
    board = CallCentre()
    board.take(*board.exchange.rings("+4930", account_id=HUB_LINE), it.AcceptOffer())
    board.take(batch(*ABOUT)).tell(TALKING)
    assert board.line().call.state is CallState.ACTIVE
    assert board.desk.view.open_conversation == "v5"


def test_after_the_consultation_nothing_of_it_is_left_on_the_desk() -> None:
    board = rung().take(it.AcceptOffer()).tell(TALKING)
    record = board.line().record
    assert (record.name, record.number) == ("Ann", "")
    board.close("i5")
    board.our_leg_ends("i5")
    assert board.desk.view.open_conversation is None
    assert board.desk.view.find_row("v5") is None
    assert board.desk.core.books.interactions.get("i5") is None
    (kept,) = board.desk.view.call_history()
    assert (kept.name, kept.conversation_id) == ("Ann", "v5")


def test_who_takes_over_keeps_everything() -> None:
    board = rung().take(it.AcceptOffer()).tell(TALKING)
    ours = replace(THEIRS, agent_id="me")
    board.take(batch(ev.InteractionChanged(interaction=ours)))
    mine = replace(ME_PARTY, state=bc.PartyState.UP)
    board.tell(bc.BackendCall(interaction_id="i5", parties=(replace(KWAME, held=False), mine)))
    record = board.line().record
    assert (record.name, record.number) == ("Kwame", "+4930")
    board.close("i5")
    board.our_leg_ends("i5")
    assert board.desk.view.open_conversation == "v5"
    assert board.desk.view.find_row("v5") is not None


def test_what_ended_while_the_link_was_down_is_taken_away_too() -> None:
    board = rung().take(it.AcceptOffer()).tell(TALKING)
    board.take(batch(snapshot(), at=board.desk.now), live())
    assert board.desk.view.open_conversation is None
    assert board.desk.core.books.interactions.get("i5") is None


def test_who_supervises_goes_on_hearing_of_the_call() -> None:
    board = rung(supervises=True).take(it.AcceptOffer()).tell(TALKING)
    board.close("i5")
    assert board.desk.core.books.interactions["i5"] == THEIRS


def test_a_consultation_that_nobody_answered_is_a_missed_call_of_the_colleague() -> None:
    board = rung()
    (line,) = board.desk.core.state.phone.lines.values()
    board.take(*board.exchange.ends(line.call.id))
    (kept,) = board.desk.view.call_history()
    assert (kept.missed, kept.name, kept.number) == (True, "Ann", "")
    board.close("i5")
    assert board.desk.view.find_row("v5") is None
