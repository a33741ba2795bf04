"""Names from outside: safe on every system, hiding nothing, and known for what they would start."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.model.files import LONGEST_NAME, FileLimits, clean_name, free_names, may_run


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\Rechnung.pdf", "Rechnung.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2066a\u2069\u200f.txt", "a.txt"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com¹.log", "_com¹.log"),
        ("console.txt", "console.txt"),
        ("name. . .", "name"),
        ("a:b?.txt", "ab.txt"),
        ("x" * 500 + ".pdf", "x" * (LONGEST_NAME - 4) + ".pdf"),
        ("...", ""),
        ("\u202e", ""),
    ],
)
def test_names_are_cleaned(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@pytest.mark.parametrize(
    ("name", "runs"),
    [
        ("invoice.pdf.exe", True),
        ("invoice.exe.pdf", False),
        ("photo\u202egpj.scr", True),
        ("photo.scr ", True),
        ("photo.SCR.", True),
        ("photo.jpg                    .exe", True),
        ("report.docm", True),
        ("report.docx", False),
        ("page.html", True),
        ("run", False),
        (".bashrc", False),
    ],
)
def test_what_would_run_is_known_by_its_last_ending(name: str, runs: bool) -> None:
    assert may_run(name) is runs


@given(st.text(max_size=300))
def test_a_clean_name_is_one_part_of_a_path_and_stays_clean(name: str) -> None:
    clean = clean_name(name)
    assert len(clean) <= LONGEST_NAME
    assert not set(clean) & set('/\\<>:"|?*\x00\r\n\u202e\u200f')
    assert clean == clean.strip(" .")
    assert clean_name(clean) == clean


@given(st.lists(st.text(max_size=12), max_size=12), st.lists(st.text(max_size=12), max_size=4))
def test_free_names_are_all_different(names: list[str], taken: list[str]) -> None:
    found = free_names(names, taken)
    assert len(found) == len(names)
    assert all(found)
    folded = [one.casefold() for one in found]
    assert len(set(folded)) == len(folded)
    assert not set(folded) & {one.casefold() for one in taken}


def test_free_names_keep_the_ending() -> None:
    assert free_names(["a.png", "A.PNG", "a.png"], ["a.png"]) == [
        "a (2).png",
        "A (3).PNG",
        "a (4).png",
    ]


def test_limits_of_two_are_what_both_take() -> None:
    one = FileLimits(count=3, size=10, kinds=("a/x", "a/y"))
    other = FileLimits(count=5, size=4)
    both = FileLimits(count=3, size=4, kinds=("a/x", "a/y"))
    assert one.within(other) == other.within(one) == both
    most = FileLimits(count=9, size=9, total=20)
    assert most.within(FileLimits(count=9, size=9, total=7)).total == 7
    assert most.within(other).total == other.within(most).total == 20
    assert both.takes_kind("A/X; charset=utf-8")
    assert not both.takes_kind("a/z")
