"""The page of figures and targets."""

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_figures import HouseFigures, KeepHouseFigures
from tests.ui.settings.conftest import Office


def test_targets_are_kept_after_saying_what_is_counted_anew(office: Office) -> None:
    page = office.open(Topic.FIGURES)
    (entry,) = page.rows.entries
    assert entry.detail == "80 % in time, 5 % give up at most"
    page.open("house")
    office.work()
    form = page.form
    office.type(page, "service", "120")
    form.submit()
    assert "count every figure anew" in form.notice.words
    form.bar.sure.click()
    office.work()
    assert "between 0 and 100" in form.rows["service"].notice.words
    office.type(page, "service", "90")
    office.type(page, "away_ms", "20")
    form.submit()
    form.bar.sure.click()
    office.work()
    order = office.asked(KeepHouseFigures)[-1]
    assert order.before == HouseFigures()
    assert order.figures == HouseFigures(service=90, away_ms=1_200_000)
    assert page.rows.entries[0].detail == "90 % in time, 5 % give up at most"
