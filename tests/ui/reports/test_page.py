"""The page of reports in the window: chosen, asked, drawn, said, sorted, saved, sent by e-mail."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.administration_state import Administration
from agent_desktop.desk.figures_state import BehindState, FiguresState
from agent_desktop.desk.reports_state import ReportsState
from agent_desktop.hub.metrics.reports.catalogue import REPORTS
from agent_desktop.model.administration import Topic
from agent_desktop.model.changes import LinkShown, ReportsShown
from agent_desktop.model.charts import is_number
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.figure_questions import By, Every, Period
from agent_desktop.model.guidance import ReadAlong
from agent_desktop.model.looking import FindCustomers, LookAtReports, LookBehind, SaveReport
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Customer
from agent_desktop.model.report_questions import Format, ReportQuestion
from agent_desktop.model.reports import FoundCustomer
from agent_desktop.ui.reports.page import ReportsPage
from agent_desktop.ui.settings.page import BookPage
from agent_desktop.ui.settings.reports import ReportForm
from agent_desktop.ui.supervisor.place import COUNTED_MS
from agent_desktop.ui.supervisor.reports_place import PAGE
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import FakeDesk
from tests.ui.fake_view import NOON
from tests.ui.reports.samples import everything, queues, served, state
from tests.ui.workspace.conftest import Office

NO_LINK = Problem(code="offline", message="The link is down.")


class ReportsOffice(Office):
    """A lead who looks at reports."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        super().__init__(theme, qtbot)
        manifest = self.desk.manifest
        self.desk.manifest = replace(manifest, administration=(Topic.REPORTS,))
        self.desk.publish(LinkShown())
        self.frames()
        self.shell.resize(1440, 900)
        self.shell.show_workspace(PAGE)
        self.put(served())

    @property
    def page(self) -> ReportsPage:
        return self.spaces.supervision.reports.page

    def put(self, made: ReportsState) -> None:
        """Reports are so now."""
        self.desk.reports = made
        self.desk.publish(ReportsShown())
        self.frames()

    def asked(self) -> ReportQuestion:
        """The last question."""
        found = self.desk.posted(LookAtReports)[-1].question
        assert found is not None
        return found


@pytest.fixture
def lead(theme: Theme, qtbot: QtBot) -> Iterator[ReportsOffice]:
    made = ReportsOffice(theme, qtbot)
    yield made
    made.spaces.leave()


def test_a_report_is_brought_when_the_page_comes_in_the_windows_language(
    lead: ReportsOffice,
) -> None:
    assert lead.desk.posted(LookAtReports) == [LookAtReports(language="en-GB")]
    lead.shell.show_workspace("inbox")
    assert lead.desk.posted(LookAtReports)[-1].on is False


def test_who_may_not_see_reports_has_no_place_for_them(lead: ReportsOffice) -> None:
    assert PAGE in lead.shell.rail.buttons
    manifest = lead.desk.manifest
    less = manifest.capabilities - {Capability.FIGURES}
    lead.desk.manifest = replace(manifest, capabilities=less)
    lead.desk.publish(LinkShown())
    lead.frames()
    assert PAGE not in lead.shell.rail.buttons
    assert lead.shell.workspace == "inbox"


def test_a_report_is_chosen_from_the_list_by_keyboard(lead: ReportsOffice) -> None:
    reports = lead.page.list
    assert reports.name == "service"
    assert "Service by interval: How many came" in str(
        reports.reports.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    )
    reports.setFocus()
    QTest.keyClick(reports, Qt.Key.Key_Down)
    asked = lead.asked()
    assert (asked.name, asked.days.every) == ("agents", Every.DAY)
    lead.put(queues())
    assert reports.name == "queues"
    assert len(lead.desk.posted(LookAtReports)) == 2, "what is shown asks for nothing"


def test_only_what_the_report_heeds_can_be_asked(lead: ReportsOffice) -> None:
    asking = lead.page.asking
    assert asking.every.isVisible()
    asking.period.chosen.emit(Period.THIS_MONTH.value)
    assert lead.asked().days.every is Every.DAY, "half hours of a month cannot be had"
    asking.queue.chosen.emit("vip")
    assert lead.asked().days.queue_id == "vip"
    asking.compared.click()
    assert lead.asked().compared is False
    lead.put(state("agents"))
    assert asking.agent.isVisible()
    assert not asking.queue.isVisible()
    lead.put(state("resolution"))
    assert asking.by.isVisible()
    asking.by.chosen.emit("agent")
    assert lead.asked().days.by == "agent"
    lead.put(state("ageing"))
    assert not asking.period.isVisible()
    assert not asking.compared.isVisible()


def test_a_journey_waits_for_its_customer(lead: ReportsOffice) -> None:
    lead.desk.customers["k1"] = Customer(id="k1", name="Zora Quist", organisation="Halden")
    lead.put(state("journey"))
    asking = lead.page.asking
    assert lead.page.empty.isVisible()
    assert "Choose the customer" in lead.page.empty.label.text()
    asking.customer.setFocus()
    QTest.keyClicks(asking.customer, "zora")
    found = asking.customer.list.popup()
    assert found is not None
    QTest.keyClick(found, Qt.Key.Key_Down)
    QTest.keyClick(found, Qt.Key.Key_Return)
    asked = lead.asked()
    assert (asked.customer_id, asked.customer) == ("k1", "Zora Quist · Halden")


def test_customers_of_the_backend_are_found_too(lead: ReportsOffice) -> None:
    lead.put(state("journey"))
    field = lead.page.asking.customer
    field.setFocus()
    QTest.keyClicks(field, "qui")
    assert lead.desk.posted(FindCustomers)[-1] == FindCustomers(words="qui")
    quist = FoundCustomer(id="k9", name="Zora Quist", detail="zora@example.org")
    lead.put(replace(state("journey"), sought="qui", found=(quist,)))
    found = field.list.popup()
    assert found is not None
    assert found.isVisible()
    QTest.keyClick(found, Qt.Key.Key_Down)
    QTest.keyClick(found, Qt.Key.Key_Return)
    asked = lead.asked()
    assert (asked.customer_id, asked.customer) == ("k9", "Zora Quist · zora@example.org")


def test_a_press_chooses_the_chart_and_its_meaning(lead: ReportsOffice) -> None:
    page = lead.page
    assert page.meaning.name.text() == "Service level"
    assert page.meaning.value.text() == "78.2%"
    assert page.meaning.made_of.text() == "219 / 280"
    assert "answered within" in page.meaning.meaning.text()
    assert page.chart.isVisible()
    assert len(page.chart.curve.points) == 12
    page.table.horizontalHeader().sectionClicked.emit(0)
    assert page.meaning.name.text() == "Came"
    assert page.order == ("offered", True)
    page.table.horizontalHeader().sectionClicked.emit(0)
    assert page.order == ("offered", False)
    page.table.corner.click()
    assert page.order == ("", True)
    lead.put(queues())
    assert page.bars.isVisible()
    assert "Billing" in page.bars.accessibleDescription()
    table = page.table
    table.setCurrentIndex(table.rows.index(1, 2))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.meaning.name.text() == "Gave up"
    QTest.keyClick(table, Qt.Key.Key_S)
    assert page.order == ("abandoned", True)


def test_interactions_stand_behind_a_cell_and_close_with_another_report(
    lead: ReportsOffice,
) -> None:
    page = lead.page
    lead.put(queues())
    table = page.table
    table.setFocus()
    table.setCurrentIndex(table.rows.index(1, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    asked = lead.desk.posted(LookBehind)[-1].question
    assert asked is not None
    assert (asked.measure, asked.about) == ("offered", ((By.QUEUE, "web"),))
    page.meaning.interactions.click()
    assert lead.desk.posted(LookBehind)[-1].question is None
    page.meaning.interactions.click()
    lead.desk.figures = FiguresState(behind=BehindState(question=asked, reading=True))
    lead.put(queues())
    assert page.behind.isVisible()
    lead.shell.resize(1024, 640)
    assert not page.side.isVisible()
    page.behind.close_it.click()
    assert page.side.isVisible()
    page.behind.ask(asked, "Web")
    page.list.chosen.emit("service")
    assert lead.desk.posted(LookBehind)[-1].question is None


def test_cells_say_themselves_and_what_they_were_before(lead: ReportsOffice) -> None:
    rows = lead.page.table.rows
    said = str(rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Total, Came: 288, \u2212130 against the days before"
    made = queues()
    assert made.answer is not None
    report = made.answer.report
    at = [one.name for one in report.columns].index("service_level")
    nobody = tuple(None if place == at else one for place, one in enumerate(report.rows[0]))
    report = replace(report, rows=(nobody, *report.rows[1:]))
    lead.put(replace(made, answer=replace(made.answer, report=report)))
    there = str(rows.index(1, at - 1).data(Qt.ItemDataRole.AccessibleTextRole))
    assert there.startswith(f"{nobody[0]}, Service level: no data")


def test_a_report_is_saved_as_the_backend_draws_it(lead: ReportsOffice, qtbot: QtBot) -> None:
    page = lead.page
    page.save.click()
    assert page.menu is not None
    titles = [one.text() for one in page.menu.actions()]
    assert titles == ["Excel (XLSX)", "Table (CSV)", "Document (PDF)"]
    page.menu.actions()[0].trigger()
    dialog = lead.spaces.supervision.reports.dialog
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("Service by interval 2026-11-22.xlsx")
    dialog.fileSelected.emit("a.xlsx")
    dialog.close()
    (order,) = lead.desk.posted(SaveReport)
    assert (order.path, order.format, order.language) == ("a.xlsx", Format.XLSX, "en-GB")
    assert order.question == served().question
    lead.put(replace(served(), saving=("a.xlsx",)))
    assert not page.save.isEnabled()
    assert page.save.text() == "Being saved…"
    QGuiApplication.clipboard().clear()
    page.copy.click()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("From\tCame\t"))


def test_empty_late_failed_and_unlinked_reports_say_so(lead: ReportsOffice) -> None:
    page = lead.page
    lead.put(ReportsState(question=ReportQuestion(), reading=True))
    assert "in a moment" in page.empty.label.text()
    assert not page.save.isEnabled()
    lead.put(ReportsState(question=ReportQuestion(), problem=NO_LINK))
    assert "The link is down." in page.empty.label.text()
    page.empty.acted.emit()
    assert lead.desk.posted(LookAtReports)[-1].question is None
    there = served()
    assert there.answer is not None
    nothing = replace(there.answer.report, rows=())
    lead.put(replace(there, answer=replace(there.answer, report=nothing)))
    assert "Nothing happened" in page.empty.label.text()
    lead.put(replace(there, problem=NO_LINK))
    assert page.table.isVisible()
    assert page.retry.isVisible()
    assert page.state.text() == "The link is down. As of 13:02"
    lead.desk.link = LinkChanged(state=LinkState.OFFLINE, since=NOON)
    lead.put(there)
    assert page.state.text() == "Not connected. As of 13:02"
    half = replace(there.answer.report, counted_again=0)
    lead.put(replace(there, answer=replace(there.answer, report=half)))
    assert page.counted.isVisible()
    assert page.counted.fact.text() == "0% done"
    nothing = replace(half, rows=())
    lead.put(replace(there, answer=replace(there.answer, report=nothing)))
    assert page.counted.isVisible(), "nothing yet is no nothing"
    looks = len(lead.desk.posted(LookAtReports))
    lead.shell.ticked.emit(NOON + COUNTED_MS)
    assert len(lead.desk.posted(LookAtReports)) == looks + 1
    lead.put(there)
    assert not page.counted.isVisible()
    cut = replace(there.answer.report, cut=True)
    lead.put(replace(there, answer=replace(there.answer, report=cut)))
    assert "There is more than is shown here" in page.about.text()


def test_nothing_stands_under_the_name_of_another_report(lead: ReportsOffice) -> None:
    page = lead.page
    asked = replace(ReportQuestion(name="queues"))
    lead.put(replace(served(), question=asked, reading=True))
    assert "in a moment" in page.empty.label.text()
    assert page.state.text() == "Being brought…"
    assert not page.save.isEnabled()
    lead.put(replace(served(), question=asked, problem=NO_LINK))
    assert "The link is down." in page.empty.label.text()
    journey = replace(served(), question=ReportQuestion(name="journey", customer_id="k2"))
    assert journey.answer is not None
    other = ReportQuestion(name="journey", customer_id="k1")
    lead.put(replace(journey, answer=replace(journey.answer, question=other)))
    assert not page.table.isVisible(), "this is somebody else's"


def test_what_stands_there_is_not_made_anew_with_each_change(lead: ReportsOffice) -> None:
    page, sheet = lead.page, lead.page.sheet
    lead.put(replace(lead.desk.reports, reading=True))
    assert page.sheet is sheet
    lead.put(served())
    assert page.sheet is not sheet, "another answer"
    sheet = page.sheet
    page.table.setCurrentIndex(page.table.rows.index(2, 1))
    page.choose("abandoned")
    assert page.meaning.name.text() == "Gave up"
    assert page.sheet is sheet
    lead.put(served())
    assert page.table.currentIndex().row() == 2, "the keyboard stays where it was"


def test_a_report_can_be_brought_anew(lead: ReportsOffice) -> None:
    page = lead.page
    assert page.fresh.isVisible()
    page.fresh.click()
    assert lead.desk.posted(LookAtReports)[-1] == LookAtReports(language="en-GB")
    lead.put(replace(served(), reading=True))
    assert not page.fresh.isEnabled()
    assert page.table.isVisible(), "what was there stays"


def test_what_is_shown_is_sent_by_e_mail_of_days_that_are_over(lead: ReportsOffice) -> None:
    lead.desk.administration = Administration()
    lead.put(queues())
    lead.page.mail.click()
    assert lead.shell.workspace == "settings"
    page = lead.spaces.administering.pages[Topic.REPORTS]
    assert isinstance(page, BookPage)
    form = page.form
    assert isinstance(form, ReportForm)
    record, _ = form.record()
    assert (record.report, record.query) == ("queues", "every=day&period=yesterday")
    assert (record.zone, record.language) == ("Europe/Berlin", "en")


def test_nothing_of_the_page_is_ever_a_window_that_takes_the_keyboard_away(
    theme: Theme, qtbot: QtBot
) -> None:
    seen: list[QWidget] = []

    class Strays(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
                seen.extend([watched] if watched.isWindow() else [])
            return False

    strays = Strays()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(strays)
    made = ReportsPage(FakeDesk(), theme)
    app.removeEventFilter(strays)
    qtbot.addWidget(made)
    assert seen == []


def test_each_report_leads_from_each_of_its_figures_to_what_it_counts(lead: ReportsOffice) -> None:
    """Enter on every figure of every report asks for its list; of a journey it opens the conversation."""
    page, walked = lead.page, set[str]()
    for made in everything():
        lead.put(made)
        assert made.answer is not None
        report, table = made.answer.report, page.table
        walked.add(report.name)
        for row in range(table.rows.rowCount()):
            for column in range(table.rows.columnCount()):
                asked = len(lead.desk.posted(LookBehind))
                table.setCurrentIndex(table.rows.index(row, column))
                QTest.keyClick(table, Qt.Key.Key_Return)
                one = table.at(column)
                looked = lead.desk.posted(LookBehind)[asked:]
                if report.name == "journey":
                    opened = lead.desk.posted(ReadAlong)[-1]
                    assert opened.conversation_id == "c"
                    lead.shell.show_workspace(PAGE)
                elif not is_number(one) or one.name == "rank":
                    assert not looked, "a name and a place in an order count nothing"
                else:
                    assert [each.question and each.question.measure for each in looked] == [
                        one.behind
                    ]
    assert walked == {one.name for one in REPORTS}
