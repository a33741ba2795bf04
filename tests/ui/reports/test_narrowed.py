"""Reports narrowed to a tag, in the window: where that can be asked, and where it goes from there."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from agent_desktop.desk.administration_state import Administration
from agent_desktop.desk.reports_state import ReportsState
from agent_desktop.hub.metrics.reports.catalogue import REPORTS
from agent_desktop.model.administration import Topic
from agent_desktop.model.looking import LookBehind
from agent_desktop.ui.settings.page import BookPage
from agent_desktop.ui.settings.report_rows import QueryRow, narrowed_words
from agent_desktop.ui.settings.reports import ReportForm
from agent_desktop.ui.theme.theme import Theme
from tests.ui.figures.samples import NAMES
from tests.ui.reports.samples import everything, queues, served
from tests.ui.reports.test_page import ReportsOffice


@pytest.fixture
def lead(theme: Theme, qtbot: QtBot) -> Iterator[ReportsOffice]:
    made = ReportsOffice(theme, qtbot)
    yield made
    made.spaces.leave()


def of_a_tag(made: ReportsState) -> ReportsState:
    """The same of what is tagged."""
    assert made.question is not None
    question = replace(made.question, days=replace(made.question.days, tag="late delivery"))
    answer = made.answer and replace(made.answer, question=question)
    return replace(made, question=question, answer=answer)


def test_a_tag_can_be_chosen_where_the_report_heeds_one(lead: ReportsOffice) -> None:
    tag = lead.page.asking.tag
    assert tag.isVisible()
    assert tag.text() == "All tags"
    tag.chosen.emit("late delivery")
    assert lead.asked().days.tag == "late delivery"
    heeded = set()
    for made in everything():
        lead.put(made)
        assert made.question is not None
        if tag.isVisible():
            heeded.add(made.question.name)
    assert heeded == {one.name for one in REPORTS} - {
        *("agents", "self_service", "dispositions", "preferences", "journey"),
    }
    lead.put(replace(served(), names=replace(NAMES, tags=())))
    assert not tag.isVisible(), "nothing has any"
    lead.put(of_a_tag(replace(served(), names=replace(NAMES, tags=()))))
    assert tag.isVisible()
    assert tag.text() == "No longer there: late delivery"


def test_a_tag_is_left_behind_by_a_report_that_heeds_none(lead: ReportsOffice) -> None:
    lead.put(of_a_tag(queues()))
    lead.page.list.chosen.emit("backlog")
    assert lead.asked().days.tag == "late delivery"
    lead.page.list.chosen.emit("dispositions")
    assert lead.asked().days.tag == ""


def test_whom_a_figure_of_a_tag_counts_has_the_tag(lead: ReportsOffice) -> None:
    lead.put(of_a_tag(queues()))
    lead.page.table.behind.emit(1, 0)
    asked = lead.desk.posted(LookBehind)[-1].question
    assert asked is not None
    assert (asked.measure, asked.figures.tag) == ("offered", "late delivery")


def test_a_report_of_a_tag_is_sent_by_e_mail_as_one(lead: ReportsOffice) -> None:
    lead.desk.administration = Administration()
    lead.put(of_a_tag(queues()))
    lead.page.mail.click()
    page = lead.spaces.administering.pages[Topic.REPORTS]
    assert isinstance(page, BookPage)
    form = page.form
    assert isinstance(form, ReportForm)
    record, _ = form.record()
    assert record.query == "every=day&period=yesterday&tag=late+delivery"
    assert narrowed_words(record.query, NAMES) == "Tag late delivery"
    said = [one.only.text() for one in form.findChildren(QueryRow)]
    assert said == ["Only: Tag late delivery"]
