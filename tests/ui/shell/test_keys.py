"""The key table: defaults, rules, conflicts, and what is kept."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.ui.shell.keys import DEFAULTS, Binding, KeyTable, objection, parse, shown

MODIFIERS = st.lists(st.sampled_from(["Ctrl", "Alt", "Shift", "Meta"]), unique=True)
STROKES = st.builds(
    lambda modifiers, key: "+".join([*modifiers, key]),
    MODIFIERS,
    st.sampled_from([*"ABZ19,?+", "F6", "Return", "PgUp", "Esc"]),
)


def test_defaults_are_good_and_unique() -> None:
    keys = [binding.default for binding in DEFAULTS]
    assert len(set(keys)) == len(keys)
    for key in keys:
        assert parse(key) == key
        assert "Alt" not in key
        if key != "?":
            assert objection(key) == ""


def test_the_defaults_that_agents_know() -> None:
    table = KeyTable()
    assert table.keys("offer.accept") == "Ctrl+Shift+A"
    assert table.keys("offer.decline") == "Ctrl+Shift+R"
    assert table.keys("presence.menu") == "Ctrl+Shift+S"
    assert table.keys("palette.open") == "Ctrl+K"
    assert table.keys("work.finish") == "Ctrl+Shift+1"
    assert table.keys("pane.sidebar") == "F4"
    assert table.keys("nobody") == ""


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("ctrl+shift+a", "Ctrl+Shift+A"),
        ("Shift+Ctrl+a", "Ctrl+Shift+A"),
        ("f6", "F6"),
        ("Ctrl++", "Ctrl++"),
        ("?", "?"),
        (" Ctrl + k ", "Ctrl+K"),
    ],
)
def test_one_way_of_writing(words: str, keys: str) -> None:
    assert parse(words) == keys


@pytest.mark.parametrize("words", ["", "Ctrl+", "Hyper+A", "Ctrl+Ctrl+A", "Ctrl+ABC", "Ctrl+\n"])
def test_what_is_no_stroke(words: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(words)


@given(STROKES)
def test_parsing_again_changes_nothing(words: str) -> None:
    keys = parse(words)
    assert parse(keys) == keys
    assert shown(keys)


def test_caps_for_each_platform() -> None:
    assert shown("Ctrl+Shift+A") == ("Ctrl", "Shift", "A")
    assert shown("Ctrl+Shift+A", mac=True) == ("⌘", "⇧", "A")
    assert shown("Ctrl+Return") == ("Ctrl", "Enter")
    assert shown("Ctrl++") == ("Ctrl", "+")
    assert shown("+") == ("+",)
    assert shown("?") == ("?",)
    assert shown("") == ()


@pytest.mark.parametrize(
    "words",
    [
        "Alt+A",
        "Ctrl+Alt+E",
        "Alt+Shift+L",
        "A",
        "Shift+A",
        "Ctrl+C",
        "Up",
        "Shift+Home",
        "Ctrl+Return",
    ],
)
def test_keys_that_would_hurt_are_refused(words: str) -> None:
    table = KeyTable()
    problem = table.rebind("find.here", words)
    assert problem is not None
    assert problem.value == parse(words)
    assert table.keys("find.here") == "Ctrl+F"


def test_conflicts_name_the_other_action() -> None:
    table = KeyTable()
    problem = table.rebind("find.here", "ctrl+k")
    assert problem is not None
    assert "Find and run anything" in problem.message
    assert problem.remedy
    assert table.is_default("find.here")


def test_rebinding_taking_away_and_back() -> None:
    table = KeyTable()
    assert table.rebind("palette.open", "Ctrl+P") is None
    assert table.rebind("find.here", "Ctrl+K") is None
    assert table.holder("Ctrl+K") == next(b for b in DEFAULTS if b.name == "find.here")
    problem = table.reset("palette.open")
    assert problem is not None
    assert table.rebind("find.here", "") is None
    assert table.keys("find.here") == ""
    assert table.reset("palette.open") is None
    assert table.is_default("palette.open")
    with pytest.raises(KeyError):
        table.rebind("nobody", "Ctrl+P")


def test_swapped_keys_survive_keeping() -> None:
    table = KeyTable()
    table.rebind("palette.open", "")
    table.rebind("find.here", "Ctrl+K")
    table.rebind("palette.open", "Ctrl+F")
    again = KeyTable()
    assert again.load(table.dump()) == ()
    assert again.keys("palette.open") == "Ctrl+F"
    assert again.keys("find.here") == "Ctrl+K"


def test_loading_drops_what_is_no_longer_good() -> None:
    table = KeyTable()
    kept = json.dumps({"find.here": "Ctrl+K", "gone": "Ctrl+J", "pane.next": 7, "keys.show": "F1"})
    assert set(table.load(kept)) == {"find.here", "gone", "pane.next"}
    assert table.keys("find.here") == "Ctrl+F"
    assert table.keys("keys.show") == "F1"


@given(st.one_of(st.text(), st.recursive(st.text(), st.lists).map(json.dumps)))
def test_loading_anything_leaves_a_table_without_conflicts(words: str) -> None:
    table = KeyTable()
    table.load(words)
    check(table)


@given(st.dictionaries(st.sampled_from([b.name for b in DEFAULTS]), st.one_of(STROKES, st.text())))
def test_no_two_actions_ever_share_keys(kept: dict[str, str]) -> None:
    table = KeyTable()
    table.load(json.dumps(kept))
    check(table)
    again = KeyTable()
    again.load(table.dump())
    assert [again.keys(b.name) for b in DEFAULTS] == [table.keys(b.name) for b in DEFAULTS]


def check(table: KeyTable) -> None:
    keys = [table.keys(binding.name) for binding in table.bindings if table.keys(binding.name)]
    assert len(set(keys)) == len(keys)


def test_an_own_table() -> None:
    table = KeyTable((Binding("a", "A", "S", "Ctrl+J"), Binding("b", "B", "S", "")))
    assert table.rebind("b", "Ctrl+J") is not None
    assert table.rebind("a", "Ctrl+L") is None
    assert table.rebind("b", "Ctrl+J") is None
