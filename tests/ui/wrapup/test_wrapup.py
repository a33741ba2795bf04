"""Wrap-up: finding a disposition, refusing to finish without one, keeping what was typed."""

from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.calls import Direction
from agent_desktop.model.intents import CompleteWork
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.work import Channel, Disposition, Interaction, InteractionState
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.wrapup.choices import matching
from agent_desktop.ui.wrapup.list import DispositionList
from agent_desktop.ui.wrapup.panel import WrapUpPanel
from tests.ui.fake_desk import NOON, FakeDesk

CODES = [
    Disposition(code="sent", label="Replacement sent", group="Returns"),
    Disposition(code="refund", label="Refund issued", group="Billing"),
    Disposition(code="part", label="Part replaced", group="Service"),
]


def test_search_finds_labels_first_then_groups() -> None:
    assert [m.disposition.code for m in matching(CODES, "repl")] == ["sent", "part"]
    assert [m.disposition.code for m in matching(CODES, "r")] == ["sent", "refund", "part"]
    assert [m.disposition.code for m in matching(CODES, "BILLING")] == ["refund"]
    assert matching(CODES, "refund issued")[0].marks == ((0, 6), (7, 6))
    assert matching(CODES, "nothing") == []


def work(key: str = "c1", **fields: Any) -> Interaction:
    usual: dict[str, Any] = {
        "id": f"i-{key}",
        "conversation_id": key,
        "customer_id": "k1",
        "channel": Channel.CHAT,
        "queue_id": "q1",
        "state": InteractionState.WRAP_UP,
        "arrived_at": NOON - 600_000,
        "ended_at": NOON - 42_000,
        "wrap_up_until": NOON + 78_000,
        "wrap_up_required": True,
    }
    return Interaction(**(usual | fields))


@pytest.fixture
def desk() -> FakeDesk:
    desk = FakeDesk()
    desk.disposition_list = CODES
    for number, key in enumerate(("c1", "c2")):
        conversation = Conversation(
            id=key, customer_id="k1", number=number, channel=Channel.CHAT, opened_at=NOON
        )
        desk.put_thread(conversation, interaction=work(key))
    desk.open("c1")
    return desk


@pytest.fixture
def panel(qtbot: QtBot, desk: FakeDesk) -> WrapUpPanel:
    panel = WrapUpPanel(desk, Theme("light"), complete_keys="Ctrl Shift 1")
    qtbot.addWidget(panel)
    panel.resize(320, 640)
    panel.show()
    return panel


def the_list(panel: WrapUpPanel) -> DispositionList:
    found = panel.findChild(DispositionList)
    assert found is not None
    return found


def chosen(panel: WrapUpPanel) -> str:
    return the_list(panel).code


def choose(qtbot: QtBot, panel: WrapUpPanel, words: str) -> None:
    panel.focus_search()
    field = panel.focusWidget()
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Down)


def test_completing_needs_a_disposition(qtbot: QtBot, panel: WrapUpPanel, desk: FakeDesk) -> None:
    panel.complete()
    assert desk.posted(CompleteWork) == []
    choose(qtbot, panel, "refund")
    panel.complete()
    done = desk.posted(CompleteWork)
    assert [(d.conversation_id, d.disposition) for d in done] == [("c1", "refund")]


def test_an_optional_disposition_may_be_left_out(panel: WrapUpPanel, desk: FakeDesk) -> None:
    desk.alter_thread("c1", interaction=work(wrap_up_required=False))
    panel.refresh()
    panel.complete()
    assert desk.posted(CompleteWork)[0].disposition == ""


def test_a_choice_stays_with_its_conversation(
    qtbot: QtBot, panel: WrapUpPanel, desk: FakeDesk
) -> None:
    choose(qtbot, panel, "refund")
    desk.open("c2")
    panel.refresh()
    assert chosen(panel) == ""
    desk.open("c1")
    panel.refresh()
    assert chosen(panel) == "refund"


def test_outside_wrap_up_it_says_so(panel: WrapUpPanel, desk: FakeDesk) -> None:
    active = msgspec.structs.replace(work(), state=InteractionState.ACTIVE)
    desk.alter_thread("c1", interaction=active)
    panel.refresh()
    assert panel.interaction is None
    assert not the_list(panel).isVisible()


# --- notes of calls


def call(call_id: str, note: str, **about: Any) -> CallRecord:
    given: dict[str, Any] = {
        "direction": Direction.INCOMING,
        "number": "+33612489017",
        "sent_at": NOON - 500_000,
        "conversation_id": "c1",
    }
    return CallRecord(id=f"~{call_id}", call_id=call_id, note=note, **{**given, **about})


def test_what_was_noted_while_talking_begins_the_summary(
    panel: WrapUpPanel, desk: FakeDesk
) -> None:
    desk.append(
        call("k0", "Last week", sent_at=NOON - 900_000),
        call("k1", " Wants a replacement \n"),
        call("k2", ""),
        call("k3", "Of the offer", interaction_id="i-c1", sent_at=NOON - 900_000),
        call("k4", "Of another", interaction_id="i-other"),
    )
    panel.refresh()
    assert panel._summary.toPlainText() == "Wants a replacement\nOf the offer"
    desk.update(call("k1", "Wants a refund"))
    panel.refresh()
    assert panel._summary.toPlainText() == "Wants a refund\nOf the offer"
    panel._codes["c1"] = "sent"
    panel.complete()
    (done,) = desk.posted(CompleteWork)
    assert done.summary == "Wants a refund\nOf the offer"


def test_what_the_agent_wrote_is_never_replaced_by_notes(
    panel: WrapUpPanel, desk: FakeDesk
) -> None:
    panel._summary.setPlainText("Mine")
    desk.append(call("k1", "Theirs"))
    panel.refresh()
    assert panel._summary.toPlainText() == "Mine"
    panel._summary.setPlainText("")
    panel.refresh()
    assert panel._summary.toPlainText() == "Theirs"
    panel._summary.setPlainText("Theirs, shortened")
    desk.update(call("k1", "Theirs and more"))
    panel.refresh()
    assert panel._summary.toPlainText() == "Theirs, shortened"
    desk.open("c2")
    panel.refresh()
    assert panel._summary.toPlainText() == ""
    desk.open("c1")
    panel.refresh()
    assert panel._summary.toPlainText() == "Theirs, shortened"
