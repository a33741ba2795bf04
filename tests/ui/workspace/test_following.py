"""Each change refreshes its part, at most once a frame; the rail tells the truth; notices; wrap-up comes forward."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.desk.api import OutboxSummary
from agent_desktop.desk.state import BARE
from agent_desktop.model.changes import (
    Change,
    CustomerShown,
    InboxChanged,
    LinkShown,
    Notice,
    NoticeKind,
    OffersChanged,
    OutboxChanged,
    PresenceShown,
    SearchShown,
    Section,
    TeamShown,
    ThreadChanged,
)
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.intents import OpenConversation, SetPresence
from agent_desktop.model.people import Activity, Presence, PresenceState
from agent_desktop.model.work import InteractionState
from agent_desktop.ui.customer.head import CustomerHead
from agent_desktop.ui.kit.widgets.notices import Toast
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.workspace.notices import notice_words
from agent_desktop.ui.workspace.sidebar import CUSTOMER, WRAP_UP
from tests.ui.fake_desk import (
    EVERYTHING,
    NOON,
    sample_conversation,
    sample_customer,
    sample_interaction,
)
from tests.ui.inbox.rows import a_row
from tests.ui.offer.test_offers import an_offer
from tests.ui.workspace.conftest import Office

PARTS: dict[str, Callable[[Office], tuple[object, str]]] = {
    "presence": lambda office: (office.shell, "set_presence"),
    "link": lambda office: (office.shell, "set_link"),
    "outbox": lambda office: (office.shell, "set_outbox"),
    "offers": lambda office: (office.spaces.offers, "refresh"),
    "inbox": lambda office: (office.spaces.inbox, "refresh"),
    "sidebar": lambda office: (office.spaces.sidebar, "refresh"),
    "search": lambda office: (office.spaces.search, "refresh"),
    "team": lambda office: (office.spaces.calls, "refresh_team"),
    "badge": lambda office: (office.shell, "set_workspaces"),
}


class Counter:
    """Counts how often each part is brought up to date."""

    def __init__(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: dict[str, int] = {}
        for part, find in PARTS.items():
            owner, name = find(office)
            monkeypatch.setattr(owner, name, self._counted(part, getattr(owner, name)))

    def _counted(self, part: str, call: Callable[..., object]) -> Callable[..., object]:
        def counted(*given: Any, **named: Any) -> object:
            self.calls[part] = self.calls.get(part, 0) + 1
            return call(*given, **named)

        return counted


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (OffersChanged(), {"offers", "presence"}),
        (PresenceShown(), {"presence", "inbox"}),
        (TeamShown(), {"team"}),
        (LinkShown(), {"link", "presence", "inbox"}),
        (OutboxChanged(), {"outbox"}),
        (CustomerShown(customer_id="u1"), {"sidebar"}),
        (ThreadChanged(conversation_id="c1", about=True), {"sidebar"}),
        (ThreadChanged(conversation_id="c1", appended=0), set()),
        (ThreadChanged(conversation_id="other", about=True), set()),
        (SearchShown(), {"search"}),
    ],
)
def test_a_change_refreshes_its_part_once_however_often_it_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch, change: Change, parts: set[str]
) -> None:
    office.desk.open("c1")
    office.frames()
    counter = Counter(office, monkeypatch)
    for _ in range(5):
        office.desk.publish(change, change)
    office.frames()
    assert counter.calls == dict.fromkeys(parts, 1)


def test_the_rail_counts_offers_and_unread_conversations(office: Office) -> None:
    office.desk.put_rows(Section.OFFERED, [a_row("a", Section.OFFERED)])
    office.desk.put_rows(Section.ACTIVE, [a_row("b", unread=4), a_row("c")])
    office.frames()
    assert office.shell.rail.buttons["inbox"].badge == 2


def test_the_work_list_follows_at_once_and_its_badge_with_the_frame(office: Office) -> None:
    office.desk.put_rows(Section.ACTIVE, [a_row("b", unread=1)])
    assert office.spaces.inbox.view.rows.rowCount() > 0
    office.desk.rows[Section.ACTIVE] = []
    office.desk.publish(InboxChanged(reset=True))
    office.frames()
    assert office.shell.rail.buttons["inbox"].badge == 0


@pytest.mark.parametrize("state", [LinkState.OFFLINE, LinkState.SIGNED_OUT])
def test_without_a_link_the_rail_says_offline_since_it_broke(
    office: Office, state: LinkState
) -> None:
    office.desk.activity = (Activity.MESSAGING, NOON - 300_000)
    office.desk.put_link(LinkChanged(state=state, since=NOON - 65_000))
    office.frames()
    rail = office.shell.rail.presence
    assert rail.accessibleName() == "Presence: Offline, 01:05"
    assert office.spaces.inbox.presence_button.text() == "Off queue"
    office.desk.put_link(LinkChanged(state=LinkState.LIVE, since=NOON))
    office.frames()
    assert rail.accessibleName() == "Presence: Active, 05:00"


def test_presence_with_an_offer_and_while_messages_are_worked_on(office: Office) -> None:
    rail = office.shell.rail.presence
    office.desk.activity = (Activity.OFFERED, NOON - 3_000)
    office.desk.put_offers(an_offer())
    office.frames()
    assert rail.accessibleName() == "Presence: Offered, 00:03"
    office.desk.activity = (Activity.IDLE, NOON)
    office.desk.put_offers()
    office.desk.put_presence(Presence(agent_id="a1", state=PresenceState.MEAL, since=NOON - 9_000))
    office.frames()
    assert rail.accessibleName() == "Presence: Meal, 00:09"


def test_wrap_up_comes_forward_when_it_begins_and_goes_when_it_ends(office: Office) -> None:
    sidebar = office.spaces.sidebar
    office.desk.open("c1")
    office.frames()
    assert sidebar.tabs.current == CUSTOMER
    wrapping = sample_interaction(
        state=InteractionState.WRAP_UP, ended_at=NOON, wrap_up_until=NOON + 30_000
    )
    office.desk.alter_thread("c1", interaction=wrapping)
    office.frames()
    assert sidebar.tabs.current == WRAP_UP
    sidebar.show_tab(CUSTOMER)
    office.desk.publish(ThreadChanged(conversation_id="c1", about=True))
    office.frames()
    assert sidebar.tabs.current == CUSTOMER, "what the agent chose stays"
    office.desk.alter_thread("c1", interaction=None)
    office.frames()
    assert sidebar.tabs.current == CUSTOMER
    assert sidebar.wrap_up.interaction is None


def test_wrap_up_is_there_as_soon_as_the_backend_is_known_to_have_it(
    theme: Theme, qtbot: QtBot
) -> None:
    """Without a cache nothing is known of the backend until the first link."""
    office = Office(theme, qtbot, manifest=BARE)
    sidebar = office.spaces.sidebar
    assert not sidebar.tabs.isTabVisible(1)
    office.desk.manifest = EVERYTHING
    office.desk.put_link(LinkChanged(state=LinkState.LIVE, since=NOON))
    office.frames()
    assert sidebar.tabs.isTabVisible(1)
    wrapping = sample_interaction(
        state=InteractionState.WRAP_UP, ended_at=NOON, wrap_up_until=NOON + 30_000
    )
    office.desk.open("c1")
    office.desk.alter_thread("c1", interaction=wrapping)
    office.frames()
    assert sidebar.tabs.current == WRAP_UP
    office.spaces.leave()


def test_the_sidebar_shows_who_is_in_the_thread(office: Office) -> None:
    office.desk.put_thread(
        sample_conversation("c2", customer_id="u2"),
        customer=sample_customer("u2", "Tomasz Wiśniewski"),
    )
    office.desk.open("c2")
    office.frames()
    heads = office.spaces.sidebar.findChildren(CustomerHead)
    assert [one.accessibleName() for one in heads] == ["Tomasz Wiśniewski, VIP, Maison Noor"]


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_notice_has_a_sentence_on_one_line(kind: NoticeKind) -> None:
    problem = Problem(code="x", message="It went wrong.", remedy="Try again.")
    for notice in (
        Notice(kind=kind),
        Notice(kind=kind, detail="Evil\nname", problem=problem),
    ):
        words = notice_words(notice)
        assert words.sentence
        assert "\n" not in words.sentence


def test_a_file_that_was_not_saved_is_named_with_what_to_do() -> None:
    link = Problem(
        code="offline", message="The hub cannot be reached.", remedy="Check the network."
    )
    told = Notice(kind=NoticeKind.FILE_NOT_SAVED, detail="/home/a.csv", problem=link)
    said = "Not saved: /home/a.csv. The hub cannot be reached. Check the network."
    assert notice_words(told) == (said, "danger")
    disk = Problem(code="store_failed", message="“a.csv” could not be saved.", remedy="Free some.")
    told = Notice(kind=NoticeKind.FILE_NOT_SAVED, detail="/home/a.csv", problem=disk)
    assert notice_words(told).sentence == "“a.csv” could not be saved. Free some."


def test_the_name_of_a_file_is_told_however_long_its_folder_is_called() -> None:
    path = "/home/" + "folder/" * 20 + "trail.csv"
    (words, _) = notice_words(Notice(kind=NoticeKind.FILE_SAVED, detail=path))
    assert words.endswith("/folder/trail.csv")
    assert words.startswith("Saved as …")
    assert len(words) < 100


def test_a_notice_about_another_conversation_can_open_it(office: Office) -> None:
    office.desk.open("c1")
    office.shell.show_workspace("settings")
    office.desk.publish(Notice(kind=NoticeKind.ASSIGNED, detail="Ana", conversation_id="c9"))
    (toast,) = office.shell.findChildren(Toast)
    toast.acted.emit()
    assert office.desk.posted(OpenConversation) == [OpenConversation(conversation_id="c9")]
    assert office.shell.workspace == "inbox"


def test_a_missed_offer_leads_back_to_ready_by_one_click(office: Office) -> None:
    office.desk.publish(Notice(kind=NoticeKind.OFFER_MISSED, conversation_id="c9"))
    (toast,) = office.shell.findChildren(Toast)
    toast.acted.emit()
    assert office.desk.posted(SetPresence) == [SetPresence(state=PresenceState.READY)]


def test_the_outbox_leads_to_the_reply_that_waits(office: Office) -> None:
    office.desk.put_outbox(OutboxSummary(waiting=1, first_conversation="c1"))
    office.frames()
    office.shell.status.outbox.click()
    assert office.desk.posted(OpenConversation) == [OpenConversation(conversation_id="c1")]


def test_who_left_follows_no_more(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.spaces.leave()
    counter = Counter(office, monkeypatch)
    office.desk.publish(OffersChanged(), PresenceShown(), LinkShown())
    assert not office.spaces.waiting
    assert counter.calls == {}
    office.desk.put_thread(sample_conversation("c3"), customer=sample_customer())
    office.desk.open("c3")
    assert office.spaces.conversation.conversation_id != "c3"


def test_in_a_narrow_window_wrap_up_opens_the_sidebar_and_puts_it_away(office: Office) -> None:
    panes = office.shell.panes

    def shown() -> bool:
        return panes.sidebar_shown

    office.shell.resize(1024, 700)
    office.desk.open("c1")
    office.frames()
    office.spaces.conversation.focus_composer()
    caret = QApplication.focusWidget()
    assert not shown()
    wrapping = sample_interaction(state=InteractionState.WRAP_UP, ended_at=NOON)
    office.desk.alter_thread("c1", interaction=wrapping)
    office.frames()
    assert shown()
    assert QApplication.focusWidget() is caret, "nothing steals the caret"
    panes.hide_drawer()
    office.spaces.conversation.complete_asked.emit("c1")
    assert shown()
    office.spaces.sidebar.wrap_up.complete()
    assert not shown()
