"""Numbers as customers write them in answer to a survey: "5", "five", "9/10", stars, "4 - thank you", "5 danke".

Promises the same number however it is cased, spaced, punctuated or wrapped ("*5*"), in digits or in the words of every
language of the usual questions, and only where the message begins with it and leaves no doubt that it is an answer; a
reply to the question itself may also greet first and give the number on a line of its own. Refuses numbers beyond the
scale, several of them ("4 or 5", "1. Lamp 2. Chair"), and words that go on right behind one ("2 lamps are missing"):
those are for a person, unless the message answers the question itself and the number is in digits. A word may be an
article ("Un grand merci", "One of you was rude"). Pure.
"""

import re
import unicodedata
from typing import Final, NamedTuple

_WORDS: Final = (
    "zero null zéro cero nul noll sıfır sifir ноль нуль صفر",
    "one eins ein un une uno una um uma een één en ett jeden bir один одна واحد",
    "two zwei deux dos due dois duas twee två dwa iki два две اثنان اثنين",
    "three drei trois tres tre três drie trzy üç три ثلاثة ثلاث",
    "four vier quatre cuatro quattro quatro fyra cztery dört четыре أربعة أربع",
    "five fünf fuenf cinq cinco cinque vijf fem pięć beş пять خمسة خمس",
    "six sechs seis sei zes sex sześć altı alti шесть ستة ست",
    "seven sieben sept siete sette sete zeven sju siedem yedi семь سبعة سبع",
    "eight acht huit ocho otto oito åtta osiem sekiz восемь ثمانية ثماني",
    "nine neun neuf nueve nove negen nio dziewięć dokuz девять تسعة تسع",
    "ten zehn dix diez dieci dez tien tio dziesięć on десять عشرة عشر",
)
_STARS: Final = "⭐🌟★"
_KEYCAP: Final = "\u20e3"
_UNSEEN: Final = re.compile("[\ufe0e\ufe0f\u200b-\u200f\u2060\ufeff]")
_AFTER: Final = re.compile(
    r"\s*(?:/|(?<!\w)(?:out of|of|von|sur|de|em|di|su|van|av|z|na|из|من)(?!\w))\s*(?P<of>\d{1,2}(?!\d)|[^\W\d_]+)",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"\s*(?:stars?|points?|sterne?n?|punkte?n?|étoiles?|estrellas?|puntos?|stell[ae]|punt[io]|estrelas?|pontos?|sterren"
    r"|punten|gwiazd(?:ek|ki|ka)|punkt(?:y|ów)|poäng|stjärnor|yıldız|puan|звезд[аы]?|звёзд[ы]?|балл(?:а|ов)?|نجوم|نجمة|نقاط"
    r"|[⭐🌟★*]+)(?!\w)",
    re.IGNORECASE,
)
_WRAPPED: Final = re.compile(r"[*_\"“„«(\[]+([^*_\"“”„«»()\[\]]{1,40})[*_\"“”»)\]]+[.!]*")
"""Nothing but a number in marks, as who writes in bold does."""
_APART: Final = re.compile(r"\s*[-–—:;,.!)\n]+\s*|\s*$")
_THANKS: Final = re.compile(
    r"\s+(?=(?:thanks?|thx|ty|danke|vielen dank|merci|gracias|grazie|obrigad[oa]|bedankt|dank|dzięk\w+|tack"
    r"|teşekkür\w*|спасибо|شكرا)(?!\w))",
    re.IGNORECASE,
)
_SIGNATURE: Final = re.compile(r"^--[ \t]*$", re.MULTILINE)
"""Behind it stands who wrote (RFC 3676 section 4.3): no part of what they say."""
_OTHER: Final = re.compile(r"^(?:(?:or|oder|ou|o|to|bis|à|a)\s*)?\d|^[%€$]", re.IGNORECASE)
MAX_COMMENT: Final = 2_000


class Score(NamedTuple):
    """A number, and what was written beside it."""

    value: int
    comment: str = ""


def _plain(word: str) -> str:
    marks = unicodedata.normalize("NFKD", word.casefold())
    return "".join(one for one in marks if not unicodedata.combining(one))


_NUMBERS: Final = {_plain(word): n for n, line in enumerate(_WORDS) for word in line.split()}


def score_of(text: str, lowest: int, highest: int, *, direct: bool = False) -> Score | None:
    """The answer that a message gives on this scale, None for anything else.

    `direct`: the message answers the question itself, so that words may follow the number as they like.
    """
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text)).strip()
    text = _SIGNATURE.split(text, maxsplit=1)[0].strip()
    wrapped = _WRAPPED.fullmatch(text)
    text = wrapped[1].strip() if wrapped is not None else text
    found = _beginning(text, lowest, highest, direct)
    return found if found is not None or not direct else _on_a_line(text, lowest, highest)


def _beginning(text: str, lowest: int, highest: int, direct: bool) -> Score | None:
    """The number with which a text begins, and what stands behind it."""
    found = _stars(text) or _number(text)
    if found is None:
        return None
    value, rest = found
    if _listed(value, rest):
        return None
    out_of = _AFTER.match(rest)
    most = _count(out_of["of"]) if out_of is not None else None
    if out_of is not None and most is not None:
        if most != highest:
            return None
        rest = rest[out_of.end() :]
    unit = _UNIT.match(rest)
    if unit is not None:
        rest = rest[unit.end() :]
    if not lowest <= value <= highest:
        return None
    apart = _APART.match(rest) or _THANKS.match(rest)
    comment = rest[apart.end() :].strip() if apart is not None else _behind_pictures(rest)
    if comment is None and not (direct and _in_figures(text)):
        return None
    comment = rest.strip() if comment is None else comment
    if _OTHER.match(comment):
        return None
    return Score(value, comment[:MAX_COMMENT])


def _behind_pictures(rest: str) -> str | None:
    """What stands behind "👍" and its like, which keep a number apart as a comma does; None without one."""
    bare = rest.lstrip()
    words = bare.lstrip("".join(one for one in set(bare) if unicodedata.category(one) in _PICTURES))
    return words.strip() if words != bare else None


_PICTURES: Final = frozenset({"So", "Sk"})


def _listed(value: int, rest: str) -> bool:
    """Whether it is the first of a list ("1. Lamp 2. Chair", "1) Where is it?"), which nobody answers with."""
    if re.match(r"\)\s*\S", rest):
        return True
    return bool(re.match(r"[.:]\s", rest) and re.search(rf"(?<!\S){value + 1}[.:)]\s", rest))


_GREETING: Final = 5
"""So many lines at most may stand before the number in a reply, greeting and all."""


def _on_a_line(text: str, lowest: int, highest: int) -> Score | None:
    """The only line that is nothing but a number, among the first ones."""
    lines = [line.strip() for line in text.split("\n")]
    found = [(at, _beginning(line, lowest, highest, False)) for at, line in enumerate(lines)]
    alone = [(at, one.value) for at, one in found if one is not None and not one.comment]
    if len(alone) != 1 or sum(map(bool, lines[: alone[0][0]])) >= _GREETING:
        return None
    at, value = alone[0]
    comment = "\n".join((*lines[:at], *lines[at + 1 :])).strip()
    return Score(value, comment[:MAX_COMMENT])


def _in_figures(text: str) -> bool:
    return not text[0].isalpha()


def _count(said: str) -> int | None:
    """How many "5" or "five" is."""
    return int(said) if said.isdecimal() else _NUMBERS.get(_plain(said))


def _stars(text: str) -> tuple[int, str] | None:
    rest = text.lstrip(_STARS)
    count = len(text) - len(rest)
    return (count, rest) if count else None


def _number(text: str) -> tuple[int, str] | None:
    ten = text.removeprefix("🔟")
    if ten != text:
        return 10, ten
    digits = re.match(r"(\d{1,2})(?![\d\w%€$])", text)
    if digits is not None and digits[1].isdecimal():
        rest = text[digits.end() :].removeprefix(_KEYCAP)
        return (int(digits[1]), rest) if not re.match(r"[.,:]\d", rest) else None
    word = re.match(r"[^\W\d_]+", text)
    known = _NUMBERS.get(_plain(word[0])) if word is not None else None
    return (known, text[word.end() :]) if word is not None and known is not None else None
