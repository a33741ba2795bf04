"""What customers tell of themselves, found in what they write: pure, and careful.

Promises little that is surely meant: numbers after a word for telephone, postal addresses after a word for address,
order numbers in the shapes that the house gave, a language that many small words agree on. Refuses to guess from a
single word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from agent_desktop.model.joining import pattern_of
from agent_desktop.model.people import FactKind

LOOKED_AT: Final = 8_000
"""So many characters of a text are looked at."""
MAX_VALUE: Final = 120
MOST: Final = 5
"""So many facts of one kind are taken from one message."""
FEWEST_WORDS: Final = 4
_PHONE: Final = re.compile(
    r"(?:^|[\s|,;])(?:tel|telefon|telephone|phone|mobil|mobile|handy|cell|tél|téléphone|teléfono|móvil|telefono|cellulare)"
    r"\.?\s*(?:nr\.?|no\.?)?\s*[:.]?\s*(\+[0-9][0-9 ()/.-]{6,20}[0-9])",
    re.IGNORECASE | re.MULTILINE,
)
_POSTAL: Final = re.compile(
    r"^[ \t>]*(?:(?!e-?mail|mail|web|ip)[^\W\d_]+[ ]){0,2}"
    r"(?:(?:liefer|rechnungs|post|wohn)?(?:adresse|anschrift)|address|adresse[ ]postale"
    r"|direcci[oó]n|indirizzo|adres|endereço|morada)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_POSTCODE: Final = re.compile(
    r"(?<!\d)(?:\d{2}-\d{3}|\d{4}-\d{3}|\d{4,5})(?!\d)|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
_HOUSE: Final = re.compile(r"(?<![\d-])\d{1,4}[a-zA-Z]?(?![\d-])")
_LINES: Final = 5
_WORDS: Final = 14
"""A postal address has no more lines, and no more words."""
_STREETS: Final = {"strasse": "str", "street": "st", "road": "rd", "avenue": "ave"}
_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "de": "ich und nicht der die das ist mit für auf bitte eine habe mein sie wir danke noch auch wurde",
        "en": "the and is not with for my you have this please thank would was are been could your from that",
        "fr": "je et ne pas les des est avec pour mon vous une bonjour merci dans sur nous avez été que",
        "es": "el los las y no con para mi una por favor gracias está pero muy tengo hola usted qué del",
        "it": "il gli e non con per mio una grazie sono che della ho è buongiorno molto ma vorrei nel anche",
        "nl": "de het een en niet met voor mijn ik is graag dank heb van zijn maar wij ook aan bij",
        "pl": "i nie się z na do jest mam dzień dobry proszę dziękuję że mój czy dla jak ale moje już",
        "pt": "o os uma e não com para meu obrigado está mas muito tenho você olá por favor da em foi",
    }.items()
}


def told(
    revealed: Mapping[str, str], text: str, shapes: Iterable[str]
) -> Iterator[tuple[FactKind, str]]:
    """The facts of a message: what its network knows, and what its text tells. Each once."""
    seen: set[tuple[FactKind, str]] = set()
    for kind, value in (*_of_network(revealed), *_of_text(revealed, text[:LOOKED_AT], shapes)):
        words = " ".join(value.split())
        if words and len(words) <= MAX_VALUE and words.isprintable() and (kind, words) not in seen:
            seen.add((kind, words))
            yield kind, words


def _of_network(revealed: Mapping[str, str]) -> Iterator[tuple[FactKind, str]]:
    for kind in FactKind:
        value = revealed.get(kind.value, "")
        yield kind, value.lower()[:35] if kind is FactKind.LANGUAGE else value


def _of_text(
    revealed: Mapping[str, str], text: str, shapes: Iterable[str]
) -> Iterator[tuple[FactKind, str]]:
    for shape in shapes:
        for hit in list(pattern_of(shape).finditer(text))[:MOST]:
            yield FactKind.ORDER, hit[0].upper()
    for hit in list(_PHONE.finditer(text))[:MOST]:
        yield FactKind.PHONE, f"+{re.sub('[^0-9]', '', hit[1])}"
    for hit in list(_POSTAL.finditer(text))[:MOST]:
        yield FactKind.POSTAL, _address(text[hit.end() :])
    if not revealed.get(FactKind.LANGUAGE.value):
        yield FactKind.LANGUAGE, language_of(text)


def _address(text: str) -> str:
    """The postal address that a text begins with, in one line; empty where it is none."""
    parts: list[str] = []
    for line in text.splitlines()[:_LINES]:
        part = line.strip(" \t>,")
        if not part and parts:
            break
        parts += [part] if part else []
    whole = ", ".join(parts)
    code = _POSTCODE.search(whole)
    if code is None or len(whole) > MAX_VALUE or "@" in whole or "://" in whole:
        return ""
    # What is said behind it is a sentence of its own.
    end = re.search(r"[.;!?](?:\s|$)", whole[code.end() :])
    address = whole[: code.end() + end.start()] if end else whole
    rest = address[: code.start()] + address[code.end() :]
    short = "," in address and len(address.split()) <= _WORDS
    return address if short and _HOUSE.search(rest) and _WORD.search(rest) else ""


def place_of(address: str) -> str:
    """A postal address in the one spelling by which two are compared."""
    plain = re.sub(r"[\W_]+", " ", address.casefold()).split()
    for long, short in _STREETS.items():
        plain = [one.removesuffix(long) + short if one.endswith(long) else one for one in plain]
    return " ".join(plain)


def language_of(text: str) -> str:
    """The language that a text is surely in, empty for none."""
    words = [one.lower() for one in _WORD.findall(text)]
    counts = sorted(
        ((sum(word in small for word in words), code) for code, small in _SMALL.items()),
        reverse=True,
    )
    (most, code), (second, _) = counts[0], counts[1]
    return code if most >= FEWEST_WORDS and most >= 2 * second else ""
