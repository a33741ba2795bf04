"""An opening in a customer's words: the time of day, on another day its name, beyond a week its date, too.

Promises the wall clock of the calendar's own zone; languages that are not spoken here get digits in the order that is
misread nowhere. Refuses to say which zone that is: customers know where the house is.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

_NEAR_DAYS: Final = 6
"""So far ahead the name of a day means one day alone."""
_DAYS: Final[Mapping[str, str]] = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
}
_MONTHS: Final = (
    "January February March April May June July August September October November December"
)
_DATES: Final[Mapping[str, str]] = {
    "en": "{day} {name}",
    "de": "{day}.{month}.",
    "nl": "{day}-{month}",
}
_DATE: Final = "{day}/{month}"


def opening_words(opens: datetime, now: datetime, language: str) -> str:
    """When the house opens, seen from `now`; both in the calendar's zone."""
    time = f"{opens:%H:%M}"
    ahead = (opens.date() - now.date()).days
    if not ahead:
        return time
    spoken = language.partition("-")[0].lower()
    if spoken not in _DAYS:
        return f"{opens:%Y-%m-%d} {time}"
    day = _DAYS[spoken].split()[opens.weekday()]
    if ahead <= _NEAR_DAYS:
        return f"{day}, {time}"
    date = _DATES.get(spoken, _DATE)
    name = _MONTHS.split()[opens.month - 1]
    return f"{day}, {date.format(day=opens.day, month=opens.month, name=name)}, {time}"
