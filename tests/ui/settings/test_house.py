"""The page of the house, the way to it from where a country is missed, and the order of trunks."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_calls import HouseCalls, KeepHouseCalls
from agent_desktop.model.administration_voice import OrderTrunks, Trunk
from agent_desktop.ui.settings.by_queue import ByQueueRow
from agent_desktop.ui.settings.rows import SwitchRow
from tests.ui.settings.conftest import Office


def test_the_house_is_set_up_where_its_country_is_missed(office: Office) -> None:
    numbers = office.open(Topic.NUMBERS)
    assert not numbers.lead.isHidden()
    numbers.lead.click()
    office.work()
    page = office.page(Topic.HOUSE)
    assert page.form.isVisible(), "it stands open"
    office.type(page, "region", "Germany")
    office.type(page, "caller_id", "+4930123")
    queues = page.form.rows["caller_ids"]
    assert isinstance(queues, ByQueueRow)
    office.type(page, "payment_pages", "till *")
    QTest.keyClicks(queues.fields["support"], "+4930124")
    told = page.form.rows["tell_listening"]
    assert isinstance(told, SwitchRow)
    told.box.click()
    page.form.submit()
    office.work()
    before = HouseCalls()
    wish = replace(
        before,
        region="DE",
        caller_id="+4930123",
        caller_ids={"support": "+4930124"},
        payment_pages=("till *",),
        tell_listening=False,
    )
    assert office.asked(KeepHouseCalls) == [KeepHouseCalls(house=wish, before=before)]
    (entry,) = page.rows.entries
    assert (entry.detail, entry.state) == ("Germany (DE) · +4930123", "")
    assert office.open(Topic.NUMBERS).lead.isHidden()


def test_numbers_of_queues_that_are_gone_stay(office: Office) -> None:
    office.team.house = HouseCalls(region="DE", caller_ids={"gone": "+49301", "support": "+49302"})
    page = office.open(Topic.HOUSE)
    page.open("house")
    assert page.form.rows["caller_ids"].value() == {"gone": "+49301", "support": "+49302"}


def three() -> dict[str, Trunk]:
    return {key: Trunk(id=key, name=key.title(), host="a.example") for key in ("a", "b", "c")}


def test_trunks_are_moved_by_keys_and_buttons(office: Office) -> None:
    office.team.trunks = three()
    page = office.open(Topic.TRUNKS)
    page.rows.mark("a")
    QTest.keyClick(page.rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(page.rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert len(office.asked(OrderTrunks)) == 1, "one at a time is on its way"
    office.work()
    assert office.asked(OrderTrunks) == [
        OrderTrunks(trunks=("b", "a", "c"), before=("a", "b", "c"))
    ]
    assert [one.key for one in page.rows.entries] == ["b", "a", "c"]
    assert page.rows.marked == "a"
    page.arranging.up.click()
    office.work()
    page.arranging.up.click()
    assert len(office.asked(OrderTrunks)) == 2, "it is the first already"


def test_a_move_over_somebody_elses_is_refused_in_words(office: Office) -> None:
    office.team.trunks = three()
    page = office.open(Topic.TRUNKS)
    page.rows.mark("c")
    office.team.trunks = dict(reversed(three().items()))
    page.arranging.up.click()
    office.work()
    assert "Somebody else" in page.notice.words
    assert [one.key for one in page.rows.entries] == ["c", "b", "a"], "theirs is shown"
    page.arranging.down.click()
    office.work()
    assert page.notice.words == ""


def test_one_trunk_has_no_order(office: Office) -> None:
    office.team.trunks = {"a": three()["a"]}
    page = office.open(Topic.TRUNKS)
    assert page.arranging.up.isHidden()
    assert office.open(Topic.QUEUES).arranging.up.isHidden()
