"""How a text travels by SMS: in which alphabet, in how many parts, and what makes it long.

Promises the parts exactly as phones join them (3GPP TS 23.038 for the alphabet, TS 23.040 9.2.3.24.1 for the parts,
with the 8-bit reference): 160 septets or 70 UTF-16 units alone, 153 or 67 in a part. An escaped character and a
surrogate pair are never split. Refuses national alphabets: what is not in the basic one and its extension is written in
UCS-2.
"""

from enum import StrEnum

from agent_desktop.model.base import Record

#: TS 23.038 6.2.1, by code. The code 0x1B leads to the extension and stands for no character.
_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅå"
    "Δ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ"
    " !\"#¤%&'()*+,-./"
    "0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNO"
    "PQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmno"
    "pqrstuvwxyzäöñüà"
)
#: TS 23.038 6.2.1.1.
_EXTENSION = {
    "\f": 0x0A,
    "^": 0x14,
    "{": 0x28,
    "}": 0x29,
    "\\": 0x2F,
    "[": 0x3C,
    "~": 0x3D,
    "]": 0x3E,
    "|": 0x40,
    "€": 0x65,
}
_ESCAPE = 0x1B
_CODES = {sign: code for code, sign in enumerate(_BASIC) if code != _ESCAPE}
_EXTENDED = {code: sign for sign, code in _EXTENSION.items()}

#: A part says with 8 bits how many there are.
MAX_PARTS = 255


class Alphabet(StrEnum):
    """In which of the two ways a text is written."""

    GSM7 = "gsm7"
    UCS2 = "ucs2"

    @property
    def alone(self) -> int:
        """Units in a message that needs no parts."""
        return 160 if self is Alphabet.GSM7 else 70

    @property
    def part(self) -> int:
        """Units in one of several parts: six bytes go to the header that joins them."""
        return 153 if self is Alphabet.GSM7 else 67


class SmsCount(Record, frozen=True):
    """What a composer shows beside a text.

    `units` are septets or UTF-16 units, `parts` the messages that are paid, `left` the units that fit into the last of
    them. `forcing` are the characters for which the text is written in UCS-2, each once, as they come.
    """

    alphabet: Alphabet
    units: int
    parts: int
    left: int
    forcing: tuple[str, ...] = ()

    @property
    def too_long(self) -> bool:
        """No phone could join so many parts."""
        return self.parts > MAX_PARTS


def alphabet(text: str) -> Alphabet:
    """In which alphabet a text travels."""
    return Alphabet.UCS2 if forcing(text) else Alphabet.GSM7


def forcing(text: str) -> tuple[str, ...]:
    """The characters that are in neither table, each once, as they come."""
    return tuple(dict.fromkeys(sign for sign in text if not _septets(sign)))


def parts(text: str) -> tuple[str, ...]:
    """The text as it is cut, nothing of it lost; no part for an empty text."""
    used = alphabet(text)
    if sum(_units(sign, used) for sign in text) <= used.alone:
        return (text,) if text else ()
    found: list[str] = []
    begin = filled = 0
    for place, sign in enumerate(text):
        width = _units(sign, used)
        if filled + width > used.part:
            found.append(text[begin:place])
            begin, filled = place, 0
        filled += width
    found.append(text[begin:])
    return tuple(found)


def count(text: str) -> SmsCount:
    """The counter's figures for a text."""
    used = alphabet(text)
    cut = parts(text)
    widths = [sum(_units(sign, used) for sign in part) for part in cut]
    room = used.part if len(cut) > 1 else used.alone
    left = room - (widths[-1] if widths else 0)
    return SmsCount(
        alphabet=used, units=sum(widths), parts=len(cut), left=left, forcing=forcing(text)
    )


def written(text: str, used: Alphabet) -> bytes:
    """The bytes of a part: one septet in each byte (as SMPP carries them), or UTF-16, the high byte first.

    What GSM 7 has no code for becomes a question mark, half a surrogate pair likewise.
    """
    if used is Alphabet.UCS2:
        return text.encode("utf-16-be", "replace")
    codes: list[int] = []
    for sign in text:
        if sign in _EXTENSION:
            codes += (_ESCAPE, _EXTENSION[sign])
        else:
            codes.append(_CODES.get(sign, _CODES["?"]))
    return bytes(codes)


def read(data: bytes, used: Alphabet) -> str:
    """The text of a part's bytes, never an error: what cannot be read becomes U+FFFD.

    An unknown extension is read as its basic character, as TS 23.038 6.2.1.1 asks of phones.
    """
    if used is Alphabet.UCS2:
        return data.decode("utf-16-be", "replace")
    found: list[str] = []
    escaped = False
    for code in data:
        if code == _ESCAPE and not escaped:
            escaped = True
            continue
        basic = _BASIC[code] if code < len(_BASIC) and code != _ESCAPE else "\ufffd"
        found.append(_EXTENDED.get(code, basic) if escaped else basic)
        escaped = False
    if escaped:
        found.append("\ufffd")
    return "".join(found)


def _septets(sign: str) -> int:
    """How many septets a character takes; 0 where the alphabet does not have it."""
    return 1 if sign in _CODES else 2 if sign in _EXTENSION else 0


def _units(sign: str, used: Alphabet) -> int:
    if used is Alphabet.GSM7:
        return _septets(sign)
    return 2 if ord(sign) > 0xFFFF else 1
