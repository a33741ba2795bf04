"""Telephone numbers in what people write and paste: found, read for dialling, shown, and known as emergency numbers.

Promises that a number with a country is dialled with it, and one without as it was written, since only the exchange
knows what a short number means; that a long hostile text costs a bounded time. Refuses to guess a country for what is
dialled: the region only tells numbers from other digits. The library is read when the first digits turn up, not before.
"""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from PySide6.QtCore import QLocale

#: Digits as in a number: at least seven, with little between them.
_LOOKS_SO: Final = re.compile(r"\d(?:[^\w\n\u2028]{0,4}\d){6}")
_PLAIN: Final = re.compile(r"[+0-9*#,\s()\[\]/.\u00a0\u202f\u2010-\u2015-]*")
_LETTERS: Final = re.compile(r"[+\d(][\d\s().-]*-?[A-Za-z]{3,}[A-Za-z\d\s.-]*")
_WHOLE: Final = re.compile(r"\+[0-9]{7,15}")
_READ: Final = 4_000
"""Characters of one text that are looked through."""
_TRIES: Final = 60
_MOST: Final = 20
_EMERGENCY: Final = frozenset({"110", "112", "911", "999", "000", "118", "119"})
"""What people dial in need wherever they are, also where it is not the number of that country."""


class Found(NamedTuple):
    """A number inside a text, in characters; `number` is what to dial, `shown` how it is written for people."""

    start: int
    length: int
    number: str
    shown: str


@cache
def region() -> str:
    """Where this computer is, as its system says: `DE`; empty where it says nothing."""
    locale = QLocale.system()
    code = QLocale.territoryToCode(locale.territory())
    return code if len(code) == 2 and code.isalpha() else ""


@lru_cache(maxsize=512)
def found(text: str, where: str = "") -> tuple[Found, ...]:
    """The telephone numbers in a text; those without a country by the rules of region `where`."""
    text = text[:_READ]
    if _LOOKS_SO.search(text) is None:
        return ()
    import phonenumbers

    made = []
    matcher = phonenumbers.PhoneNumberMatcher(text, where or None, max_tries=_TRIES)
    for match in matcher:
        made.append(
            Found(match.start, match.end - match.start, _dialled(match), _shown(match.number))
        )
        if len(made) == _MOST:
            break
    return tuple(made)


@lru_cache(maxsize=2_048)
def shown(number: str) -> str:
    """A number in groups, as people read it; one without a country, and what is none, as it is."""
    if _WHOLE.fullmatch(number) is None:
        return number
    import phonenumbers

    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return _shown(read) if phonenumbers.is_possible_number(read) else number


def address_shown(network: str, value: str) -> str:
    """The address of a network as people read it: numbers in groups, also those that WhatsApp names without a plus."""
    if network == "whatsapp" and value.isascii() and value.isdigit():
        return shown(f"+{value}")
    return shown(value)


def dialled(text: str, where: str = "") -> str:
    """What to dial for what was typed or pasted: a number in any dress, one among words, one spelt with letters.

    What is no number comes back as it is, for whoever dials names.
    """
    text = text.strip()
    if not text or len(text) > _READ or "@" in text or text.lower().startswith(("sip:", "sips:")):
        return text
    text = text.removeprefix("tel:")
    if _PLAIN.fullmatch(text):
        if not text.startswith(("+", "00")) or set(text) & set(",*#"):
            return text
        (one, *rest) = found(text, where) or (None,)
        return one.number if one is not None and not rest and one.length >= len(text) - 2 else text
    numbers = found(text, where)
    if numbers:
        return numbers[0].number
    if _LETTERS.fullmatch(text):
        import phonenumbers

        return re.sub(r"[^+\d]", "", phonenumbers.convert_alpha_characters_in_number(text))
    return text


def emergency(number: str, where: str = "") -> bool:
    """Whether this calls for help: here, or where many people are from."""
    digits = re.sub(r"[\s().-]", "", number)
    if not digits.isascii() or not digits.isdigit() or len(digits) > 6:
        return False
    if digits in _EMERGENCY:
        return True
    import phonenumbers

    return bool(where) and bool(phonenumbers.is_emergency_number(digits, where))


def _dialled(match: object) -> str:
    import phonenumbers

    assert isinstance(match, phonenumbers.PhoneNumberMatch)
    raw = match.raw_string.strip()
    if raw.startswith(("+", "00", "\uff0b")):
        return phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
    return re.sub(r"\D", "", raw)


def _shown(number: object) -> str:
    import phonenumbers

    assert isinstance(number, phonenumbers.PhoneNumber)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
