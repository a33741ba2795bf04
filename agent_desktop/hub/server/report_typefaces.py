"""The letters of reports on paper: the program's own typeface, and those that PDF readers bring for East Asian names.

Promises that no letter goes without a trace: what no typeface has stands as an empty box, and `unknown` tells of it.
Refuses typefaces of the computer, which differ from one to the next.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Final
from xml.sax.saxutils import escape

from agent_desktop.files import resource

PLAIN, BOLD = "Inter", "Inter-SemiBold"
BOX: Final = "□"
_JAPANESE, _KOREAN, _CHINESE = "HeiseiKakuGo-W5", "HYGothic-Medium", "STSong-Light"


@cache
def register() -> frozenset[int]:
    """Read in our typeface, once; the letters that it has."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    plain = TTFont(PLAIN, str(resource("fonts", "Inter-Regular.ttf")))
    registerFont(plain)
    registerFont(TTFont(BOLD, str(resource("fonts", "Inter-SemiBold.ttf"))))
    return frozenset(plain.face.charToGlyph)


@cache
def _register_eastern(name: str) -> str:
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    registerFont(UnicodeCIDFont(name))
    return name


def runs(words: str) -> list[tuple[str, str]]:
    """The words in stretches of one typeface each, as typeface and stretch; the typeface is empty for our own."""
    known, eastern = register(), _eastern(words)
    told = [("", one) if _plain(one, known) else _other(one, eastern) for one in words]
    return [(face, "".join(one for _, one in some)) for face, some in groupby(told, _face)]


def _face(told: tuple[str, str]) -> str:
    return told[0]


def _plain(letter: str, known: frozenset[int]) -> bool:
    return letter.isspace() or ord(letter) in known


def _other(letter: str, eastern: str) -> tuple[str, str]:
    if unicodedata.category(letter) in ("Cc", "Cf", "Mn"):
        return "", ""  # they have no shape of their own
    return (_register_eastern(eastern), letter) if _is_eastern(letter) else ("", BOX)


def _eastern(words: str) -> str:
    """The typeface of East Asian letters: the signs that two languages share are written as the others beside them."""
    if any("\u3040" <= one <= "\u30ff" for one in words):
        return _JAPANESE
    return _KOREAN if any("\uac00" <= one <= "\ud7a3" for one in words) else _CHINESE


def _is_eastern(letter: str) -> bool:
    return any(low <= letter <= high for low, high in _EASTERN)


_EASTERN: Final = (
    ("\u3000", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7a3"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
)


def marked(words: str) -> str:
    """The words as a paragraph takes them."""
    return "".join(
        f'<font name="{face}">{escape(one)}</font>' if face else escape(one)
        for face, one in runs(words)
    )


def width(words: str, face: str, size: float) -> float:
    """How wide the words are, in points, in one of our two typefaces."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    if words.isascii():
        return float(stringWidth(words, face, size))
    return sum(float(stringWidth(one, other or face, size)) for other, one in runs(words))


def unknown(words: Iterable[str]) -> bool:
    """Whether some of them have letters that stand as boxes."""
    return any(BOX in one for text in words if not text.isascii() for _, one in runs(text))
