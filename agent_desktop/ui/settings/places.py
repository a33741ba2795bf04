"""Countries, languages and time zones as they are called on screen, from what Qt knows of the world.

Promises a country's own name where the screen's language is spoken there, and its English one elsewhere; that names in
the country's own languages are understood too. Refuses time zones that stand for no place.
"""

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QLocale, QTimeZone

_PLAIN = {"en": "English", "es": "español"}
"""Where Qt would name a country's way of speaking."""
Options = tuple[tuple[str, str], ...]


def _locales() -> list[QLocale]:
    return list(
        QLocale.matchingLocales(
            QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
        )
    )


def _english(code: str) -> str:
    return QLocale.territoryToString(QLocale.codeToTerritory(code))


def _countries() -> dict[str, list[QLocale]]:
    """The locales of each country."""
    found: dict[str, list[QLocale]] = {}
    for one in _locales():
        code = QLocale.territoryToCode(one.territory())
        if len(code) == 2 and code.isalpha():
            found.setdefault(code, []).append(one)
    return found


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """Countries by what they are called, in small letters."""
    return {
        name.casefold(): code
        for code, there in _countries().items()
        for name in (code, _english(code), *(one.nativeTerritoryName() for one in there))
        if name
    }


def country_name(code: str) -> str:
    """A country's name, in the language of the screen where that is spoken there."""
    here = QLocale(QLocale().language(), QLocale.codeToTerritory(code))
    own = here.territory() == QLocale.codeToTerritory(code)
    return here.nativeTerritoryName() if own else _english(code)


def country_words(code: str) -> str:
    """A country's name and letters; empty for none."""
    name = country_name(code) if code else ""
    return f"{name} ({code})" if name else code


def country_options() -> Options:
    """Every country, by its words."""
    return _sorted((code, country_words(code)) for code in _countries())


def language_words(language: str) -> str:
    """A language as its speakers call it, a tag that is not known as it is."""
    return _PLAIN.get(language) or QLocale(language).nativeLanguageName() or language


def language_options() -> Options:
    """Every language, as its speakers call it and with its tag."""
    tags = {one.name().partition("_")[0] for one in _locales()} - {"C"}
    return _sorted((tag, f"{language_words(tag)} ({tag})") for tag in tags)


def zone_options() -> Options:
    """Every time zone with its country, such as "Europe/Berlin · Germany"."""
    places = (
        (bytes(zone.data()).decode("ascii", "replace"), country_name(code))
        for code in _countries()
        for zone in QTimeZone.availableTimeZoneIds(QLocale.codeToTerritory(code))
    )
    zones = {one: f"{one.replace('_', ' ')} · {country}" for one, country in places if "/" in one}
    return (("UTC", "UTC"), *_sorted(zones.items()))


def _sorted(options: Iterable[tuple[str, str]]) -> Options:
    return tuple(sorted(options, key=lambda one: one[1].casefold()))
