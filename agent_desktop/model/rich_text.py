"""Which stretches of a plain text were bold, slanted or linked in the HTML that says the same.

Promises an answer for any HTML, in time that grows with its length alone; that marks lie in the text, and that links
go to http and https only. Refuses to guess: a stretch whose words are not found in the text, in their order, has none.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from agent_desktop.model.mail_heads import TextLook, TextMark

MAX_HTML: Final = 100_000
MAX_MARKS: Final = 200
MAX_URL: Final = 2_000
_AHEAD: Final = 40
"""Words that may be missing on one side before the two texts are taken for different ones there."""

_LOOKS: Final = {
    "b": TextLook.BOLD,
    "strong": TextLook.BOLD,
    "h1": TextLook.BOLD,
    "h2": TextLook.BOLD,
    "h3": TextLook.BOLD,
    "i": TextLook.ITALIC,
    "em": TextLook.ITALIC,
    "a": TextLook.LINK,
}
_UNSHOWN: Final = frozenset({"script", "style", "title", "head"})
_WORD: Final = re.compile(r"\w+")
_URL: Final = re.compile(
    r"https?://[^\s\x00-\x1f\x7f-\xa0<>\"'`\u200b-\u200f\u2028-\u202e\u2066-\u2069]+", re.I
)


@dataclass
class _Stretch:
    """Words `first` to before `end` of the HTML have this look."""

    look: TextLook
    url: str
    first: int
    end: int = -1


def marks_of(html: str, text: str) -> tuple[TextMark, ...]:
    """The marks of `text` that `html` gives it, by their place."""
    if not html or len(html) > MAX_HTML or not text:
        return ()
    reader = _Reader()
    reader.feed(html)
    reader.close()
    stretches = reader.done()
    if not stretches:
        return ()
    places = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    at = _matched(reader.words, [text[start:end] for start, end in places])
    marks = []
    for stretch in stretches[:MAX_MARKS]:
        words = range(stretch.first, stretch.end)
        found = [at[word] for word in words if word in at]
        if not found or len(found) < len(words) or found[-1] - found[0] != len(words) - 1:
            continue
        start, end = places[found[0]][0], places[found[-1]][1]
        marks.append(TextMark(start, end - start, stretch.look, stretch.url))
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.length)))


def _matched(words: list[str], others: list[str]) -> dict[int, int]:
    """Which of `words` is which of `others`, both in their order; words of one side alone are passed over."""
    at: dict[int, int] = {}
    one = other = 0
    while one < len(words) and other < len(others):
        if words[one] == others[other]:
            at[one] = other
            one, other = one + 1, other + 1
            continue
        step = _step(words, one, others, other)
        if step is None:
            one, other = one + 1, other + 1
        else:
            one, other = one + step[0], other + step[1]
    return at


def _step(words: list[str], one: int, others: list[str], other: int) -> tuple[int, int] | None:
    """The nearest place at which both go on alike, by two words where there are two."""
    for ahead in range(1, _AHEAD):
        if words[one : one + 2] == others[other + ahead : other + ahead + 2]:
            return 0, ahead
        if words[one + ahead : one + ahead + 2] == others[other : other + 2]:
            return ahead, 0
    return None


class _Reader(HTMLParser):
    """Collects words and the stretches of them that have a look."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._done: list[_Stretch] = []
        self._open: list[tuple[str, _Stretch | None]] = []
        self._unshown = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSHOWN:
            self._unshown += 1
        elif tag in _LOOKS and len(self._open) < 100:
            url = (dict(attrs).get("href") or "").strip() if tag == "a" else ""
            good = tag != "a" or (len(url) <= MAX_URL and _URL.fullmatch(url) is not None)
            stretch = _Stretch(_LOOKS[tag], url, len(self.words)) if good else None
            self._open.append((tag, stretch))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSHOWN:
            self._unshown = max(0, self._unshown - 1)
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                self._end(self._open.pop(place)[1])
                return

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            self.words += _WORD.findall(data)

    def _end(self, stretch: _Stretch | None) -> None:
        if stretch is not None and stretch.first < len(self.words):
            stretch.end = len(self.words)
            self._done.append(stretch)

    def done(self) -> list[_Stretch]:
        """What was found, in its order."""
        while self._open:
            self._end(self._open.pop()[1])
        return sorted(self._done, key=lambda stretch: stretch.first)
