"""Keys in the session description (RFC 4568): the value of `a=crypto`, written, read and chosen.

Promises `Crypto` or `BadCrypto` for any text, with a message that says what was refused and never shows a key.
Refuses key identifiers (MKI), several keys in one line, lifetimes too short for a call, and session parameters that
would weaken or change the protection; a description is only as secret as the signalling that carries it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from agent_desktop.media.secure.srtp import SUITES, BadKeys, Keys

#: What we offer, the preferred first.
PREFERRED: Final = tuple(SUITES)
#: A shorter key lifetime, in packets, would run out within a call of about 90 hours at 50 packets a second.
LEAST_LIFETIME: Final = 1 << 24
_LONGEST_LINE: Final = 512
_LINE: Final = re.compile(r"([0-9]{1,9})[ \t]+([A-Za-z0-9_]+)[ \t]+(\S+)((?:[ \t]+\S+)*)[ \t]*")
_LIFETIME: Final = re.compile(r"2\^([0-9]{1,2})|([0-9]{1,15})")


class BadCrypto(ValueError):
    """A crypto attribute that is not used; the message says why and holds no key."""


@dataclass(frozen=True, slots=True)
class Crypto:
    """One crypto attribute: the tag that an answer repeats, and the keys of whoever wrote it."""

    tag: int
    keys: Keys

    def value(self) -> str:
        """The attribute's value, key included: for the description only, never for a log."""
        text = base64.b64encode(self.keys.master).decode("ascii")
        return f"{self.tag} {self.keys.suite} inline:{text}"


def make(tag: int, suite: str, randomness: Callable[[int], bytes]) -> Crypto:
    """A new key. `randomness` gives so many bytes that nobody can guess. Raises `BadCrypto` for an unknown suite."""
    if suite not in SUITES:
        raise BadCrypto(f"the suite {suite[:40]!r} is not available here")
    return Crypto(tag, Keys(suite, randomness(SUITES[suite].size)))


def parse(value: str) -> Crypto:
    """The attribute in `value` (what follows `a=crypto:`). Raises `BadCrypto`."""
    found = _LINE.fullmatch(value) if len(value) <= _LONGEST_LINE else None
    if found is None:
        raise BadCrypto("a crypto attribute is a tag, a suite and a key")
    tag, suite, key, parameters = int(found[1]), found[2].upper(), found[3], found[4].split()
    if suite not in SUITES:
        raise BadCrypto(f"the suite {suite[:40]!r} is not available here")
    for word in parameters:
        # A window-size hint changes nothing; all others change what is protected, or how.
        if not word.upper().startswith("WSH="):
            raise BadCrypto(f"the session parameter {word.partition('=')[0][:40]!r} is not taken")
    return Crypto(tag, _keys(suite, key))


def _keys(suite: str, text: str) -> Keys:
    method, _, rest = text.partition(":")
    if method.lower() != "inline":
        raise BadCrypto("the key method is not `inline`")
    if ";" in rest:
        raise BadCrypto("several keys in one crypto attribute are not taken")
    encoded, *more = rest.split("|")
    for word in more:
        if ":" in word:
            raise BadCrypto("a key identifier (MKI) is not taken")
        lifetime = _LIFETIME.fullmatch(word)
        if lifetime is None:
            raise BadCrypto("the key's lifetime cannot be read")
        if (1 << int(lifetime[1]) if lifetime[1] else int(lifetime[2])) < LEAST_LIFETIME:
            raise BadCrypto("the key's lifetime is too short for a call")
    try:
        master = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
        return Keys(suite, master)
    except (binascii.Error, BadKeys, ValueError):
        raise BadCrypto(f"the key has not the {SUITES[suite].size} bytes of {suite}") from None


def read_all(values: Iterable[str]) -> list[Crypto]:
    """The usable attributes of a section, in order; the others are left out (RFC 4568, 5.1.1)."""
    usable = []
    for value in values:
        try:
            usable.append(parse(value))
        except BadCrypto:
            continue
    return usable


def choose(offered: Sequence[Crypto], preferred: Sequence[str] = PREFERRED) -> Crypto | None:
    """The offered key to answer, by our preference of suites; None when there is none (RFC 4568, 5.1.2)."""
    usable = [one for one in offered if one.keys.suite in preferred]
    return min(usable, key=lambda one: preferred.index(one.keys.suite), default=None)


def answer(chosen: Crypto, randomness: Callable[[int], bytes]) -> Crypto:
    """Our key for the chosen offer: its tag and suite, and a key of our own."""
    return make(chosen.tag, chosen.keys.suite, randomness)


def accepted(ours: Sequence[Crypto], answered: Crypto) -> Crypto:
    """Which of our offered keys an answer took. Raises `BadCrypto` when it took none (RFC 4568, 5.1.3)."""
    for one in ours:
        if (one.tag, one.keys.suite) == (answered.tag, answered.keys.suite):
            return one
    raise BadCrypto("the answer takes a key that was not offered")
