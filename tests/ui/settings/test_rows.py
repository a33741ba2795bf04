"""The rows of a form: values in and out, nothing lost by showing, and refusals below the control."""

import pytest

from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.settings.number_rows import AmountsRow, NumberRow
from agent_desktop.ui.settings.rows import (
    ChoiceRow,
    LinesRow,
    NoValue,
    Row,
    SecretRow,
    SwitchRow,
    TextRow,
)
from agent_desktop.ui.settings.tables import SkillLine, SkillsRow, SomeRow
from agent_desktop.ui.theme.theme import Theme


def rows(theme: Theme) -> list[tuple[Row, tuple[object, ...]]]:
    """Each kind of row with values that it must give back as they were."""
    some = SomeRow(theme, "f", "Field", options=[("a", "A"), ("b", "B"), ("c", "C")])
    amounts = AmountsRow(theme, "f", "Field", channels=[Channel.VOICE, Channel.CHAT], scale=1_000)
    return [
        (TextRow(theme, "f", "Field"), ("", "Ann")),
        (NumberRow(theme, "f", "Field", scale=1_000), (0, 15_000, 1_500, -3_000)),
        (NumberRow(theme, "f", "Field", empty="for ever"), (None, 7, None, 0)),
        (ChoiceRow(theme, "f", "Field", options=[("a", "A"), ("b", "B")]), ("b", "a")),
        (SwitchRow(theme, "f", "Field"), (True, False)),
        (LinesRow(theme, "f", "Field"), ((), ("one", "two"), ("two",))),
        (some, ((), ("c", "a"), ("gone", "b"))),
        (SkillsRow(theme, "f", "Field"), ({}, {"b": 3, "a": 10}, {"a": 1})),
        (amounts, ({}, {Channel.CHAT: 1_500}, {Channel.EMAIL: 9, Channel.VOICE: 0})),
    ]


def test_what_is_shown_is_what_is_kept(theme: Theme) -> None:
    for row, values in rows(theme):
        told: list[None] = []
        row.edited.connect(lambda told=told: told.append(None))
        for value in values:
            row.show_value(value)
            assert row.value() == value, type(row)
        assert not told, "only the administrator edits"


def test_a_refusal_stands_below_its_control_until_it_is_edited(theme: Theme) -> None:
    row = TextRow(theme, "f", "Field")
    row.set_problem("No.")
    assert row.notice.words == "No."
    assert row.field.property("invalid")
    row.field.textEdited.emit("x")
    assert row.notice.words == ""
    assert not row.field.property("invalid")


def test_a_secret_is_typed_and_never_shown(theme: Theme) -> None:
    row = SecretRow(theme, "password", "Password")
    assert row.value() is None
    row.field.setText("only once")
    assert row.value() == "only once"
    row.show_value(True)
    assert row.value() is None
    assert row.field.placeholderText() == "unchanged"
    row.show_value(False)
    assert row.field.placeholderText() == ""


@pytest.mark.parametrize("text", ["", "x", "1.5", "--1", "²", "1e3", "- 1"])
def test_what_is_no_number_is_no_value(theme: Theme, text: str) -> None:
    row = NumberRow(theme, "f", "Field")
    row.field.setText(text)
    with pytest.raises(NoValue):
        row.value()


def test_other_things_that_are_no_values(theme: Theme) -> None:
    needed = TextRow(theme, "f", "Field", required=True)
    needed.field.setText("   ")
    amounts = AmountsRow(theme, "f", "Field", channels=[Channel.VOICE])
    amounts.fields[Channel.VOICE].setText("-1")
    skills = SkillsRow(theme, "f", "Field")
    skills.show_value({"German": 5})
    skills.add.click()
    name_of(skills, -1).setText(" German ")
    for row in (needed, amounts, skills):
        with pytest.raises(NoValue):
            row.value()


def name_of(skills: SkillsRow, at: int) -> TextField:
    """The field of a skill's name."""
    line = skills.lines[at]
    assert isinstance(line, SkillLine)
    return line.name


def test_a_skill_that_is_there_twice_gets_the_caret(theme: Theme) -> None:
    row = SkillsRow(theme, "f", "Field")
    row.show_value({"German": 5, "Irish": 6})
    name_of(row, 1).setText("German")
    with pytest.raises(NoValue, match="“German” is there twice"):
        row.value()
    assert row.control() is name_of(row, 1)


def test_skills_come_and_go(theme: Theme) -> None:
    row = SkillsRow(theme, "f", "Field")
    row.add.click()
    assert row.value() == {}, "a line without a name counts for nothing"
    name_of(row, 0).setText("German")
    assert row.value() == {"German": 5}
    row.lines[0].remove.click()
    assert row.value() == {}


def test_options_change_and_choices_stay(theme: Theme) -> None:
    row = SomeRow(theme, "f", "Field", none="Nothing yet.")
    row.show_value(("support",))
    assert row.value() == ("support",), "what is not offered is not lost"
    row.set_options([("billing", "Billing"), ("support", "Support")])
    assert row.boxes["support"].isChecked()
    row.boxes["billing"].click()
    row.boxes["support"].click()
    assert row.value() == ("billing",)
