"""The page that says where messages go."""

from msgspec.structs import replace
from PySide6.QtTest import QTest

from agent_desktop.hub.centre.joining import RULES
from agent_desktop.model.administration import Topic
from agent_desktop.model.joining import DAY_MS, Joining, KeepJoining
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.joining import rules
from agent_desktop.ui.settings.number_rows import AmountsRow
from tests.ui.settings.conftest import Office


def test_every_rule_is_told_in_its_order_and_what_can_be_changed_is_kept(office: Office) -> None:
    page = office.open(Topic.JOINING)
    page.open("joining")
    told = [one.text() for one in page.form.findChildren(Label)]
    assert [one for one in told if one in rules()] == list(rules())
    assert len(rules()) == len(RULES) + 1
    hours = page.form.rows["reopen_ms"]
    assert isinstance(hours, AmountsRow)
    QTest.keyClicks(hours.fields[Channel.SMS], "48")
    office.type(page, "answer_ms", "60")
    office.type(page, "orders", "AB-######")
    page.form.submit()
    office.work()
    before = Joining()
    wish = replace(
        before,
        reopen_ms={Channel.SMS: 2 * DAY_MS},
        answer_ms=60 * DAY_MS,
        orders=("AB-######",),
    )
    assert office.asked(KeepJoining) == [KeepJoining(joining=wish, before=before)]
    (entry,) = page.rows.entries
    assert entry.detail == "Answers reopen conversations for 60 days"


def test_a_shape_that_would_find_everything_is_refused_at_its_field(office: Office) -> None:
    page = office.open(Topic.JOINING)
    page.open("joining")
    office.type(page, "orders", "##")
    page.form.submit()
    office.work()
    assert page.form.rows["orders"].notice.isVisible()
