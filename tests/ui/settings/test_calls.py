"""The pages of calls: where numbers and keys lead, and waiting and recording by queue."""

from msgspec.structs import replace

from agent_desktop.model.administration import QueueRules, Topic
from agent_desktop.model.administration_calls import (
    CallMenu,
    CallNumber,
    Destination,
    Goal,
    KeepCallMenu,
    KeepCallNumber,
    KeepQueueCalls,
    QueueCalls,
)
from agent_desktop.ui.settings.destinations import DestinationRow, DigitsRow
from agent_desktop.ui.theme.theme import Theme
from tests.ui.settings.conftest import Office

SUPPORT = Destination(goal=Goal.QUEUE, target="support", skills={"German": 3})
MENU = CallMenu(
    id="first",
    prompt="menu_practice",
    choices={"1": SUPPORT, "0": Destination(goal=Goal.NUMBER, target="+4930999")},
    on_fail=SUPPORT,
)


def test_a_destination_is_kept_with_what_the_list_does_not_show(theme: Theme) -> None:
    row = DestinationRow(theme, "then", "Then")
    gone = Destination(goal=Goal.QUEUE, target="gone", priority=3)
    for value in (SUPPORT, gone, Destination(goal=Goal.NUMBER, target="+4930999")):
        row.show_value(value)
        assert row.value() == value
        row.set_options({"support": "Support"}, ["first"])
        assert row.value() == value
    row.pick.list._choose("voicemail:support")
    assert row.value() == Destination(goal=Goal.VOICEMAIL, target="support")
    assert "Message for Support" in row.pick.list.accessibleName()


def test_keys_of_a_menu(theme: Theme) -> None:
    row = DigitsRow(theme, "choices", "Keys")
    row.show_value(MENU.choices)
    row.set_options({"support": "Support"}, ["first"])
    assert row.value() == MENU.choices
    row.picks["1"].list._choose("")
    row.picks["#"].list._choose("repeat")
    assert row.value() == {
        "0": MENU.choices["0"],
        "#": Destination(goal=Goal.REPEAT),
    }


def test_a_number_leads_to_a_menu(office: Office) -> None:
    office.team.menus["first"] = MENU
    office.team.numbers["Main"] = CallNumber(id="Main", numbers=("+4930123*",), then=SUPPORT)
    page = office.open(Topic.NUMBERS)
    (entry,) = page.rows.entries
    assert entry.detail == "+4930123* · Queue: Support"
    page.open("Main")
    assert not page.form.rows["id"].isEnabled()
    assert page.form.rows["numbers"].control().hasFocus()
    page.form.rows["menu"].control()._choose("first")  # type: ignore[attr-defined]
    page.form.submit()
    office.work()
    before = CallNumber(id="Main", numbers=("+4930123*",), then=SUPPORT)
    assert office.asked(KeepCallNumber) == [
        KeepCallNumber(number=replace(before, menu="first"), before=before)
    ]
    assert page.rows.entries[0].detail == "+4930123* · Menu: first"


def test_a_number_that_leads_elsewhere_is_refused_at_its_field(office: Office) -> None:
    office.team.numbers["Main"] = CallNumber(id="Main", numbers=("+4930123*",), then=SUPPORT)
    page = office.open(Topic.NUMBERS)
    page.begin_new()
    office.type(page, "id", "Other")
    page.form.rows["numbers"].show_value(("+4930123*",))
    page.form.rows["then"].control()._choose("queue:support")  # type: ignore[attr-defined]
    page.form.submit()
    office.work()
    assert page.form.rows["numbers"].notice.words
    assert page.form.rows["id"].value() == "Other"


def test_a_menu_is_added_with_keys(office: Office) -> None:
    page = office.open(Topic.MENUS)
    page.begin_new()
    office.type(page, "id", "first")
    page.form.submit()
    assert page.form.rows["prompt"].notice.words, "a menu needs a prompt"
    page.form.rows["prompt"].control()._choose("welcome")  # type: ignore[attr-defined]
    keys = page.form.rows["choices"]
    assert isinstance(keys, DigitsRow)
    keys.picks["1"].list._choose("queue:support")
    keys.picks["2"].list._choose("number")
    page.form.submit()
    office.work()
    assert "number" in keys.notice.words
    keys.picks["2"].number.setText("+4930999")
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepCallMenu)
    assert order.menu.choices == {
        "1": Destination(goal=Goal.QUEUE, target="support"),
        "2": Destination(goal=Goal.NUMBER, target="+4930999"),
    }
    assert order.menu.on_fail == Destination(goal=Goal.GOODBYE, target="goodbye")


def test_every_queue_has_waiting_and_recording(office: Office) -> None:
    office.team.queues["billing"] = QueueRules(id="billing", name="Billing")
    page = office.open(Topic.WAITING)
    assert page.add.isHidden()
    assert [one.title for one in page.rows.entries] == ["Support", "Billing"]
    page.open("billing")
    page.form.rows["recording"].choice._segments["consent"].click()  # type: ignore[attr-defined]
    office.type(page, "overflow_ms", "300")
    page.form.submit()
    office.work()
    before = QueueCalls(id="billing", name="Billing")
    wish = replace(before, recording="consent", overflow_ms=300_000)
    assert office.asked(KeepQueueCalls) == [KeepQueueCalls(queue=wish, before=before)]
    assert page.rows.entries[1].state == "Recorded with consent"
    assert "kept for 90 days" in page.rows.entries[1].detail
