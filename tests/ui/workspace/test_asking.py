"""What the agent does in the window becomes intents: commands, presence, panes, the palette's finds."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desktop.desk.api import InboxRow
from agent_desktop.model.changes import PresenceShown, Section
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.intents import (
    AcceptOffer,
    CompleteWork,
    DeclineOffer,
    EndWork,
    OpenConversation,
    Reconnect,
    SetPresence,
)
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import InteractionState
from agent_desktop.ui.shell.commands import Found
from agent_desktop.ui.workspace.sources import LOOKED_AT, SHOWN
from tests.ui.fake_desk import EVERYTHING, NOON, sample_interaction
from tests.ui.inbox.rows import a_row
from tests.ui.offer.test_offers import an_offer
from tests.ui.workspace.conftest import Office

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(office: Office, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or office.shell, key, modifiers)


def found(office: Office, words: str) -> list[str]:
    """The titles that the palette shows."""
    office.shell.open_palette(words)
    rows = office.shell.sheets.palette.rows.rows
    return [row.command.title for row in rows if isinstance(row, Found)]


def test_offers_are_answered_by_keys_while_typing(office: Office) -> None:
    office.desk.open("c1")
    office.spaces.conversation.focus_composer()
    press(office, Qt.Key.Key_A, CTRL | SHIFT)
    assert office.desk.posted(AcceptOffer) == [], "nothing is offered"
    office.desk.put_offers(an_offer())
    press(office, Qt.Key.Key_A, CTRL | SHIFT)
    press(office, Qt.Key.Key_R, CTRL | SHIFT)
    assert office.desk.posted(AcceptOffer) == [AcceptOffer()]
    assert office.desk.posted(DeclineOffer) == [DeclineOffer()]


def test_an_offer_is_answered_on_its_card(office: Office) -> None:
    office.desk.put_offers(an_offer("one"), an_offer("two"))
    office.frames()
    first, second = office.spaces.offers.cards
    second.accept_button.click()
    first.decline_button.click()
    assert office.desk.posted(AcceptOffer) == [AcceptOffer(interaction_id="two")]
    assert office.desk.posted(DeclineOffer) == [DeclineOffer(interaction_id="one")]


def test_one_key_ends_then_completes(office: Office) -> None:
    office.desk.open("c1")
    office.frames()
    press(office, Qt.Key.Key_1, CTRL | SHIFT)
    assert office.desk.posted(EndWork) == [EndWork(conversation_id="c1")]
    wrapping = sample_interaction(
        state=InteractionState.WRAP_UP, ended_at=NOON, wrap_up_until=NOON + 30_000
    )
    office.desk.alter_thread("c1", interaction=wrapping)
    office.frames()
    press(office, Qt.Key.Key_1, CTRL | SHIFT)
    assert [one.conversation_id for one in office.desk.posted(CompleteWork)] == ["c1"]


def test_a_required_disposition_gets_the_caret(office: Office) -> None:
    office.desk.open("c1")
    wrapping = sample_interaction(
        state=InteractionState.WRAP_UP, ended_at=NOON, wrap_up_required=True
    )
    office.desk.alter_thread("c1", interaction=wrapping)
    office.frames()
    press(office, Qt.Key.Key_1, CTRL | SHIFT)
    assert office.desk.posted(CompleteWork) == []
    assert office.spaces.sidebar.wrap_up._search.hasFocus()


def test_presence_now_and_afterwards(office: Office) -> None:
    assert office.shell.run("presence.meal")
    office.shell.presence_chosen.emit(PresenceState.BREAK, True)
    assert office.desk.posted(SetPresence) == [
        SetPresence(state=PresenceState.MEAL),
        SetPresence(state=PresenceState.BREAK, when_free=True),
    ]


def test_where_the_backend_has_no_presence_none_can_be_chosen(office: Office) -> None:
    office.desk.manifest = replace(
        EVERYTHING, capabilities=EVERYTHING.capabilities - {Capability.PRESENCE}
    )
    office.desk.publish(PresenceShown())
    office.frames()
    for name in ("presence.menu", "presence.meal", "presence.next.meal"):
        assert not office.shell.run(name)
    office.shell.rail.presence.click()
    assert office.shell.presence_menu is None
    assert office.spaces.inbox.presence_button.isHidden()
    office.desk.manifest = EVERYTHING
    office.desk.publish(PresenceShown())
    office.frames()
    assert office.shell.run("presence.meal")
    assert not office.spaces.inbox.presence_button.isHidden()


def test_retry_asks_the_link_at_once(office: Office) -> None:
    office.desk.put_link(LinkChanged(state=LinkState.OFFLINE, since=NOON))
    office.frames()
    office.shell.banner.retry_asked.emit()
    assert office.desk.posted(Reconnect) == [Reconnect()]


def test_the_empty_list_opens_the_demo(office: Office) -> None:
    office.spaces.inbox.demo_asked.emit()
    assert office.demos == [None]


@pytest.mark.parametrize(
    "name", ["work.finish", "reply.note", "reply.saved", "find.here", "offer.accept"]
)
def test_what_would_do_nothing_is_not_offered(office: Office, name: str) -> None:
    assert not office.shell.book.commands[name].available()
    assert not office.shell.run(name)


def test_search_is_a_workspace_with_its_own_field(office: Office) -> None:
    press(office, Qt.Key.Key_F, CTRL | SHIFT)
    assert office.shell.workspace == "search"
    assert office.spaces.search.field.hasFocus()
    office.spaces.search.left.emit()
    assert office.shell.workspace == "inbox"


# -- the palette ----------------------------------------------------------------------------


def test_the_palette_finds_a_customer_and_opens_the_conversation(office: Office) -> None:
    office.desk.put_rows(
        Section.ACTIVE, [a_row("b", customer_name="Tomasz Wiśniewski", subject="Card charged")]
    )
    assert "Tomasz Wiśniewski" in found(office, "wisn")
    assert found(office, "card charged")[0] == "Tomasz Wiśniewski"
    press(office, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert office.desk.posted(OpenConversation) == [OpenConversation(conversation_id="b")]


def test_the_palette_puts_a_saved_reply_where_the_caret_is(office: Office) -> None:
    assert "Greeting" not in found(office, "greet"), "no conversation is open"
    office.desk.open("c1")
    office.spaces.conversation.focus_composer()
    assert found(office, "greet")[0] == "Greeting"
    press(office, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert office.spaces.conversation.composer.editor.toPlainText() == "Good day"


def test_the_palette_leads_into_the_search(office: Office) -> None:
    assert found(office, "qwxz") == ["Search everything for “qwxz”"]
    press(office, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert office.shell.workspace == "search"
    assert office.spaces.search.field.text() == "qwxz"


def test_the_palette_looks_at_a_bounded_part_and_shows_few(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    rows = [a_row(f"r{at}", Section.WAITING, customer_name="Ana") for at in range(LOOKED_AT * 3)]
    office.desk.put_rows(Section.WAITING, rows)
    read = office.desk.row

    def counted(section: Section, at: int) -> InboxRow:
        asked.append(at)
        return read(section, at)

    monkeypatch.setattr(office.desk, "row", counted)
    assert found(office, "zzz ana") == ["Search everything for “zzz ana”"]
    assert len(asked) == LOOKED_AT
    assert found(office, "ana").count("Ana") == SHOWN
    assert "Ana" not in found(office, "")
