"""How text becomes words that can be searched for: one road for messages and for queries.

Promises that upper case, accents, width and ligatures make no difference; that scripts written without spaces
(Chinese, Japanese, Thai, …) can be found by any part of two characters or more; that the same text always gives the
same terms. Refuses to know any language: no stemming, no stop words.

Vocabulary of this file: a *word* is a run of letters, digits and their marks in the text. Folded and split where
scripts with and without spaces meet, it gives *segments*. A segment is indexed as itself, or, in a script without
spaces, as its overlapping pairs of characters and its last character. The *stream* of a text is its segments with one
space around each, so that a phrase is a plain substring of it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u0816-\u082d"
    "\u0859-\u085b\u08d3-\u0903\u093a-\u0963\u0971-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc"
    "\u0ec8-\u0ecd\u0f71-\u0f84\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059\u135d-\u135f\u17b4-\u17d3\u18a9\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\u3099\u309a\ufe20-\ufe2f"
)
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS}])+")
#: Accents and vowel points that people leave out when they type; the vowel signs of Indic scripts are not among them.
_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
    "\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f]"
)
#: Characters that go on from the one before them: folded together with it.
_CLUSTER = re.compile(rf".(?:[{_MARKS}\u1160-\u11ff\uff9e\uff9f])*", re.DOTALL)
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
#: The same words where the text is plain ASCII in lower case, which most text is: far quicker.
_PLAIN_WORD = re.compile(r"[0-9a-z]+")
_SEGMENT = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])(?:[^\W_]|[{_MARKS}]))+")
_UNSPACED_RUN = re.compile(rf"[{_UNSPACED}]")
#: A longer word is cut: nobody types it, and an index term has to end somewhere.
LONGEST = 64


class Segment(NamedTuple):
    """A folded piece of a word, and where that word stands in the text (characters, end excluded).

    `at` is where the piece begins in the folded word.
    """

    text: str
    start: int
    end: int
    at: int


def fold(text: str) -> str:
    """`text` as it is compared: lower case, without accents, in compatibility form."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFKC", _DROPPED.sub("", apart))


def _split(word: str) -> tuple[tuple[str, int], ...]:
    return tuple(
        (piece[0] if unspaced(piece[0]) else piece[0][:LONGEST], piece.start())
        for piece in _SEGMENT.finditer(fold(word))
    )


_split_often = lru_cache(maxsize=20_000)(_split)


def unspaced(segment: str) -> bool:
    """True for a segment of a script that is written without spaces."""
    return _UNSPACED_RUN.match(segment) is not None


def segments(text: str) -> Iterator[Segment]:
    """The segments of a text, in order."""
    if text.isascii():
        for word in _PLAIN_WORD.finditer(text.lower()):
            yield Segment(word[0][:LONGEST], word.start(), word.end(), 0)
        return
    for word in _WORD.finditer(text):
        start, end = word.span()
        for piece, at in _split_often(word[0]) if end - start <= LONGEST else _split(word[0]):
            yield Segment(piece, start, end, at)


def pieces(text: str) -> list[str]:
    """The segments of a text without their places."""
    if text.isascii():
        return [word[:LONGEST] for word in _PLAIN_WORD.findall(text.lower())]
    return [segment.text for segment in segments(text)]


def stream(text: str) -> str:
    """The folded text as a line of segments with one space around each; empty when there are none."""
    words = pieces(text)
    return f" {' '.join(words)} " if words else ""


def terms(segment: str) -> tuple[str, ...]:
    """What a segment is indexed under."""
    if segment.isascii() or not unspaced(segment):
        return (segment,)
    pairs = tuple(segment[at : at + 2] for at in range(len(segment) - 1))
    return (*pairs, segment[-1])


def index_terms(text: str) -> list[str]:
    """All that a text is indexed under, each once."""
    words = dict.fromkeys(pieces(text))
    if text.isascii():
        return list(words)
    return list(dict.fromkeys(term for word in words for term in terms(word)))


def clusters(text: str) -> Iterator[tuple[str, int, int]]:
    """The folded characters of a text with the places (start, end) that they came from."""
    for cluster in _CLUSTER.finditer(text):
        yield fold(cluster[0]), cluster.start(), cluster.end()
