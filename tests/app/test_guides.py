"""The guides say what is: their commands are understood, their links lead somewhere, nothing is left out."""

import argparse
import re
import shlex
from pathlib import Path

import pytest

import dev
from agent_desktop.app.main import command_line
from agent_desktop.model.administration import Topic
from agent_desktop.ui.settings.books import book_of
from tests.ui.fake_desk import FakeDesk

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *GUIDES,
]
_PROGRAMS = {"agent-desktop": command_line, "python3 packaging/dev.py": dev.parser}
_LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)")


def commands(page: Path) -> list[tuple[str, list[str]]]:
    """Each command of ours that the page shows, by itself on a line or within one, with its arguments."""
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    shown = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    shown += re.findall(r"`([^`\n]+)`", text)
    return [
        (program, shlex.split(re.sub(r"[\[\]]", "", one.removeprefix(program))))
        for one in shown
        for program in _PROGRAMS
        if one == program or one.startswith(f"{program} ")
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_are_understood(page: Path) -> None:
    for program, words in commands(page):
        # What stands for a number is one.
        words = ["8700" if one == "N" else one for one in words]
        try:
            _, more = _PROGRAMS[program]().parse_known_args(words)
        except SystemExit as ended:
            raise AssertionError(f"{page.name}: {program} {words}") from ended
        # What the developer's script does not know goes on to the program, or to pytest.
        assert not more or program != "agent-desktop", (page.name, more)


def test_there_are_commands_to_be_understood() -> None:
    programs = [program for page in PAGES for program, _ in commands(page)]
    assert min(map(programs.count, _PROGRAMS)) > 5


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for path, place in _LINK.findall(page.read_text(encoding="utf-8")):
        if path.startswith(("http:", "https:", "mailto:")):
            continue
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), (page.name, path)
        if place:
            heads = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert place in {_anchor(head) for head in heads}, (page.name, place)


def _anchor(head: str) -> str:
    return re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-")


def test_every_option_of_the_hub_stands_in_a_guide() -> None:
    told = "\n".join(page.read_text(encoding="utf-8") for page in GUIDES)
    top = command_line()
    subcommands = next(one for one in top._actions if isinstance(one, argparse._SubParsersAction))
    hub = subcommands.choices["hub"]
    options = {one for action in hub._actions for one in action.option_strings} - {"-h", "--help"}
    assert {one for one in options if one not in told} == set()


def test_every_page_of_the_teams_settings_stands_in_the_administrators_guide() -> None:
    told = (ROOT / "docs" / "guide" / "administrators.md").read_text(encoding="utf-8")
    listed = told[told.index("## Settings in the window") : told.index("## Which conversation")]
    desk = FakeDesk()
    titles = [book_of(topic, desk, lambda _: None).words().title for topic in Topic]
    assert [one for one in titles if f"**{one}**" not in listed] == []
