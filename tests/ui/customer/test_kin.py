"""The panel suggests who may be the same person, and gives a joined record back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.intents import JoinCustomers
from agent_desktop.model.people import Alike, Customer, Fact, FactKind, Kin, Union, WhyAlike
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.unions import PartCustomers, RejectFact, SortOut, TellApart
from agent_desktop.model.work import Channel
from agent_desktop.ui.customer.kin import because, fact_words
from agent_desktop.ui.customer.panel import CustomerPanel
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import FakeDesk

LAYLA = Customer(id="c1", name="Layla Boutaleb")
OTHER = Customer(id="c2", name="L. Boutaleb")
KIN = Kin(
    alike=(Alike(customer=OTHER, why=WhyAlike.NUMBER, detail="+33612489017"),),
    unions=(Union(merged_id="c3", name="Layla", at=1_730_000_000_000),),
)


def panel_with(theme: Theme, qtbot: QtBot, kin: Kin) -> tuple[CustomerPanel, FakeDesk]:
    desk = FakeDesk(immediate=True)
    one = Conversation(id="v1", customer_id="c1", number=1, channel=Channel.EMAIL, opened_at=1)
    desk.put_thread(one, customer=LAYLA)
    desk.put_kin("c1", kin)
    desk.open("v1")
    panel = CustomerPanel(desk, theme)
    qtbot.addWidget(panel)
    panel.refresh()
    return panel, desk


def test_each_suggestion_says_why_and_asks_for_one_of_two_things(
    theme: Theme, qtbot: QtBot
) -> None:
    panel, desk = panel_with(theme, qtbot, KIN)
    join, apart, back = panel.kin_buttons
    QTest.mouseClick(apart, Qt.MouseButton.LeftButton)
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert [one.command for one in desk.posted(SortOut)] == [
        TellApart(customer_id="c1", other_id="c2"),
        PartCustomers(merged_id="c3"),
    ]
    QTest.mouseClick(join, Qt.MouseButton.LeftButton)
    (merge,) = desk.posted(JoinCustomers)
    assert (merge.merge.kept_id, merge.merge.merged_id) == ("c1", "c2")


def test_nothing_is_said_where_nobody_is_alike(theme: Theme, qtbot: QtBot) -> None:
    panel, _ = panel_with(theme, qtbot, Kin())
    assert panel.kin_buttons == []


def test_what_the_customer_told_stands_with_its_source_and_can_be_wrong(
    theme: Theme, qtbot: QtBot
) -> None:
    facts = tuple(
        Fact(kind=kind, value="fr", channel=Channel.EMAIL, at=1_730_000_000_000)
        for kind in FactKind
    )
    panel, desk = panel_with(theme, qtbot, Kin(facts=facts))
    assert len({fact_words(one) for one in facts}) == len(FactKind)
    assert fact_words(facts[2])[0] not in ("Language: fr", "Language: ")
    assert fact_words(facts[2])[1].startswith("From email, ")
    QTest.mouseClick(panel.fact_buttons[2], Qt.MouseButton.LeftButton)
    (asked,) = desk.posted(SortOut)
    assert asked.command == RejectFact(customer_id="c1", kind=FactKind.LANGUAGE, value="fr")


def test_every_reason_has_words_of_its_own() -> None:
    said = {because(Alike(customer=OTHER, why=why, detail="\u202eX")) for why in WhyAlike}
    assert len(said) == len(WhyAlike)
