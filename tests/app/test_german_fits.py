"""German sentences are longer: at the narrowest width that the design knows, nothing that matters is cut off."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.app.language import use_words
from agent_desktop.connectors.hub.manifest import MANIFEST
from agent_desktop.desk.api import OutboxSummary
from agent_desktop.hub.metrics.reports.catalogue import listed
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.figure_questions import FigureNames, Named
from agent_desktop.model.people import Activity, PresenceState
from agent_desktop.model.report_questions import ReportQuestion
from agent_desktop.ui.customer.panel import CustomerPanel
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.reports.asking import Asking
from agent_desktop.ui.shell.linkbanner import LinkBanner
from agent_desktop.ui.shell.presence import standing
from agent_desktop.ui.signin.connect import ConnectorRow
from agent_desktop.ui.signin.screen import SignInScreen
from agent_desktop.ui.supervisor.queue_table import COLUMNS, QueueTable, titles
from agent_desktop.ui.theme.theme import Theme
from tests.ui.conftest import theme
from tests.ui.fake_desk import FakeDesk, sample_conversation, sample_customer

__all__ = ["theme"]

NARROW = 1024
NOON = 1_800_000_000_000


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    used = use_words(qapp)
    yield
    for words in used:
        qapp.removeTranslator(words)
    QLocale.setDefault(before)


def outside(screen: QWidget) -> list[str]:
    """The names of what can be seen and reaches out of the screen."""
    seen = (one for one in screen.findChildren(QWidget) if one.isVisibleTo(screen))
    return [
        f"{type(one).__name__} {one.accessibleName()}"
        for one in seen
        if not screen.rect().contains(one.mapTo(screen, one.rect().bottomRight()))
    ]


def test_the_first_screen(german: None, theme: Theme, qtbot: QtBot) -> None:
    screen = SignInScreen(theme, [MANIFEST], name="Inês Duarte", team="Halden Home", version="1.0")
    qtbot.addWidget(screen)
    screen.resize(NARROW, 720)
    screen.show()
    qtbot.waitUntil(lambda: screen.width() == NARROW)
    assert outside(screen) == []
    (row,) = screen.findChildren(ConnectorRow)
    assert row.accessibleName().startswith("Agent Desktop Hub, Hub Ihres Teams, Chat, Anruf")
    icons = 21 * len(MANIFEST.channels)
    assert theme.width("Hub Ihres Teams", "caption") < row.width() - 68 - icons
    row.click()
    form = screen.connectors.form
    assert form is not None
    names = [field.accessibleName() for field in form.findChildren(TextField)]
    assert names == ["Adresse", "E-Mail", "Passwort"]
    assert outside(screen) == []


def test_what_is_safe_while_the_link_is_down(german: None, theme: Theme, qtbot: QtBot) -> None:
    banner = LinkBanner(theme)
    qtbot.addWidget(banner)
    link = LinkChanged(state=LinkState.OFFLINE, since=NOON, next_try_at=NOON + 28_000)
    banner.set_link(link, NOON)
    banner.set_outbox(OutboxSummary(waiting=12), NOON)
    for width in (NARROW - 64, 1_920):
        banner.resize(width, banner.height())
        banner.show()
        banner.set_now(NOON)
        assert "Auf diesem Computer gesichert" in banner.detail.text()
        qtbot.waitUntil(lambda: banner.detail.width() >= theme.width(banner.detail.text(), "body"))
    assert banner.height() == theme.tokens.size.banner, "one line where there is room"


def test_a_customer_in_the_narrowest_sidebar(german: None, theme: Theme, qtbot: QtBot) -> None:
    desk = FakeDesk()
    desk.put_thread(sample_conversation(), customer=sample_customer())
    desk.open("c1")
    panel = CustomerPanel(desk, theme)
    qtbot.addWidget(panel)
    panel.resize(theme.tokens.size.sidebar.min, 700)
    panel.show()
    begins: tuple[Callable[[], None], ...] = (panel.refresh, panel.edit, panel.begin_merge)
    for begin in begins:
        begin()
        body = panel.widget()
        assert body is not None
        assert body.minimumSizeHint().width() <= panel.viewport().width()
        if panel.form is not None:
            panel.form.left.emit()


def test_every_presence_beside_the_rails_edges(german: None, theme: Theme) -> None:
    words = {standing(state, activity)[0] for state in PresenceState for activity in Activity}
    assert "Antwortet nicht" in words
    lines = {line for word in {*words, "Not responding"} for line in word.split(" ", 1)}
    for line in lines:
        assert theme.width(line, "micro", weight=600) <= theme.tokens.size.rail, line


def test_the_heads_of_the_boards_columns(german: None, theme: Theme, qtbot: QtBot) -> None:
    table = QueueTable(theme)
    qtbot.addWidget(table)
    table.show()
    for width in (660, NARROW - 64, 1_076):
        table.resize(width, 300)
        assert table.width() == width
        shown = [one for one in range(COLUMNS) if not table.isColumnHidden(one)]
        assert sum(table.columnWidth(one) for one in shown) <= table.viewport().width()
        for one in shown:
            assert theme.width(titles()[one], "micro", weight=600) <= table.columnWidth(one) - 20


def test_what_a_report_is_narrowed_to(german: None, theme: Theme, qtbot: QtBot) -> None:
    bar = Asking(theme, lambda words, most: ())
    qtbot.addWidget(bar)
    doors = tuple(Named(id=one, name=one) for one in ("a", "b"))
    east = Named(id="t", name="East")
    names = FigureNames(zone="Europe/Berlin", teams=(east,), entry_points=doors, tags=("vip",))
    info = next(one for one in listed() if one.name == "service")
    bar.resize(NARROW - 300, 180)
    bar.show()
    bar.show_question(ReportQuestion(name="service"), info, names, date(2026, 11, 22), [])
    QApplication.processEvents()  # the layout is done
    for one in (bar.queue, bar.channel, bar.team, bar.agent, bar.entry_point, bar.tag):
        assert one.isVisible()
        assert bar.rect().contains(one.geometry())
        assert theme.width(one.text(), "body") + 43 <= one.width(), one.text()
    assert bar.compared.accessibleName().startswith("Mit der Woche davor")
