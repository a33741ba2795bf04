"""Text with a little formatting, as agents write it in mails: bold, italic, links, bullets and numbers, and no more.

Promises that HTML of any kind becomes lines without losing a word that a reader sees, that lines become HTML which
reads back as the same lines, and good plain text: lists as "- " and "1. ", links as "text <address>". Links lead to the
web, mail and telephones only. Refuses everything that could load, run or look otherwise: pictures, colours, styles.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from html.parser import HTMLParser
from typing import Final

MAX_HTML: Final = 200_000
"""So many characters of HTML are read; what is longer is not formatted text that somebody typed."""
_LINK: Final = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"]{1,2000}", re.I)
_BLOCK_NAMES: Final = """
    address article aside blockquote center dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table tbody tfoot thead tr ul caption fieldset summary details
"""
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_SPACED: Final = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "table"])
_UNSEEN_NAMES: Final = """
    head title style script template noscript iframe object svg math textarea select
"""
_UNSEEN: Final = frozenset(_UNSEEN_NAMES.split())
_BOLD: Final = frozenset(["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"])
_ITALIC: Final = frozenset(["i", "em", "cite", "dfn", "var"])
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_BOLD_STYLE: Final = re.compile(r"font-weight:\s*(bold|[6-9]00)", re.I)
_THIN_STYLE: Final = re.compile(r"font-weight:\s*(normal|[1-5]00)", re.I)
_ITALIC_STYLE: Final = re.compile(r"font-style:\s*(italic|oblique)", re.I)


class Row(StrEnum):
    """What a line is."""

    PLAIN = ""
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look. `link` is an address, empty for none."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, as Enter ends it. A line break inside is "\\n" in a run."""

    runs: tuple[Run, ...] = ()
    row: Row = Row.PLAIN

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)


Lines = tuple[Line, ...]


def good_link(address: str) -> str:
    """The address as a link, empty when it leads elsewhere than to the web, mail or telephones.

    What has no scheme but looks like a site or a mail address gets one.
    """
    address = address.strip()
    if _LINK.fullmatch(address):
        return address
    if re.fullmatch(r"[^\s@:/<>\"]+@[^\s@:/<>\"]+\.[^\s@:/<>\"]+", address):
        return f"mailto:{address}"
    if re.fullmatch(r"[\w-]+(\.[\w-]+)*\.\w{2,}([/?#:][^\s<>\"]*)?", address):
        return f"https://{address}"
    return ""


def plain_lines(text: str) -> Lines:
    """Plain text as lines."""
    return tuple(Line((Run(part),) if part else ()) for part in text.split("\n"))


def formatted(lines: Lines) -> bool:
    """Whether anything of it would be lost as plain text."""
    return any(
        line.row is not Row.PLAIN or any(run.bold or run.italic or run.link for run in line.runs)
        for line in lines
    )


def joined(text: str, html: str, other: str, other_html: str) -> str:
    """HTML of two texts one below the other; each is its HTML where it has some."""
    first = lines_of(html) if html else plain_lines(text)
    second = lines_of(other_html) if other_html else plain_lines(other)
    return html_of((*first, *second))


# --- plain text


def text_of(lines: Lines) -> str:
    """Good plain text: what the mail's text part says."""
    said = []
    number = 0
    for line in lines:
        number = number + 1 if line.row is Row.NUMBER else 0
        mark = {Row.PLAIN: "", Row.BULLET: "- ", Row.NUMBER: f"{number}. "}[line.row]
        words = "".join(_told(run) for run in _joined(line.runs))
        said.append(mark + words.replace("\n", "\n" + " " * len(mark)))
    return "\n".join(said)


def _joined(runs: tuple[Run, ...]) -> list[Run]:
    """Neighbours of one link as one run, whatever their looks: its address is told once."""
    found: list[Run] = []
    for run in runs:
        if found and run.link and run.link == found[-1].link:
            found[-1] = replace(found[-1], text=found[-1].text + run.text)
        else:
            found.append(run)
    return found


def _told(run: Run) -> str:
    bare = run.link.removeprefix("mailto:").removeprefix("tel:")
    if not run.link or run.text.strip() in (run.link, bare, re.sub(r"^https?://", "", run.link)):
        return run.text
    gap = run.text[len(run.text.rstrip()) :]
    return f"{run.text.rstrip()} <{bare}>{gap}"


# --- HTML


def html_of(lines: Lines) -> str:
    """HTML of it, one line a line; lists are one list as long as their lines follow each other."""
    made = []
    row = Row.PLAIN
    for line in lines:
        if line.row is not row:
            made += [f"</{_LISTS[row]}>"] * (row is not Row.PLAIN)
            made += [f"<{_LISTS[line.row]}>"] * (line.row is not Row.PLAIN)
            row = line.row
        tag = "div" if row is Row.PLAIN else "li"
        made.append(f"<{tag}>{''.join(map(_marked, _kept(line.runs))) or '<br>'}</{tag}>")
    made += [f"</{_LISTS[row]}>"] * (row is not Row.PLAIN)
    return "\n".join(made)


_LISTS: Final = {Row.PLAIN: "", Row.BULLET: "ul", Row.NUMBER: "ol"}


def _kept(runs: tuple[Run, ...]) -> list[Run]:
    """With hard spaces where a browser would show none: one of several, and those at the ends of a line."""
    hard = re.sub(
        r"^ | (?=[ \n])|(?<=\n) | $", "\N{NO-BREAK SPACE}", "".join(run.text for run in runs)
    )
    found, at = [], 0
    for run in runs:
        found.append(replace(run, text=hard[at : at + len(run.text)]))
        at += len(run.text)
    return found


def _marked(run: Run) -> str:
    words = escape(run.text, quote=False).replace("\n", "<br>")
    if run.italic:
        words = f"<i>{words}</i>"
    if run.bold:
        words = f"<b>{words}</b>"
    return f'<a href="{escape(run.link)}">{words}</a>' if run.link else words


def lines_of(html: str) -> Lines:
    """The lines of HTML, ours or a stranger's: what a reader sees of it, in our few looks."""
    reader = _Reader()
    reader.feed(html[:MAX_HTML])
    reader.close()
    return reader.lines()


@dataclass(slots=True)
class _Open:
    """An element that is open, and the look inside."""

    tag: str
    look: Run
    unseen: bool


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[_Open] = []
        self._lists: list[Row] = []
        self._found: list[Line] = []
        self._runs: list[Run] = []
        self._row = Row.PLAIN
        self._kept = 0
        self._gap = False
        self._filled = False

    def lines(self) -> Lines:
        """All of them, without empty ones at the ends that no element asked for."""
        self._end()
        return tuple(self._found)

    # -- elements

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._break()
            return
        if tag == "img":
            if about.get("alt", "").strip():
                self.handle_data(about["alt"])
            return
        if tag in ("hr", "input", "meta", "link", "base", "wbr", "col", "area"):
            self._end()
            return
        if tag in _BLOCKS and (self._runs or self._row is Row.PLAIN or tag in ("li", "ul", "ol")):
            self._end()  # a paragraph that begins a list's line is that line
        elif tag in ("td", "th"):
            self._space()
        before = self._open[-1] if self._open else _Open("", Run(""), False)
        look = self._look(tag, about, before.look)
        unseen = before.unseen or tag in _UNSEEN or "display:none" in _tight(about.get("style", ""))
        self._open.append(_Open(tag, look, unseen))
        if tag in ("ul", "ol"):
            self._lists.append(Row.BULLET if tag == "ul" else Row.NUMBER)
        elif tag == "li":
            self._row = self._lists[-1] if self._lists else Row.BULLET
            self._filled = True
        elif tag == "pre":
            self._kept += 1

    def _look(self, tag: str, about: dict[str, str], before: Run) -> Run:
        look, style = before, about.get("style", "")
        if tag in _BOLD or _BOLD_STYLE.search(style):
            look = replace(look, bold=True)
        if _THIN_STYLE.search(style) and tag not in _BLOCKS:
            look = replace(
                look, bold=False
            )  # some put everything into <b style="font-weight:normal">
        if tag in _ITALIC or _ITALIC_STYLE.search(style):
            look = replace(look, italic=True)
        if tag == "a":
            link = about.get("href", "").strip()
            look = replace(look, link=link if _LINK.fullmatch(link) else "")
        return look

    def handle_endtag(self, tag: str) -> None:
        if not any(one.tag == tag for one in self._open):
            return
        while self._open:
            one = self._open.pop()
            if one.tag in _BLOCKS:
                self._end()
                if one.tag in _SPACED and not self._lists and self._found and self._found[-1].runs:
                    self._gap = True
            if one.tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            elif one.tag == "pre":
                self._kept -= 1
            if one.tag == tag:
                break

    # -- words

    def handle_data(self, data: str) -> None:
        one = self._open[-1] if self._open else _Open("", Run(""), False)
        if one.unseen:
            return
        data = _CONTROL.sub("", data)
        if self._kept:
            first, *others = data.replace("\t", "    ").split("\n")
            self._put(first, one.look)
            for words in others:
                self._break()
                self._put(words, one.look)
            return
        words = re.sub(r"[ \t\r\n\f]+", " ", data)
        if not self._runs or self._runs[-1].text.endswith((" ", "\n")):
            words = words.lstrip(" ")
        self._put(words, one.look)

    def _space(self) -> None:
        if self._runs and not self._runs[-1].text[-1:].isspace():
            self._put(" ", Run(""))

    def _put(self, words: str, look: Run) -> None:
        if not words:
            return
        if self._gap:
            self._gap = False
            self._found.append(Line())
        last = self._runs[-1] if self._runs else None
        if last is not None and replace(last, text="") == replace(look, text=""):
            self._runs[-1] = replace(last, text=last.text + words)
        else:
            self._runs.append(replace(look, text=words))

    def _break(self) -> None:
        """A line ends here in any case; inside of a list's line it goes on in the same one."""
        if self._row is not Row.PLAIN and self._runs:
            self._put("\n", replace(self._runs[-1], text=""))
            return
        self._filled = True
        self._end()

    def _end(self) -> None:
        runs = _trimmed(self._runs)
        if runs or self._filled:
            self._gap = False
            self._found.append(Line(runs, self._row))
        self._runs, self._filled, self._row = [], False, Row.PLAIN


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Without the space and the line break at its end that a browser does not show; hard spaces are spaces."""
    found = [*runs]
    while found:
        text = found[-1].text.rstrip(" ")
        text = text.removesuffix("\n") if len(found) == 1 or text != "\n" else ""
        if text:
            found[-1] = replace(found[-1], text=text)
            break
        found.pop()
    return tuple(replace(run, text=run.text.replace("\N{NO-BREAK SPACE}", " ")) for run in found)


def _tight(style: str) -> str:
    return re.sub(r"\s+", "", style).lower()
