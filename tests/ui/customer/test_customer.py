"""The customer's panel: what it says, what it asks for, what it opens."""

from msgspec.structs import replace
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from agent_desktop.model.intents import FetchHistory, OpenConversation
from agent_desktop.model.people import Address, AddressKind, Customer
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.work import Channel
from agent_desktop.ui.customer.panel import CustomerPanel
from agent_desktop.ui.customer.rows import AddressRow, HistoryRow
from agent_desktop.ui.customer.words import money, profile_line, shown_addresses
from agent_desktop.ui.kit.widgets.labels import EmptyState
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import NOON, FakeDesk

LAYLA = Customer(
    id="k1",
    name="Layla Haddad",
    organisation="Maison Noor",
    language="fr",
    addresses=(
        Address(kind=AddressKind.EMAIL, value="layla@example.com", verified=True),
        Address(kind=AddressKind.VISITOR, value="v1"),
        Address(kind=AddressKind.VISITOR, value="v2"),
    ),
)


def a_conversation(key: str, **fields: object) -> Conversation:
    usual = {
        "id": key,
        "customer_id": "k1",
        "number": 7,
        "channel": Channel.CHAT,
        "opened_at": NOON,
        "last_at": NOON,
    }
    return Conversation(**(usual | fields))  # type: ignore[arg-type]


def test_words_show_what_is_known_and_nothing_else() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    try:
        assert profile_line(LAYLA) == "Maison Noor · French"
        QLocale.setDefault(QLocale("de_DE"))
        assert profile_line(LAYLA) == "Maison Noor · français"
    finally:
        QLocale.setDefault(before)
    assert profile_line(Customer(id="k", name="x")) == ""
    assert len(shown_addresses(LAYLA)) == 2
    assert money(LAYLA) == ""
    assert "18" in money(Customer(id="k", name="x", lifetime_value=1_842_000, currency="EUR"))


def test_history_is_asked_for_again_when_a_customer_comes_back_to_the_screen(qtbot: QtBot) -> None:
    desk = FakeDesk()
    panel = CustomerPanel(desk, Theme("light"))
    qtbot.addWidget(panel)
    for number in ("1", "2"):
        customer = replace(LAYLA, id=f"k{number}")
        desk.put_thread(a_conversation(f"c{number}", customer_id=customer.id), customer=customer)
    for key in ("c1", "c2", "c1"):
        desk.open(key)
        panel.refresh()
    assert [one.customer_id for one in desk.posted(FetchHistory)] == ["k1", "k2", "k1"]


def test_history_is_asked_for_once_and_a_row_opens_its_conversation(qtbot: QtBot) -> None:
    desk = FakeDesk()
    panel = CustomerPanel(desk, Theme("light"))
    qtbot.addWidget(panel)
    assert panel.findChild(EmptyState) is not None
    desk.put_thread(a_conversation("c1"), customer=LAYLA)
    desk.open("c1")
    panel.refresh()
    panel.refresh()
    assert desk.posted(FetchHistory) == [FetchHistory(customer_id="k1")]
    assert len(panel.findChildren(AddressRow)) == 2
    desk.history["k1"] = [a_conversation("c1"), a_conversation("c0", subject="Before", open=False)]
    panel.refresh()
    rows = panel.findChildren(HistoryRow)
    assert [row.words.conversation_id for row in rows] == ["c1", "c0"]
    qtbot.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert desk.posted(OpenConversation)[-1].conversation_id == "c0"
