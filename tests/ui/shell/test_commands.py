"""Finding commands by what was typed."""

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.ui.shell.commands import Command, find, fit, folded, grouped


def command(title: str, section: str = "Work", detail: str = "", ready: bool = True) -> Command:
    return Command(title, title, section, "zap", lambda: None, detail, lambda: ready)


def titles(words: str, *commands: Command) -> list[str]:
    return [found.command.title for found in find(words, commands)]


def test_starts_of_words_beat_inner_runs_beat_scattered_letters() -> None:
    scores = [
        fit("tran", title)
        for title in ("Transfer call", "Set transfer", "Intransit damage", "Take a rain")
    ]
    values = [score[0] if score else 0 for score in scores]
    assert values == sorted(values, reverse=True)
    assert values[0] > values[2] > 0


def test_accents_and_case_do_not_matter() -> None:
    assert fit("tran", "Trần Thị Mai") == (300, (0, 1, 2, 3))
    assert fit("TRẦN", "tran") is not None
    assert fit("strasse", "Straße") is None or fit("stra", "Straße") is not None


def test_every_typed_word_must_fit() -> None:
    assert fit("set break", "Set presence: Break") is not None
    assert fit("set lunch", "Set presence: Break") is None


def test_marks_are_positions_in_the_title() -> None:
    found = fit("pres bre", "Set presence: Break")
    assert found is not None
    assert "".join("Set presence: Break"[at] for at in found[1]) == "presBre"


def test_unavailable_commands_are_not_found() -> None:
    assert titles("", command("Accept", ready=False), command("Decline")) == ["Decline"]
    assert titles("acc", command("Accept", ready=False)) == []


def test_details_are_found_too_but_later() -> None:
    order = titles(
        "after", command("Set next presence", detail="after the current work"), command("After all")
    )
    assert order == ["After all", "Set next presence"]


def test_sections_stay_together_best_first() -> None:
    found = find(
        "open",
        [command("Reopen", "A"), command("Open inbox", "B"), command("Unopened", "A")],
    )
    sections = grouped(found)
    assert [section for section, _ in sections] == ["B", "A"]
    assert len(sections[1][1]) == 2


def test_without_words_everything_in_its_order() -> None:
    assert titles(" ", command("B"), command("A")) == ["B", "A"]


@given(st.text())
def test_folding_keeps_every_position(words: str) -> None:
    assert len(folded(words)) == len(words)


@given(st.text(max_size=30), st.text(max_size=60))
def test_marks_always_lie_inside(words: str, title: str) -> None:
    found = fit(words, title)
    if found is not None:
        assert all(0 <= at < len(title) for at in found[1])
        assert list(found[1]) == sorted(set(found[1]))


@given(st.text(min_size=1, max_size=40).filter(lambda words: words.split()))
def test_a_title_is_found_by_itself(title: str) -> None:
    assert fit(title, title) is not None
