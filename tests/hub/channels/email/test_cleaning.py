"""HTML of strangers: nothing that is left can run, load or cover, after one pass as after two."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.channels.email.cleaning import clean, style
from agent_desktop.hub.channels.email.html_text import text_of

CORPUS = Path(__file__).resolve().parents[5] / "shared" / "corpora" / "html" / "xss.json"
PAYLOADS: list[str] = (
    [one["payload"] for one in json.loads(CORPUS.read_text(encoding="utf-8"))["cases"]]
    if CORPUS.is_file()
    else []
)
TAGS = re.compile(
    r"a|abbr|b|big|blockquote|br|center|code|dd|del|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|main|mark|ol|p|pre|q|s"
    r"|samp|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|wbr|address|article"
    r"|aside|bdi|bdo|caption|cite|col|colgroup|dfn|figcaption|figure|footer|header"
)


class Judge(HTMLParser):
    """Fails at anything that could run, load or cover. With `elsewhere`, pictures may name their https addresses."""

    def __init__(self, *, elsewhere: bool = False) -> None:
        super().__init__()
        self._sources = (
            r"attachment:file-1|https://[^\s\"'<>`]+" if elsewhere else "attachment:file-1"
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert TAGS.fullmatch(tag), tag
        for name, value in attrs:
            text = value or ""
            assert not name.startswith(("on", "data", "xlink", "form")), name
            assert name not in ("srcset", "background", "poster", "id", "class", "name", "target")
            if name == "src":
                assert re.fullmatch(self._sources, text, re.IGNORECASE), text
            if name == "href":
                assert re.match(r"(https?://|mailto:|tel:)", text, re.IGNORECASE), text
            if name == "style":
                assert not re.search(
                    r"url|expression|position|image|@|\\|/\*", text, re.IGNORECASE
                ), text

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def judge(html: str) -> None:
    for elsewhere in (False, True):  # as letters leave, and as mails are kept for readers
        once = clean(html, {"cid-1": "file-1"}, elsewhere=elsewhere).html
        Judge(elsewhere=elsewhere).feed(once)
        assert clean(once, {"cid-1": "file-1"}, elsewhere=elsewhere).html == once
        text_of(once)


@pytest.mark.skipif(not PAYLOADS, reason="the corpora of other parsers are not here")
def test_nothing_of_the_corpus_can_run() -> None:
    for payload in PAYLOADS:
        judge(payload)
        judge(f"<p>{payload}</p><img src='cid:cid-1'>")


PIECES = """
<script> </script> <style> </style> <svg> <math> <img src=cid:cid-1> <img/src=x/onerror=alert(1)> <a href='
javascript:x &#106;avascript:x //h.example https://h.example data:text/html,x '> </a> <p style='color:red;
background:url(//x) position:fixed ;' > < & &amp; &lt;  <!-- --> <![CDATA[ ]]> <table> <td> </table> <title>
<noscript> <template> <iframe src=x> <base href=x> <form action=x> <input> <mtext> <mglyph> <b> </b> text
<img src=attachment:file-1> <img src=https://h.example/x?a&b>
<img src=attachment:other> " ' = /> &nbsp; <plaintext> <textarea> </textarea>
"""
PARTS = st.sampled_from([*PIECES.split(), " ", "\x00"])


@given(st.one_of(st.text(), st.lists(PARTS, max_size=25).map("".join)))
def test_nothing_made_of_its_pieces_can_run(html: str) -> None:
    judge(html)


@given(st.text())
def test_styles_are_stable(value: str) -> None:
    assert style(style(value)) == style(value)


def test_what_mails_look_like_stays() -> None:
    page = (
        '<html><head><title>No</title><style>p{}</style></head><body><h1 align="center">Offer</h1>'
        "<p style=\"color: #fff; POSITION: fixed; background: url(x); font-family: 'Arial', sans-serif\">A"
        ' <a href="https://shop.example/?a=1&amp;b=2" onclick="x()">link</a></p>'
        '<table width="600" bgcolor="#eee"><tr><td colspan="2">cell</td></tr></table></body></html>'
    )
    assert clean(page).html == (
        '<h1 align="center">Offer</h1><p style="color: #fff; font-family: \'Arial\', sans-serif">A '
        '<a href="https://shop.example/?a=1&amp;b=2" rel="noopener noreferrer">link</a></p>'
        '<table width="600" bgcolor="#eee"><tbody><tr><td colspan="2">cell</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("html", "remote"),
    [
        ('<img src="https://x.example/a.png">', True),
        ('<img src="//x.example/a.png">', True),
        ('<td background="https://x.example/a.png">', True),
        ('<p style="background: url(http://x.example/a)">', True),
        ('<img src="cid:cid-1"><a href="https://x.example">x</a>', False),
    ],
)
def test_pictures_from_elsewhere_are_told(html: str, remote: bool) -> None:
    assert clean(html, {"CID-1": "file-1"}).remote is remote


@pytest.mark.parametrize(
    ("html", "left"),
    [
        (
            '<img src="https://a.example/x?b=1&amp;c=2">',
            '<img src="https://a.example/x?b=1&amp;c=2">',
        ),
        ('<img src="http://a.example/x">', "<img>"),
        ('<img src="//a.example/x">', "<img>"),
        ('<img src="https://a b">', "<img>"),
        ('<img src="https:\\\\a.example">', "<img>"),
        ('<img src="data:image/png;base64,x">', "<img>"),
        ('<img src="https://a.example/\u202e">', "<img>"),
        ('<img srcset="https://a.example/x">', "<img>"),
        ('<table background="https://a.example/x">', "<table></table>"),
    ],
)
def test_addresses_of_pictures_stay_only_where_they_are_asked_for(html: str, left: str) -> None:
    assert clean(html, elsewhere=True).html == left
    assert clean(html).html.startswith(("<img>", "<table>"))
    assert clean(clean(html, elsewhere=True).html, elsewhere=True).html == left


BOMBS = {
    "open": "<div>" * 100_000,
    "bold": "<b>" * 100_000,
    "paragraphs": "<p>" * 300_000,
    "ampersands": "&" * 500_000,
    "attributes": "<a " + " ".join(f"a{number}=1" for number in range(60_000)) + ">",
    "quoted attributes": "<a " + "".join(f"a{number}='1'" for number in range(60_000)) + ">",
    "brackets": "<" * 900_000,
    "comments": "<!--" * 200_000,
    "declarations": f'<p style="{"color:red;" * 90_000}">x',
    "size": "x" * 5_000_000,
}


@pytest.mark.timeout(20)  # each takes a fraction of a second
@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end(name: str) -> None:
    judge(BOMBS[name])


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"),
        ("<ul><li>One</li><li>Two</li></ul>", "• One\n• Two"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a  b\nc"),
        ("Yes<blockquote>Shall we?<br>Soon?</blockquote>No", "Yes\n\n> Shall we?\n> Soon?\n\nNo"),
        ('a<div style="display: none">hidden<br><b>x</b></div>b', "a\nb"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ('<img alt="Logo"> &amp; <b>bold</b>&nbsp;text', "[Logo] & bold text"),
        ("", ""),
    ],
)
def test_the_text_of_html(html: str, text: str) -> None:
    assert text_of(clean(html).html) == text
