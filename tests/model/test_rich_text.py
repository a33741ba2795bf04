"""Bold, slanted and linked stretches of HTML, found again in the plain text that says the same."""

import pytest

from agent_desktop.model.rich_text import MAX_MARKS, marks_of


def found(html: str, text: str) -> list[tuple[str, str, str]]:
    """(look, stretch, address) of the marks."""
    return [
        (one.look.value, text[one.start : one.start + one.length], one.url)
        for one in marks_of(html, text)
    ]


@pytest.mark.parametrize(
    ("html", "text", "marks"),
    [
        ("<p>a <b>bold one</b> b", "a bold one b", [("bold", "bold one", "")]),
        ("<p>a <strong>x</strong>", "a *x*", [("bold", "x", "")]),
        ("<em>a</em> b", "a b", [("italic", "a", "")]),
        ("<i>a &amp; b</i>", "a & b", [("italic", "a & b", "")]),
        # The second of two equal words is the one.
        ("two and <b>two</b>", "two and two", [("bold", "two", "")]),
        # Wrapped lines, quotes and what only one side has.
        ("one <b>two three</b> four", "one two\nthree four", [("bold", "two\nthree", "")]),
        ("[logo] one <b>two</b>", "one two", [("bold", "two", "")]),
        (
            'see <a href="https://a.test/">here</a> now',
            "see here <https://a.test/> now",
            [("link", "here", "https://a.test/")],
        ),
        ("<script><b>x</b></script><b>y", "y", [("bold", "y", "")]),
        ("<b>unclosed", "unclosed", [("bold", "unclosed", "")]),
        ("</b>a</b><b></b>", "a", []),
        ("<b>not there</b>", "something else", []),
        ("<b>only half</b> x y", "only x y", []),
    ],
)
def test_stretches(html: str, text: str, marks: list[tuple[str, str, str]]) -> None:
    assert found(html, text) == marks


def test_the_second_of_two_equal_words_is_marked() -> None:
    (mark,) = marks_of("two and <b>two</b>", "two and two")
    assert mark.start == 8


@pytest.mark.parametrize(
    "url",
    [
        "javascript:x()",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.test",
        "https://a.test/\u202e",
        "https://a.test/ b",
        "https://" + "a" * 3_000,
        "",
    ],
)
def test_links_lead_to_the_web_alone(url: str) -> None:
    assert marks_of(f'<a href="{url}">here</a>', "here") == ()


def test_hostile_html_is_answered_within_bounds() -> None:
    pages = [
        "<b>" * 30_000,
        "<b>x</b> " * 9_000,
        "<a href='https://a.test'>" * 3_000 + "x",
        "a <b>b</b> " * 8_000,
        "</b>" * 20_000,
        "&" * 90_000,
        "<" * 90_000,
    ]
    texts = ["y z " * 20_000, "x " * 20_000, ""]
    for page in pages:
        for text in texts:
            for mark in (marks := marks_of(page, text)):
                assert 0 <= mark.start < mark.start + mark.length <= len(text)
            assert len(marks) <= MAX_MARKS
