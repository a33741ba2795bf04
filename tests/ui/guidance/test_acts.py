"""Acts of leads and agents in the window: they ask first, are answered where they were asked, and say why not."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.desk.guidance_state import Asked, Guidance, WhyState
from agent_desktop.model import supervising as sv
from agent_desktop.model.board import (
    BoardListed,
    Listed,
    ListedLine,
    LookAtBoard,
    WatchBoard,
)
from agent_desktop.model.changes import BoardShown, GuidanceShown, LinkShown
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.guidance import AskWhy, Guide, ReadAlong
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import PresenceState
from agent_desktop.model.why import Offered, Placed, Why
from agent_desktop.model.work import Channel, InteractionState, Reason, WhyYou
from agent_desktop.ui.guidance.sheet import ActSheet
from agent_desktop.ui.kit.widgets.choices import CheckBox
from agent_desktop.ui.kit.widgets.fields import TextArea, TextField
from agent_desktop.ui.kit.widgets.finding import FindField
from agent_desktop.ui.kit.widgets.notices import Toast
from agent_desktop.ui.supervisor.side_acts import Act
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import ME, NOON
from tests.ui.supervisor.boards import designed
from tests.ui.supervisor.test_board import BoardOffice

REFUSED = Problem(code="refused", message="Kwame is not at a desk.", remedy="Wait until they are.")


class GuidedOffice(BoardOffice):
    """A lead at the board, with the ways to press and to answer."""

    @property
    def sheet(self) -> ActSheet:
        made = self.spaces.guiding.asking.sheet
        assert made is not None
        return made

    def acts(self) -> list[sv.Supervision]:
        """What was asked of the backend."""
        return [one.command for one in self.desk.posted(Guide)]

    def tell(self, guidance: Guidance) -> None:
        """The desk knows this now."""
        self.desk.guidance = guidance
        self.desk.publish(GuidanceShown())

    def answer(self, problem: Problem | None = None) -> None:
        """The last act was done, or not."""
        last = self.desk.posted(Guide)[-1]
        asked = Asked(command=last.command, done=problem is None, problem=problem)
        self.tell(replace(self.desk.guidance, asks={last.ask_id: asked}))

    def menu(self, agent_id: str) -> dict[str, tuple[bool, str]]:
        """The menu of an agent: what is enabled, and why it is not."""
        self.board.agents.mark(agent_id)
        acts = self.spaces.supervision.board.acts
        assert acts is not None
        acts.open_menu(QPoint(0, 0))
        assert acts.menu is not None
        found = {one.text(): (one.isEnabled(), one.toolTip()) for one in acts.menu.actions()}
        acts.menu.close()
        return found

    def list_waiting(self, *names: str) -> None:
        """These wait in billing, and somebody looks at them."""
        lines = tuple(
            ListedLine(
                interaction_id=f"i-{name}",
                conversation_id=f"c-{name}",
                customer_name=name,
                channel=Channel.CHAT,
                since=NOON - 60_000,
            )
            for name in names
        )
        listed = BoardListed(
            queue_id="billing", listed=Listed.WAITING, lines=lines, total=len(lines)
        )
        wish = WatchBoard(queue_id="billing")
        self.put(replace(self.desk.board, wish=wish, listed=listed))

    def words(self) -> list[str]:
        """Passing words."""
        return [one.sentence.text() for one in self.shell.findChildren(Toast)]


@pytest.fixture
def lead(theme: Theme, qtbot: QtBot) -> Iterator[GuidedOffice]:
    made = GuidedOffice(theme, qtbot, designed())
    yield made
    made.spaces.leave()


def test_the_menu_of_an_agent_says_what_can_be_done_and_why_not(lead: GuidedOffice) -> None:
    ann = lead.menu("ann")
    assert list(ann) == ["Send a hint…", "Change presence…", "Work in hand", "Lower the hand"]
    assert ann["Send a hint…"] == (False, "Ann Lee has no written conversation in hand.")
    assert ann["Change presence…"][0]
    assert lead.menu("mei")["Send a hint…"][0]
    assert lead.menu("thandi")["Change presence…"] == (False, "Thandi Nkosi is not at a desk.")
    lead.desk.link = LinkChanged(state=LinkState.OFFLINE, since=NOON)
    lead.desk.publish(LinkShown())
    assert not any(on for on, _ in list(lead.menu("mei").values())[:2])


def test_a_hint_is_asked_posted_and_its_refusal_stands_in_the_sheet(lead: GuidedOffice) -> None:
    lead.board.agents.mark("mei")
    assert lead.shell.run("supervise.agent.hint")
    sheet = lead.sheet
    assert sheet.isVisible()
    assert not sheet.go.isEnabled()
    text = sheet.inputs["text"]
    assert isinstance(text, TextArea)
    assert text.hasFocus()
    text.setPlainText("Offer a refund")
    QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (asked,) = lead.acts()
    assert asked == sv.GiveHint(conversation_id="c-Customer 0", text="Offer a refund")
    assert not sheet.go.isEnabled()
    lead.answer(REFUSED)
    assert sheet.isVisible()
    assert sheet.problem.text() == "Kwame is not at a desk. Wait until they are."
    assert text.toPlainText() == "Offer a refund"
    sheet.go.click()
    lead.answer()
    assert not sheet.isVisible()
    assert lead.words() == ["Hint sent to Mei Tanaka."]


def test_presence_needs_a_reason_and_can_wait_for_empty_hands(lead: GuidedOffice) -> None:
    lead.board.agents.mark("mei")
    lead.shell.run("supervise.agent.presence")
    sheet = lead.sheet
    reason = sheet.inputs["reason"]
    assert isinstance(reason, TextField)
    assert not sheet.go.isEnabled()
    reason.setText("x" * 201)
    assert not sheet.go.isEnabled()
    assert "1 character" in sheet.problem.text()
    reason.setText("Fire drill")
    later = sheet.inputs["later"]
    assert isinstance(later, CheckBox)
    later.setChecked(True)
    sheet.go.click()
    assert lead.acts() == [
        sv.SetPresence(
            agent_id="mei", state=PresenceState.BUSY, reason="Fire drill", when_free=True
        )
    ]


def test_work_in_hand_is_taken_over_after_a_question_or_not(lead: GuidedOffice) -> None:
    lead.board.agents.mark("mei")
    lead.shell.run("supervise.agent.work")
    side = lead.board.side
    assert side.head.text() == "Mei Tanaka · 4 in hand"
    assert side.list.hasFocus()
    assert not lead.acts()
    side.acts.buttons[Act.TAKE].click()
    assert lead.sheet.title.text() == "Take over Customer 0?"
    lead.sheet.cancel.click()
    assert not lead.acts()
    side.acts.buttons[Act.TAKE].click()
    lead.sheet.go.click()
    assert lead.acts() == [sv.TakeOver(interaction_id="i-Customer 0")]
    lead.answer()
    assert lead.shell.workspace == "inbox"
    lead.shell.show_workspace("board")
    lead.board.agents.mark("ann")
    lead.shell.run("supervise.agent.work")
    button = side.acts.buttons[Act.TAKE]
    assert not button.isEnabled()
    assert button.toolTip().startswith("A call that is spoken cannot be taken over.")
    side.close_list.click()
    assert side.head.text() == "Raised hands · 1"


def test_one_or_many_are_reassigned_by_keyboard(lead: GuidedOffice) -> None:
    lead.list_waiting("Vera", "Vito", "Vala")
    rows = lead.board.side.list
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Space)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert rows.rows.data(rows.rows.index(0)) == "Vera, 1:00, ticked"
    assert not lead.board.side.acts.buttons[Act.TAKE].isEnabled()
    lead.board.side.acts.buttons[Act.REASSIGN].click()
    assert lead.sheet.title.text() == "Reassign 2 interactions"
    to = lead.sheet.inputs["to"]
    assert isinstance(to, FindField)
    assert not lead.sheet.go.isEnabled()
    to.setText("Returns")
    lead.sheet.go.click()
    assert lead.acts() == [sv.Reassign(interaction_ids=("i-Vera", "i-Vito"), queue_id="returns")]
    lead.sheet.close_sheet()
    lead.list_waiting("Vito", "Vala")  # the first was served: what is ticked stays ticked
    assert [one.title for one in rows.chosen] == ["Vito"]
    QTest.keyClick(rows, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(rows.chosen) == 2
    lead.board.side.acts.buttons[Act.REASSIGN].click()
    to = lead.sheet.inputs["to"]
    assert isinstance(to, FindField)
    to.setText("Mei")
    lead.sheet.go.click()
    assert lead.acts()[-1] == sv.Reassign(interaction_ids=("i-Vito", "i-Vala"), agent_id="mei")


def test_from_waiting_to_those_in_hand_and_into_a_conversation(lead: GuidedOffice) -> None:
    lead.list_waiting("Vera")
    lead.board.side.which.chosen.emit(Listed.ACTIVE.value)
    assert lead.wishes()[-1] == LookAtBoard(queue_id="billing", listed=Listed.ACTIVE)
    rows = lead.board.side.list
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert lead.desk.posted(ReadAlong) == [ReadAlong(conversation_id="c-Vera")]
    assert lead.shell.workspace == "inbox"


def test_a_hand_is_lowered_from_the_board(lead: GuidedOffice) -> None:
    acts = lead.board.side.acts
    assert acts.buttons[Act.LOWER].isVisible() is lead.board.side.isVisible()
    acts.asked.emit(Act.LOWER)
    assert lead.acts() == [sv.LowerHand(agent_id="ann")]
    lead.answer(REFUSED)
    assert lead.words() == ["Kwame is not at a desk. Wait until they are."]


def test_why_is_told_fact_by_fact(lead: GuidedOffice) -> None:
    lead.list_waiting("Vera")
    lead.board.side.acts.asked.emit(Act.WHY)
    assert lead.desk.posted(AskWhy) == [AskWhy(interaction_id="i-Vera")]
    sheet = lead.spaces.guiding.why
    assert sheet is not None
    assert sheet.note.text() == "The facts are on their way…"
    facts = (
        Placed(at=NOON - 60_000, queue_id="billing", queue_name="Billing", skills={"german": 3}),
        Offered(
            at=NOON - 30_000, epoch=1, agent_id="ann", agent_name="Ann", outcome="declined",
            note="Lunch", reasons=(Reason(why=WhyYou.LONGEST_IDLE),),
        ),
    )  # fmt: skip
    why = Why(
        interaction_id="i-Vera", state=InteractionState.QUEUED, arrived_at=NOON - 60_000,
        queue_id="billing", queue_name="Billing", facts=facts, position=2, expected_ms=90_000,
        needed={"german": 3},
    )  # fmt: skip
    lead.tell(Guidance(why=WhyState(interaction_id="i-Vera", why=why)))
    assert sheet.note.text() == "It waits in Billing."
    assert [one.what for one in sheet.lines] == [
        "Came to wait in Billing",
        "Ann declined",
        "Place 2 in line",
        "Still needs german 3",
        "No agent serves its queues now",
    ]
    assert sheet.lines[1].more == "“Lunch” · longest ready"
    lead.tell(Guidance(why=WhyState(interaction_id="i-Vera", problem=REFUSED)))
    assert sheet.note.text().startswith("Kwame is not")


# --- in the conversation


def hint(**about: str) -> sv.Hint:
    """A hint of Cleo for whoever sits here."""
    made = {
        "id": "h1", "conversation_id": "c1", "agent_id": ME.id, "by_id": "cleo", "by_name": "Cleo",
        "text": "Offer a refund", **about,
    }  # fmt: skip
    return sv.Hint(**made, at=NOON)


def test_a_hint_stands_above_the_composer_until_it_is_read(lead: GuidedOffice) -> None:
    lead.shell.show_workspace("inbox")
    lead.desk.open("c1")
    plates = lead.spaces.guiding.plates
    lead.tell(Guidance(hints={"c1": (hint(), hint(id="h2", agent_id="other"))}))
    (plate,) = plates.hints.values()
    assert plate.isVisible()
    assert plate.accessibleName() == (
        "Hint from Cleo. Only you see it, never the customer. Offer a refund"
    )
    plate.got_it.click()
    assert not plates.hints
    lead.desk.publish(GuidanceShown())
    assert not plates.hints


def test_reading_along_says_so_and_offers_the_next_step(lead: GuidedOffice) -> None:
    lead.shell.show_workspace("inbox")
    lead.desk.open("c1")
    thread = lead.desk.threads["c1"]
    assert thread.interaction is not None
    theirs = replace(thread.interaction, agent_id="mei")
    lead.desk.alter_thread("c1", interaction=theirs)
    along = lead.spaces.guiding.plates.along
    assert not along.isVisible()
    lead.tell(Guidance(along="c1"))
    assert along.title.text() == "Joining…"
    lead.tell(
        Guidance(
            along="c1",
            followed=frozenset({"c1"}),
            hints={"c1": (hint(by_id=ME.id, agent_id="mei"),)},
        )
    )
    assert along.title.text() == "You read along live."
    (plate,) = lead.spaces.guiding.plates.hints.values()
    assert plate.title.text().startswith("Your hint for ")
    along.hint.click()
    text = lead.sheet.inputs["text"]
    assert isinstance(text, TextArea)
    text.setPlainText("Ask for the number")
    lead.sheet.go.click()
    assert lead.acts() == [sv.GiveHint(conversation_id="c1", text="Ask for the number")]
    lead.answer()
    along.stop.click()
    assert lead.desk.posted(ReadAlong) == [ReadAlong()]
    lead.tell(Guidance(not_along=REFUSED))
    assert along.words.text() == "Kwame is not at a desk. Wait until they are."


def test_an_agent_raises_a_hand_with_a_word_and_lowers_it(lead: GuidedOffice) -> None:
    lead.shell.show_workspace("inbox")
    lead.desk.open("c1")
    thread = lead.desk.threads["c1"]
    assert thread.interaction is not None
    lead.desk.alter_thread("c1", interaction=replace(thread.interaction, agent_id=ME.id))
    button, status = lead.spaces.conversation.header.hand, lead.shell.status.hand
    assert button.isVisible()
    assert status.text() == "Raise a hand"
    button.click()
    assert not button.isChecked()
    text = lead.sheet.inputs["text"]
    assert isinstance(text, TextField)
    text.setText("Refund?")
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert lead.acts() == [sv.RaiseHand(text="Refund?", interaction_id=thread.interaction.id)]
    lead.answer()
    mine = sv.Hand(agent_id=ME.id, name=ME.name, at=NOON - 46_000, text="Refund?")
    lead.desk.board = replace(lead.desk.board, hands={ME.id: mine})
    lead.desk.publish(BoardShown(agents=frozenset({ME.id})))
    assert status.text() == "Hand raised 0:46"
    assert button.isChecked()
    status.click()
    assert lead.acts()[-1] == sv.LowerHand()
    less = lead.desk.manifest.capabilities - {Capability.RAISE_HAND}
    lead.desk.manifest = replace(lead.desk.manifest, capabilities=less)
    lead.desk.board = replace(lead.desk.board, hands={})
    lead.desk.publish(BoardShown(), LinkShown())
    assert not status.isVisible()
    assert not button.isVisible()
