"""The panel suggests who may be the same person, and gives a joined record back."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.intents import JoinCustomers
from agent_desktop.model.manifest import Capability, Manifest
from agent_desktop.model.people import (
    Address,
    AddressKind,
    Alike,
    Customer,
    Fact,
    FactKind,
    Kin,
    NoSurveys,
    Union,
    WhyAlike,
)
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.unions import AskAgain, PartCustomers, RejectFact, SortOut, TellApart
from agent_desktop.model.work import Channel
from agent_desktop.ui.customer import kin as kin_module
from agent_desktop.ui.customer.kin import because, fact_words
from agent_desktop.ui.customer.panel import CustomerPanel
from agent_desktop.ui.customer.rows import FactTiles
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import EVERYTHING, FakeDesk

LAYLA = Customer(id="c1", name="Layla Boutaleb")
OTHER = Customer(id="c2", name="L. Boutaleb")
KIN = Kin(
    alike=(Alike(customer=OTHER, why=WhyAlike.NUMBER, detail="+33612489017"),),
    unions=(Union(merged_id="c3", name="Layla", at=1_730_000_000_000),),
)


def panel_with(
    theme: Theme, qtbot: QtBot, kin: Kin, manifest: Manifest = EVERYTHING
) -> tuple[CustomerPanel, FakeDesk]:
    desk = FakeDesk(immediate=True, manifest=manifest)
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


def test_a_number_stands_in_groups_wherever_the_panel_tells_it(theme: Theme, qtbot: QtBot) -> None:
    number = "+33612489017"
    told = Fact(kind=FactKind.PHONE, value=number, channel=Channel.SMS, at=1_730_000_000_000)
    other = Customer(id="c2", name="L.", addresses=(Address(kind=AddressKind.PHONE, value=number),))
    kin = Kin(alike=(Alike(customer=other, why=WhyAlike.NUMBER, detail=number),), facts=(told,))
    panel, _ = panel_with(theme, qtbot, kin)
    words = [one.text() for one in panel.findChildren(Label)]
    assert sum("+33 6 12 48 90 17" in one for one in words) == 3
    assert not [one for one in words if number in one]


@pytest.mark.parametrize("width", [280, 320])
def test_no_word_of_the_panel_is_cut_in_any_language(
    theme: Theme, qtbot: QtBot, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said is as long as it likes: what does not fit goes below, or is left out whole."""
    long = {"Merge": "Zusammenführen", "Not the same": "Nicht dieselbe Person"}

    def said(text: str, **about: object) -> str:
        return long.get(text, text).format(**about)

    monkeypatch.setattr(kin_module, "tr", said)
    panel, desk = panel_with(theme, qtbot, KIN)
    value = replace(
        LAYLA, lifetime_value=1_234_567_890, currency="EUR", created_at=1_730_000_000_000
    )
    desk.put_customer(value)
    panel.resize(width, 900)
    panel.show()
    panel.refresh()
    body = panel.widget()
    assert body is not None
    assert body.width() <= panel.viewport().width()
    (tiles,) = panel.findChildren(FactTiles)
    shown = [one for one in tiles.tiles if one.isVisible()]
    assert shown
    assert all(one.width() >= one.sizeHint().width() for one in shown)


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


def test_a_name_that_stands_in_the_profile_is_not_told_again(theme: Theme, qtbot: QtBot) -> None:
    told = [
        Fact(kind=FactKind.NAME, value=name, channel=Channel.EMAIL, at=1_730_000_000_000)
        for name in (LAYLA.name.upper(), "Somebody else")
    ]
    panel, _ = panel_with(theme, qtbot, Kin(facts=tuple(told)))
    assert len(panel.fact_buttons) == 1


def test_every_reason_has_words_of_its_own() -> None:
    said = {because(Alike(customer=OTHER, why=why, detail="\u202eX")) for why in WhyAlike}
    assert len(said) == len(WhyAlike)


def test_who_wants_no_surveys_is_said_with_day_and_way_and_a_lead_may_take_it_back(
    theme: Theme, qtbot: QtBot
) -> None:
    kin = Kin(no_surveys=NoSurveys(at=1_730_000_000_000, channel=Channel.VOICE))
    panel, desk = panel_with(theme, qtbot, kin)
    words = [one.text() for one in panel.findChildren(Label)]
    assert "Wants to answer no surveys." in words
    assert any("by telephone" in one and "2024" in one for one in words)
    assert panel.again_button is not None
    QTest.mouseClick(panel.again_button, Qt.MouseButton.LeftButton)
    (asked,) = desk.posted(SortOut)
    assert asked.command == AskAgain(customer_id="c1")


def test_agents_read_that_alone(theme: Theme, qtbot: QtBot) -> None:
    agents = replace(EVERYTHING, capabilities=EVERYTHING.capabilities - {Capability.SUPERVISOR})
    kin = Kin(no_surveys=NoSurveys(at=1_730_000_000_000, channel=Channel.SMS))
    panel, _ = panel_with(theme, qtbot, kin, agents)
    assert panel.again_button is None
    words = [one.text() for one in panel.findChildren(Label)]
    assert "If they change their mind: a lead can note it here." in words
