"""Calls that the backend carries, in the window: who is in them, asking aside, listening, inviting from a chat."""

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from agent_desktop.desk.api import CallAccount, CallLine, ColleagueCall
from agent_desktop.model import backend_calls as bc
from agent_desktop.model import calls as ca
from agent_desktop.model.changes import CallsChanged
from agent_desktop.model.intents import Dial, OrderCall
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Agent
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.work import Channel, Interaction, InteractionState, Queue
from agent_desktop.ui.call.parties import PartiesRow
from agent_desktop.ui.call.queues import found_queues
from agent_desktop.ui.call.supervising import found_calls
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import PHONE, good, line
from tests.ui.fake_desk import NOON
from tests.ui.fake_view import ME

ANN = Agent(id="ann", name="Ann Lee")
CUSTOMER = bc.Party(
    id="p1", kind=bc.PartyKind.CUSTOMER, state=bc.PartyState.UP, name="Layla Haddad"
)
EXPERT = bc.Party(
    id="p2", kind=bc.PartyKind.AGENT, state=bc.PartyState.UP, name="Kwame Mensah", agent_id="kwame"
)


def carried(*others: bc.Party, **about: Any) -> CallLine:
    """A call that the backend carries, with these others."""
    call = bc.BackendCall(interaction_id="i1", parties=others)
    aside = next((one for one in others if one.aside), None)
    given = {"interaction_id": "i1", "carried": call, "others": others, "quality": good()}
    given["consulted"] = aside
    return line(**{**given, **about})


def orders(office: CallOffice) -> list[bc.CallOrder]:
    return [one.order for one in office.desk.posted(OrderCall)]


def row(office: CallOffice) -> PartiesRow:
    return office.calls.parties


def test_a_customer_alone_needs_no_row(office: CallOffice) -> None:
    office.show(carried(CUSTOMER))
    assert row(office).isHidden()
    office.show(line())
    assert row(office).isHidden()
    office.show()
    assert row(office).isHidden()


def test_everybody_has_a_chip_with_their_state(office: CallOffice) -> None:
    ringing = replace(EXPERT, id="p3", name="", number="+31201234567", state=bc.PartyState.RINGING)
    awaited = replace(EXPERT, id="p4", name="", state=bc.PartyState.AWAITED)
    office.show(carried(CUSTOMER, replace(EXPERT, held=True), ringing, awaited))
    assert row(office).isVisible()
    assert [one.accessibleName() for one in row(office).chips] == [
        "Layla Haddad",
        "Kwame Mensah, Hears music",
        "+31 20 123 4567, Ringing",
        "Colleague, Somebody is looked for…",
    ]
    office.show(carried(CUSTOMER))
    assert row(office).isHidden()


def test_one_of_them_can_be_held_or_let_go(office: CallOffice) -> None:
    office.show(carried(replace(CUSTOMER, held=True), EXPERT))
    first, second = row(office).chips
    first.hold.click()
    second.hold.click()
    second.drop.click()
    assert orders(office) == [
        bc.HoldParties(interaction_id="i1", on=False, party_id="p1"),
        bc.HoldParties(interaction_id="i1", on=True, party_id="p2"),
        bc.DropParty(interaction_id="i1", party_id="p2"),
    ]


def test_who_is_asked_aside_is_connected_joined_or_left(office: CallOffice) -> None:
    asked = replace(EXPERT, aside=True)
    held = replace(CUSTOMER, held=True)
    office.show(carried(held, replace(asked, state=bc.PartyState.RINGING)))
    assert [one.isEnabled() for one in row(office).ways] == [False, False, True]
    office.show(carried(held, asked))
    assert [one.text() for one in row(office).ways] == [
        "Connect both",
        "Join all",
        "Back to the customer",
    ]
    for button in row(office).ways:
        button.click()
    row(office).chips[1].drop.click()
    strip = office.strip
    assert (strip.transfer.text(), strip.add.text()) == ("Connect both", "Join")
    strip.transfer.click()
    strip.add.click()
    one = {"interaction_id": "i1"}
    assert orders(office) == [
        bc.CompleteConsult(**one),
        bc.JoinConsult(**one),
        bc.CancelConsult(**one),
        bc.CancelConsult(**one),
        bc.CompleteConsult(**one),
        bc.JoinConsult(**one),
    ]


def test_the_agent_goes_back_and_forth_by_the_chip_of_who_hears_music(office: CallOffice) -> None:
    asked = replace(EXPERT, aside=True)

    def chips() -> list[tuple[str, bool]]:
        return [(one.state.text(), one.hold.isVisible()) for one in row(office).chips]

    office.show(carried(CUSTOMER, asked, aside=True))
    assert chips() == [("Hears music", True), ("Aside", False)]
    row(office).chips[0].hold.click()
    office.show(carried(CUSTOMER, asked, aside=False))
    assert chips() == [("", True), ("Hears music", True)]
    row(office).chips[1].hold.click()
    row(office).chips[0].hold.click()
    office.calls.swap()
    swap = bc.SwapConsult(interaction_id="i1")
    assert orders(office) == [
        swap,
        swap,
        bc.HoldParties(interaction_id="i1", on=True, party_id="p1"),
        swap,
    ]
    assert office.shell.book.commands["call.swap"].available()
    office.show(carried(CUSTOMER, replace(asked, state=bc.PartyState.RINGING), aside=True))
    assert chips() == [("", False), ("Ringing", False)]
    office.show(carried(CUSTOMER, replace(asked, aside=False)))
    assert not office.shell.book.commands["call.swap"].available()


def test_who_is_asked_aside_themselves_decides_nothing(office: CallOffice) -> None:
    asking = replace(EXPERT, aside=True)
    office.show(carried(replace(CUSTOMER, held=True), asking, consulted=None))
    assert row(office).ways == []
    assert office.strip.transfer.text() == "Transfer"


def test_among_colleagues_the_way_back_leads_to_the_call(office: CallOffice) -> None:
    talk = bc.BackendCall(interaction_id="i1", parties=(EXPERT,), internal=True)
    office.show(carried(EXPERT, replace(EXPERT, id="p3", aside=True), carried=talk))
    assert [one.text() for one in row(office).ways][-1] == "Back to the call"


def add(office: CallOffice, number: str) -> None:
    office.strip.add.click()
    office.calls.number.field.setText(number)
    office.calls.number.buttons[0].click()


@pytest.mark.parametrize("internal", [False, True])
@pytest.mark.parametrize("accounts", [(), (HUB_LINE,), ("own", HUB_LINE)])
def test_a_number_is_added_to_the_call_that_the_backend_carries(
    office: CallOffice, accounts: tuple[str, ...], internal: bool
) -> None:
    known = tuple(CallAccount(id=one, name=one) for one in accounts)
    office.desk.phone = replace(PHONE, accounts=known)
    call = bc.BackendCall(interaction_id="i1", parties=(EXPERT,), internal=internal)
    office.show(carried(EXPERT, carried=call))
    add(office, "+31 20 123 4567")
    there = bc.CallTarget(kind=bc.TargetKind.NUMBER, value="+31201234567")
    assert orders(office) == [bc.AddParty(interaction_id="i1", target=there)]
    assert office.desk.posted(Dial) == []


def test_another_account_makes_a_second_line(office: CallOffice) -> None:
    known = (CallAccount(id=HUB_LINE, name=""), CallAccount(id="own", name="Own"))
    office.desk.phone = replace(PHONE, accounts=known)
    office.show(carried(CUSTOMER))
    office.strip.add.click()
    office.calls.number.account.choose("own")
    office.calls.number.field.setText("+31201234567")
    office.calls.number.buttons[0].click()
    assert office.desk.posted(Dial) == [Dial(number="+31201234567", account_id="own")]
    assert orders(office) == []


def test_a_call_on_its_way_can_only_be_left(office: CallOffice) -> None:
    office.show(line(connecting=True, state=ca.CallState.RINGING, interaction_id="i1"))
    strip = office.strip
    assert strip.state.text() == "Connecting…"
    assert [one.isEnabled() for one in (strip.mute, strip.hold, strip.transfer)] == [False] * 3
    strip.end.click()
    assert orders(office) == [bc.LeaveCall(interaction_id="i1")]
    assert office.asked() == []


@pytest.mark.parametrize("width", [1024, 1440])
@pytest.mark.parametrize("many", [2, 4])
def test_the_row_gives_way_with_the_window(office: CallOffice, width: int, many: int) -> None:
    office.shell.resize(width, 800)
    several = [replace(EXPERT, id=f"p{at}", aside=at == many - 1) for at in range(1, many)]
    office.show(carried(replace(CUSTOMER, held=True), *several))
    QApplication.processEvents()
    assert office.shell.width() == width
    here = row(office)
    for one in (*here.chips, *here.ways):
        assert one.isVisible()
        assert here.rect().contains(one.geometry())


def test_actions_keep_their_words_as_far_as_there_is_room(office: CallOffice) -> None:
    office.shell.resize(1440, 800)
    office.show(carried(replace(CUSTOMER, held=True), replace(EXPERT, aside=True)))
    QApplication.processEvents()
    here = row(office)
    assert [one.compact for one in here.ways] == [False, False, False]
    wanted = here.width()
    for width in range(wanted, 300, -20):
        here.resize(width, here.height())
        compact = [one.compact for one in here.ways]
        assert compact == sorted(compact), "the last one gives way first"
    assert all(one.compact for one in here.ways)


def test_the_keyboard_stays_where_it_was_when_a_chip_changes(office: CallOffice) -> None:
    office.show(carried(CUSTOMER, EXPERT))
    row(office).chips[1].hold.setFocus()
    office.show(carried(CUSTOMER, replace(EXPERT, held=True)))
    assert QApplication.focusWidget() is row(office).chips[1].hold


# --- the palette


def colleague_call(**about: Any) -> ColleagueCall:
    given: dict[str, Any] = {
        "interaction_id": "i9",
        "agent": ANN,
        "customer_name": "Miriam Cohen",
        "queue_name": "Billing",
        "since": NOON,
    }
    return ColleagueCall(**{**given, **about})


def test_the_palette_finds_whom_one_can_listen_to(office: CallOffice) -> None:
    office.desk.calls_of_colleagues = [colleague_call()]
    found = list(found_calls(office.desk, "ann"))
    assert [one.title for one in found] == [
        "Listen to Ann Lee",
        "Whisper to Ann Lee",
        "Barge in on Ann Lee",
    ]
    assert found[0].detail == "Miriam Cohen · Billing"
    found[0].run()
    assert orders(office) == [bc.Supervise(interaction_id="i9", mode=bc.Listening.MONITOR)]
    office.desk.calls_of_colleagues = [colleague_call(listening=bc.Listening.WHISPER)]
    again = [one.title for one in found_calls(office.desk, "ann")]
    assert again == ["Listen to Ann Lee", "Barge in on Ann Lee", "Leave the call of Ann Lee"]
    office.desk.manifest = replace(
        office.desk.manifest,
        capabilities=office.desk.manifest.capabilities - {Capability.SUPERVISOR},
    )
    assert list(found_calls(office.desk, "ann")) == []


def test_a_call_is_sent_to_a_queue_and_a_number_called_for_one(office: CallOffice) -> None:
    office.desk.queues = (Queue(id="q1", name="Returns"), Queue(id="q3", name="Claims"))
    office.desk.other_queues = (Queue(id="q2", name="Billing"),)
    assert list(found_queues(office.desk, "billing")) == []
    office.show(carried(CUSTOMER))
    found = list(found_queues(office.desk, "billing"))
    assert [one.title for one in found] == [
        "Transfer the call to Billing",
        "Ask somebody of Billing first",
    ]
    for one in found:
        one.run()
    there = bc.CallTarget(kind=bc.TargetKind.QUEUE, value="q2")
    assert orders(office) == [
        bc.TransferTo(interaction_id="i1", target=there),
        bc.ConsultWith(interaction_id="i1", target=there),
    ]
    office.show(line())
    assert list(found_queues(office.desk, "billing")) == []
    office.desk.phone = replace(PHONE, accounts=(CallAccount(id=HUB_LINE, name=""),))
    assert list(found_queues(office.desk, "112")) == []
    numbers = list(found_queues(office.desk, "+31 20 123 4567"))
    assert [one.title for one in numbers] == [
        "Call +31 20 123 4567 for Returns",
        "Call +31 20 123 4567 for Claims",
    ]
    numbers[1].run()
    (dial,) = office.desk.posted(Dial)
    assert (dial.number, dial.account_id, dial.queue_id) == ("+31201234567", HUB_LINE, "q3")


# --- from a chat


def chat(office: CallOffice, **about: Any) -> None:
    thread = office.desk.threads["c1"]
    conversation: Conversation = replace(thread.conversation, customer_online=True)
    work = Interaction(
        id="w1",
        conversation_id="c1",
        customer_id="u1",
        channel=Channel.CHAT,
        queue_id="q1",
        state=InteractionState.ACTIVE,
        arrived_at=NOON,
        agent_id=ME.id,
    )
    office.desk.threads["c1"] = replace(
        thread, conversation=conversation, interaction=replace(work, **about)
    )
    accounts = (CallAccount(id=HUB_LINE, name=""),)
    office.desk.phone = replace(PHONE, accounts=accounts)
    office.desk.publish(CallsChanged())
    office.frames()


def test_a_chat_becomes_a_call_by_button_and_command(office: CallOffice) -> None:
    button = office.spaces.conversation.header.invite
    assert button.isHidden()
    chat(office)
    assert button.isVisible()
    button.click()
    command = office.shell.book.commands["call.invite"]
    assert command.available()
    command.run()
    assert orders(office) == [bc.InviteToCall(conversation_id="c1")] * 2


@pytest.mark.parametrize(
    "about",
    [
        {"channel": Channel.EMAIL},
        {"state": InteractionState.WRAP_UP},
        {"agent_id": "somebody else"},
    ],
)
def test_nobody_is_invited_without_a_chat_of_ours(
    office: CallOffice, about: dict[str, Any]
) -> None:
    chat(office, **about)
    assert office.spaces.conversation.header.invite.isHidden()
    assert not office.shell.book.commands["call.invite"].available()
