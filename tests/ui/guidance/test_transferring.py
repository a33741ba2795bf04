"""Written work is sent on from its conversation: who and what is offered, what is asked, where it cannot be asked."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QStringListModel
from pytestqt.qtbot import QtBot

from agent_desktop.desk.api import Colleague
from agent_desktop.desk.guidance_state import Guidance
from agent_desktop.model import supervising as sv
from agent_desktop.model.changes import GuidanceShown, LinkShown
from agent_desktop.model.errors import Problem
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Agent, Presence, PresenceState
from agent_desktop.model.work import Channel, InteractionState, Queue
from agent_desktop.ui.kit.widgets.fields import TextArea
from agent_desktop.ui.kit.widgets.finding import FindField
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import ME, NOON
from tests.ui.guidance.test_acts import GuidedOffice
from tests.ui.supervisor.boards import designed


def colleague(name: str, state: PresenceState) -> Colleague:
    presence = Presence(agent_id=name.lower(), state=state, since=NOON)
    return Colleague(agent=Agent(id=name.lower(), name=name), presence=presence)


def furnished(theme: Theme, qtbot: QtBot) -> GuidedOffice:
    """An agent with a chat in hand, a colleague who is there, one who is not, two queues and a skill."""
    made = GuidedOffice(theme, qtbot, designed())
    desk = made.desk
    made.shell.show_workspace("inbox")
    desk.queues = (Queue(id="q1", name="Support"),)
    desk.other_queues = (Queue(id="q2", name="Billing"),)
    desk.colleagues = (
        colleague("Mei", PresenceState.READY),
        colleague("Kwame", PresenceState.BREAK),
    )
    desk.guidance = Guidance(skills=("German",))
    desk.open("c1")
    thread = desk.threads["c1"]
    assert thread.interaction is not None
    mine = replace(
        thread.interaction, id="i1", agent_id=ME.id, channel=Channel.CHAT, customer_name="Layla"
    )
    desk.alter_thread("c1", interaction=mine)
    return made


@pytest.fixture
def office(theme: Theme, qtbot: QtBot) -> Iterator[GuidedOffice]:
    """See `furnished`."""
    made = furnished(theme, qtbot)
    yield made
    made.spaces.leave()


def choose(office: GuidedOffice, key: str, note: str = "") -> None:
    """Choose in the sheet, and press its button."""
    to, words = office.sheet.inputs["to"], office.sheet.inputs["note"]
    assert isinstance(to, FindField)
    assert isinstance(words, TextArea)
    to.show_key(key)
    to.changed.emit()
    words.setPlainText(note)
    office.sheet.go.click()


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        ("queue q2", sv.TransferWork(interaction_id="i1", queue_id="q2", note="Refund")),
        ("agent mei", sv.TransferWork(interaction_id="i1", agent_id="mei", note="Refund")),
        ("skill German", sv.TransferWork(interaction_id="i1", skill="German", note="Refund")),
    ],
)
def test_it_goes_to_a_queue_a_colleague_or_a_skill(
    office: GuidedOffice, key: str, wish: sv.TransferWork
) -> None:
    office.spaces.conversation.header.transfer.click()
    to = office.sheet.inputs["to"]
    assert isinstance(to, FindField)
    listed = to.list.model()
    assert isinstance(listed, QStringListModel)
    assert listed.stringList() == [
        "Queue Support",
        "Queue Billing",
        "Mei",
        "Whoever can: German",
    ]
    assert not office.sheet.go.isEnabled(), "nobody is chosen"
    choose(office, key, "Refund")
    assert office.acts() == [wish]
    office.answer(Problem(code="refused", message="Billing is full.", remedy="Choose another."))
    assert "Billing is full." in office.sheet.problem.text()
    office.sheet.go.click()
    office.answer()
    assert office.sheet.isHidden()
    assert "Transferred." in office.words()


def test_there_is_no_button_where_nothing_can_be_sent_on(office: GuidedOffice) -> None:
    button, desk = office.spaces.conversation.header.transfer, office.desk
    assert button.isVisible()
    one = desk.threads["c1"].interaction
    assert one is not None
    for other in (
        replace(one, agent_id="mei"),
        replace(one, state=InteractionState.WRAP_UP),
        replace(one, channel=Channel.VOICE),
        None,
    ):
        desk.alter_thread("c1", interaction=other)
        desk.publish(GuidanceShown())
        assert not button.isVisible(), other
        desk.alter_thread("c1", interaction=one)
        desk.publish(GuidanceShown())
        assert button.isVisible()
    less = desk.manifest.capabilities - {Capability.TRANSFER}
    desk.manifest = replace(desk.manifest, capabilities=less)
    desk.publish(LinkShown())
    assert not button.isVisible()
