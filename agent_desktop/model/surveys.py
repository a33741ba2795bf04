"""Surveys: what customers are asked once somebody has helped them, by which rules, and what they answered.

Promises three questions with their usual scales: satisfaction (CSAT, 1 to 5), recommendation (NPS, 0 to 10) and effort
(CES, 1 to 7). Refuses questions without a number: what customers add in words stands beside it.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from agent_desktop.model.base import Millis, Record

DAY_MS: Final[Millis] = 24 * 3_600_000
MAX_WORDS: Final = 500
"""So long is a question at most."""


class SurveyKind(StrEnum):
    """What is asked."""

    CSAT = "csat"
    """How satisfied the customer is."""
    NPS = "nps"
    """Whether the customer would recommend the house."""
    CES = "ces"
    """How easy it was."""


SCALES: Final[dict[SurveyKind, tuple[int, int]]] = {
    SurveyKind.CSAT: (1, 5),
    SurveyKind.NPS: (0, 10),
    SurveyKind.CES: (1, 7),
}
"""The lowest and the highest answer."""

USUAL_WORDS: Final[dict[SurveyKind, dict[str, str]]] = {
    SurveyKind.CSAT: {
        "en": "How satisfied were you with our help? Please answer with a number from 1 (not at all) to 5 (very).",
        "de": "Wie zufrieden waren Sie mit unserer Hilfe? Bitte antworten Sie mit 1 (gar nicht) bis 5 (sehr).",
        "fr": "Êtes-vous satisfait de notre aide ? Répondez par un chiffre de 1 (pas du tout) à 5 (très).",
        "es": "¿Está satisfecho con nuestra ayuda? Responda con un número del 1 (nada) al 5 (mucho).",
    },
    SurveyKind.NPS: {
        "en": "Would you recommend us? Please answer with a number from 0 (not at all) to 10 (certainly).",
        "de": "Würden Sie uns weiterempfehlen? Bitte antworten Sie mit 0 (gar nicht) bis 10 (bestimmt).",
        "fr": "Nous recommanderiez-vous ? Répondez par un chiffre de 0 (pas du tout) à 10 (certainement).",
        "es": "¿Nos recomendaría? Responda con un número del 0 (nada) al 10 (seguro).",
    },
    SurveyKind.CES: {
        "en": "How easy was it to get help? Please answer with a number from 1 (very hard) to 7 (very easy).",
        "de": "Wie leicht war es, Hilfe zu bekommen? Bitte antworten Sie mit 1 (sehr schwer) bis 7 (sehr leicht).",
        "fr": "Était-il facile d'obtenir de l'aide ? Répondez par un chiffre de 1 (très difficile) à 7 (très facile).",
        "es": "¿Fue fácil obtener ayuda? Responda con un número del 1 (muy difícil) al 7 (muy fácil).",
    },
}
"""What is asked where the house has no words of its own, by language."""


class Survey(Record, frozen=True):
    """What is asked where. Of several surveys for one place the first decides.

    `queues` and `entry_points` are where it is asked, empty: everywhere. `words` are the question by language ("de"),
    under "" in any other; without words it is the usual one. `delay_ms` is how long after the end it is asked, of
    `share` percent of the customers, and of nobody who was asked anything within `pause_ms`. An answer counts within
    `answer_ms`. From `low` downwards it alerts the leads; None: never.
    """

    id: str
    name: str = ""
    kind: SurveyKind = SurveyKind.CSAT
    on: bool = True
    queues: tuple[str, ...] = ()
    entry_points: tuple[str, ...] = ()
    words: dict[str, str] = {}
    delay_ms: Millis = 0
    share: int = 100
    pause_ms: Millis = 30 * DAY_MS
    answer_ms: Millis = 7 * DAY_MS
    low: int | None = 2

    def asks(self, queue_id: str, entry_point_id: str) -> bool:
        """Whether it is for what came by this entry point into this queue."""
        return (not self.queues or queue_id in self.queues) and (
            not self.entry_points or entry_point_id in self.entry_points
        )

    def question(self, language: str) -> str:
        """What a customer of this language ("de-AT") is asked."""
        short = language.lower().replace("_", "-").partition("-")[0]
        usual = USUAL_WORDS[self.kind]
        return self.words.get(short) or self.words.get("") or usual.get(short) or usual["en"]


class Surveys(Record, frozen=True):
    """Every survey, in the order in which they are looked at."""

    surveys: tuple[Survey, ...] = ()


class KeepSurvey(Record, frozen=True):
    """Make a survey or change one. `before` is None for a new one, which comes last."""

    survey: Survey
    before: Survey | None = None


class RemoveSurvey(Record, frozen=True):
    """Ask no more; what was asked can still be answered."""

    survey_id: str


class Answered(NamedTuple):
    """An answer as a timeline tells it. `counted`: it is the first one and came in time."""

    kind: SurveyKind
    score: int
    comment: str = ""
    counted: bool = True

    @property
    def highest(self) -> int:
        """The best answer there is."""
        return SCALES[self.kind][1]


def detail_of(answer: Answered) -> str:
    """An answer as the detail of a line: "nps 9" (or "nps 9 late"), and below it the comment."""
    late = "" if answer.counted else " late"
    return f"{answer.kind.value} {answer.score}{late}\n{answer.comment}".rstrip()


def answer_in(detail: str) -> Answered | None:
    """What a line's detail tells; None for one that is no answer."""
    head, _, comment = detail.partition("\n")
    kind, _, rest = head.partition(" ")
    score, _, late = rest.partition(" ")
    if kind not in set(SurveyKind) or not (score.isascii() and score.isdecimal()):
        return None
    return Answered(SurveyKind(kind), int(score), comment, counted=not late)
