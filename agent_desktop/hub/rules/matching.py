"""Whether a condition holds, and whether one condition holds whenever another does.

Promises whole words in messages, whatever their case; languages with their varieties; `*` for anything in an address.
Refuses patterns beyond that: a text of a customer can never make a condition slow.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

_WORD = re.compile(r"\w+")


def plain_words(text: str) -> str:
    """The words of a text, in small letters, with one space around each."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


@lru_cache(maxsize=4_096)
def _phrase(words: str) -> str:
    """A phrase as it is looked for: with `*` at its end its last word may go on."""
    found = " ".join(_WORD.findall(words.casefold()))
    return f" {found}" if words.rstrip().endswith("*") else f" {found} "


def says(message: str, phrase: str) -> bool:
    """Whether a message in `plain_words` has a phrase."""
    return _phrase(phrase) in message


def is_phrase(phrase: str) -> bool:
    """Whether there is anything to look for."""
    return bool(_phrase(phrase).strip())


def like(text: str, pattern: str) -> bool:
    """Whether a text is as a pattern says, in which `*` stands for anything; the case does not matter."""
    first, *rest = pattern.casefold().split("*")
    text = text.casefold()
    if not rest:
        return text == first
    last = rest.pop()
    if not text.startswith(first) or not text.endswith(last):
        return False
    place, end = len(first), len(text) - len(last)
    for part in rest:
        found = text.find(part, place, max(end, place))
        if found < 0:
            return False
        place = found + len(part)
    return place <= end


def speaks(language: str, wanted: str) -> bool:
    """Whether a language is one that was asked for, or a variety of it: de-AT is de."""
    language, wanted = (one.casefold().replace("_", "-") for one in (language, wanted))
    return bool(language) and (language == wanted or language.startswith(f"{wanted}-"))


def tagged(tags: Mapping[str, str], wanted: str) -> bool:
    """Whether a profile has a field (`name`), or has it with a value (`name=value`); the case does not matter."""
    name, equals, value = wanted.casefold().partition("=")
    for one, kept in tags.items():
        if one.casefold() == name.strip() and kept:
            return not equals or kept.casefold().strip() == value.strip()
    return False


# --- one condition holds whenever another does


def covers_address(wide: str, narrow: str) -> bool:
    """Whether every address of one pattern is one of another, as far as it can be told."""
    return wide.casefold() == narrow.casefold() or ("*" not in narrow and like(narrow, wide))


def covers_words(wide: str, narrow: str) -> bool:
    """Whether each message with one phrase has another."""
    return _phrase(wide) in _phrase(narrow)


def covers_tag(wide: str, narrow: str) -> bool:
    """Whether each profile with one field has another."""
    wide, narrow = wide.casefold(), narrow.casefold()
    return wide == narrow or ("=" not in wide and narrow.partition("=")[0].strip() == wide.strip())
