"""The headers of a mail or of one of its parts: unfolded and decoded (RFC 5322, 2047, 2231), never raising.

Promises text without control characters; the first header of a name counts, as readers show it. Bounds: headers in
number, each in length. Refuses to believe: nothing here is checked against anything.
"""

import binascii
import re
from email.utils import parsedate_to_datetime
from typing import Final, TypeAlias
from urllib.parse import unquote_to_bytes

from agent_desktop.hub.channels.email.charsets import cleaned, decoded, known

MAX_HEADERS: Final = 1000
MAX_VALUE: Final = 16_384
MAX_PEOPLE: Final = 200

Parameters: TypeAlias = dict[str, str]

_WORD: Final = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?([^?]{0,8000})\?=")
_BETWEEN_WORDS: Final = re.compile(r"(\?=)\s+(=\?[^?\s]{1,80}\?[bBqQ]\?)")
_PARAMETER: Final = re.compile(
    r";?\s*([^\s;=\"]{1,100})\s*=\s*(?:\"((?:[^\"\\]|\\.){0,4000})\"?|([^;\s]{0,4000}))", re.DOTALL
)
_PART: Final = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
_MESSAGE_ID: Final = re.compile(r"<\s*([^<>\s]{1,500})\s*>")
_ADDRESS: Final = re.compile(r"[^\s<>()\[\],;:\"@]{1,64}@[^\s<>()\[\],;:\"@]{1,255}")
#: The pieces of an address list: a quoted name, an address in brackets, a comment, what parts them, anything else.
_PIECE: Final = re.compile(
    r"\"((?:[^\"\\]|\\.){0,1000})\"?|<([^>]{0,1000})>?|\(([^()]{0,1000})\)?|([,;])|([^\",;<(]{1,1000})",
    re.DOTALL,
)


class Headers:
    """The headers by lower-case name, as decoded text."""

    def __init__(self, head: bytes) -> None:
        self._all: list[tuple[str, bytes]] = []
        for line in head.splitlines():
            if line[:1] in (b" ", b"\t") and self._all:
                name, value = self._all[-1]
                if len(value) < MAX_VALUE:
                    self._all[-1] = (name, value + b" " + line.strip())
            elif len(self._all) < MAX_HEADERS:
                name_bytes, colon, value = line.partition(b":")
                if colon:
                    name = name_bytes.strip().decode("ascii", "replace").lower()
                    self._all.append((name, value.strip()[:MAX_VALUE]))

    def get(self, name: str) -> str:
        """The first value, unfolded, its encoded words still encoded; empty without one."""
        return next((_plain(value) for found, value in self._all if found == name), "")

    def all(self, name: str) -> list[str]:
        """All values, as `get` gives them."""
        return [_plain(value) for found, value in self._all if found == name]

    def text(self, name: str) -> str:
        """The first value as people read it."""
        return words(self.get(name))

    def __contains__(self, name: str) -> bool:
        return any(found == name for found, _ in self._all)


def _plain(value: bytes) -> str:
    return " ".join(decoded(value).splitlines()).strip()


def words(value: str) -> str:
    """A header's value with its encoded words decoded (RFC 2047), those within quotes too: many senders do that."""
    if "=?" not in value:
        return value
    joined = _BETWEEN_WORDS.sub(r"\1\2", value)
    out: list[str] = []
    # Neighbours of one charset are decoded together: senders cut letters in two.
    waiting, charset, place = b"", "", 0
    for found in _WORD.finditer(joined):
        label = found[1].partition("*")[0].lower()
        if waiting and (found.start() != place or label != charset):
            out.append(decoded(waiting, charset))
            waiting = b""
        if found.start() > place:
            out.append(joined[place : found.start()])
        charset, place = label, found.end()
        waiting += _word(found[2], found[3], label)
    if waiting:
        out.append(decoded(waiting, charset))
    out.append(joined[place:])
    return " ".join(cleaned("".join(out)).split())


def _word(kind: str, text: str, label: str) -> bytes:
    # Some senders leave letters as they are within an encoded word.
    data = text.encode(known(label) or "utf-8", "replace") if not text.isascii() else text.encode()
    if kind in "qQ":
        return binascii.a2b_qp(data, header=True)
    plain = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    plain = plain[:-1] if len(plain) % 4 == 1 else plain + b"=" * (-len(plain) % 4)
    return binascii.a2b_base64(plain)


def parameters(value: str) -> tuple[str, Parameters]:
    """A value such as `text/plain; charset=utf-8`: its first word in lower case, and the parameters.

    Continuations and charsets of RFC 2231 are put together; encoded words are decoded as well.
    """
    first, _, rest = value.partition(";")
    found_word = first.strip().split(None, 1)
    word = found_word[0].lower() if found_word else ""
    if not rest and len(found_word) == 2 and "=" in found_word[1]:
        rest = found_word[1]  # the semicolon was forgotten
    whole: Parameters = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for number, found in enumerate(_PARAMETER.finditer(rest)):
        if number >= 100:
            break
        text = re.sub(r"\\(.)", r"\1", found[2]) if found[2] is not None else found[3]
        parts = _PART.fullmatch(found[1].lower())
        if parts is None:
            continue
        name, place, encoded = parts[1], parts[2], parts[3] is not None
        if place is None and not encoded:
            whole.setdefault(name, words(text))
        else:
            pieces.setdefault(name, {}).setdefault(int(place or 0), (text, encoded))
    whole.update({name: _joined(found) for name, found in pieces.items()})
    return word, whole


def _joined(pieces: dict[int, tuple[str, bool]]) -> str:
    data, charset = b"", ""
    for number, (place, (text, encoded)) in enumerate(sorted(pieces.items())):
        if place != number:
            break
        if not encoded:
            data += text.encode("utf-8", "replace")
            continue
        if place == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data += unquote_to_bytes(text)
    return decoded(data, charset)


def message_ids(value: str) -> list[str]:
    """The Message-IDs in a value, without brackets, in order and each once. One without brackets counts alone."""
    found = _MESSAGE_ID.findall(value)
    if not found and "@" in value and len(value.split()) == 1:
        found = [value.strip("<>")]
    return list(dict.fromkeys(found))[:100]


def people(value: str) -> list[tuple[str, str]]:
    """The (name, address) pairs of an address list; what holds no address is left out, groups are opened."""
    found: list[tuple[str, str]] = []
    name, address, note = "", "", ""

    def end() -> None:
        nonlocal name, address, note
        if not address and (bare := _ADDRESS.search(name)):
            address, name = bare[0], name.replace(bare[0], " ")
        if address:
            shown = " ".join(words(name).split()) or words(note)
            found.append((shown[:200].strip(" '\""), address))
        name, address, note = "", "", ""

    for number, piece in enumerate(_PIECE.finditer(value)):
        if number >= MAX_PEOPLE * 5 or len(found) >= MAX_PEOPLE:
            break
        quoted, bracket, comment, sign, rest = piece.groups()
        if quoted is not None:
            name += re.sub(r"\\(.)", r"\1", quoted)
        elif bracket is not None:
            inside = _ADDRESS.search(bracket)
            address = address or (inside[0] if inside else "")
        elif comment is not None:
            note = note or comment
        elif sign is not None:
            end()
        elif rest is not None:
            # "Group name:" says nothing about the people in it.
            name += rest.rpartition(":")[2] if "@" not in rest.partition(":")[0] else rest
    end()
    return found


def moment(value: str) -> int | None:
    """A date in ms since the epoch, None where it is none or outside of what is possible."""
    try:
        ms = int(parsedate_to_datetime(value[:200]).timestamp() * 1000)
    except (TypeError, ValueError, OverflowError, IndexError, OSError):
        return None
    return ms if 0 < ms < 4_102_444_800_000 else None
