"""Formatted text: what agents write, what is pasted, and the plain text beside it."""

import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.model.rich_lines import (
    Line,
    Lines,
    Row,
    Run,
    formatted,
    good_link,
    html_of,
    joined,
    lines_of,
    plain_lines,
    text_of,
)

LETTERS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1)
LINKS = st.sampled_from(["", "", "https://a.example/?b=1&c=%20", "mailto:a@b.example", "tel:+481"])
RUNS = st.builds(Run, text=LETTERS, bold=st.booleans(), italic=st.booleans(), link=LINKS)


def apart(runs: list[Run]) -> tuple[Run, ...]:
    """Runs with a word between them, so that none are one."""
    return tuple(one for run in runs for one in (run, Run(" x "))) if runs else ()


LINE = st.builds(Line, runs=st.lists(RUNS, max_size=4).map(apart), row=st.sampled_from(Row))
LINES = st.lists(LINE, max_size=8).map(tuple)


def trimmed(lines: Lines) -> Lines:
    """Without the space at the ends of lines."""
    return tuple(Line((*one.runs[:-1], Run(" x")), one.row) if one.runs else one for one in lines)


@given(LINES)
def test_what_is_written_reads_back(lines: Lines) -> None:
    lines = trimmed(lines)
    again = lines_of(html_of(lines))
    assert text_of(again) == text_of(lines)
    assert [merged(one) for one in again] == [merged(one) for one in lines]


def merged(line: Line) -> tuple[Row, list[tuple[str, bool, bool, str]]]:
    """The look of each letter."""
    looks = [(sign, run.bold, run.italic, run.link) for run in line.runs for sign in run.text]
    return line.row, looks


class Words(HTMLParser):
    """All characters between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


NAMES = "p div b i a ul ol li table tr td span h1 blockquote pre br u font"
TAGS = st.sampled_from(NAMES.split(" "))
PIECE = st.one_of(
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.just('<a href="https://x.example/y">'),
    LETTERS.map(lambda words: f" {escape(words)} "),
)


@given(st.lists(PIECE, max_size=30).map("".join))
def test_the_plain_text_of_any_html_loses_no_word(html: str) -> None:
    reader = Words()
    reader.feed(html)
    reader.close()
    words = " ".join(reader.said).split()
    found = text_of(lines_of(html)).split()
    rest = iter(found)
    assert all(any(word == other for other in rest) for word in words), "in their order"


@given(st.text(max_size=300))
def test_nothing_breaks_it(html: str) -> None:
    assert html_of(lines_of(html_of(lines_of(html)))) == html_of(lines_of(html))


def test_good_plain_text() -> None:
    html = (
        "<p>Dear <b>Tom</b>,</p><p>see <a href='https://a.example/b'>our <i>page</i></a> or"
        " <a href='mailto:us@a.example'>us@a.example</a>.</p><ul><li>one<li>two<br>lines</ul>"
        "<ol><li><p>first</p><li>second</ol>bye"
    )
    assert text_of(lines_of(html)) == (
        "Dear Tom,\n\nsee our page <https://a.example/b> or us@a.example.\n\n"
        "- one\n- two\n  lines\n1. first\n2. second\nbye"
    )


def test_what_could_load_or_run_or_look_otherwise_is_gone() -> None:
    html = (
        '<style>p{color:red}</style><p style="position:fixed" onclick="x()">a <img src="https://t.example/1">'
        '<a href="javascript:alert(1)">b</a> <a href=" https://ok.example ">c</a></p><script>no()</script>'
        '<span style="display: none">hidden</span><img alt="a dog" src="x">'
    )
    made = html_of(lines_of(html))
    assert (
        made
        == '<div>a b <a href="https://ok.example">c</a></div>\n<div><br></div>\n<div>a dog</div>'
    )


def test_what_word_processors_and_sites_copy() -> None:
    docs = '<b style="font-weight:normal"><span style="font-weight:700">Bold</span> not</b>'
    assert lines_of(docs)[0].runs == (Run("Bold", bold=True), Run(" not"))
    word = "<p><span style='font-style:italic'>Hi</span><o:p></o:p></p>"
    assert lines_of(word)[0].runs == (Run("Hi", italic=True),)
    assert [one.text for one in lines_of("<table><tr><td>1<td>2<tr><td>3</table>")] == ["1 2", "3"]


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://a.example/b c", ""),
        (" https://a.example/b ", "https://a.example/b"),
        ("a.example", "https://a.example"),
        ("a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("me@a.example", "mailto:me@a.example"),
        ("tel:+48111", "tel:+48111"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("words", ""),
        ("", ""),
    ],
)
def test_where_a_link_may_lead(typed: str, link: str) -> None:
    assert good_link(typed) == link


def test_only_what_has_looks_is_formatted() -> None:
    assert not formatted(plain_lines("a\n\n- b"))
    assert formatted(lines_of("<ul><li>b</ul>"))
    assert text_of(lines_of(joined("a\nb", "", "c", "<div><b>c</b></div>"))) == "a\nb\nc"


def test_a_link_of_several_looks_is_told_once() -> None:
    found = text_of(lines_of('<a href="https://a.example">one <b>two</b></a> three'))
    assert found == "one two <https://a.example> three"
    assert len(re.findall("example", found)) == 1
