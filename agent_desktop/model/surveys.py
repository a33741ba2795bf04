"""Surveys: what customers are asked once somebody has helped them, by which rules, and what they answered.

Promises three questions with their usual scales: satisfaction (CSAT, 1 to 5), recommendation (NPS, 0 to 10) and effort
(CES, 1 to 7). Refuses questions without a number: what customers add in words stands beside it.
"""

from enum import StrEnum
from typing import Final, NamedTuple
from urllib.parse import urlencode

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.survey_words import USUAL_STOP
from agent_desktop.model.work import Channel

DAY_MS: Final[Millis] = 24 * 3_600_000
MAX_WORDS: Final = 500
"""So long is a question at most."""
WRITTEN: Final = (Channel.CHAT, Channel.EMAIL, Channel.SMS, Channel.SOCIAL)
"""By which channels customers are asked in writing."""
LONGEST_COMMENT_MS: Final[Millis] = 600_000
"""So long may a comment by telephone be allowed to be."""


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
        "fr": "Notre aide vous satisfait-elle ? Répondez par un chiffre de 1 (pas du tout) à 5 (tout à fait).",
        "es": "¿Se siente satisfecho con nuestra ayuda? Responda del 1 (nada) al 5 (mucho).",
        "pt": "Gostou da nossa ajuda? Responda de 1 (nada) a 5 (muito).",
        "it": "La nostra assistenza è stata soddisfacente? Risponda con un numero da 1 (per niente) a 5 (molto).",
        "nl": "Hoe tevreden bent u over onze hulp? Antwoord met een cijfer van 1 (helemaal niet) tot 5 (zeer).",
        "pl": "Jak oceniasz nasze wsparcie? Odpisz: od 1 (fatalnie) do 5 (doskonale).",
        "tr": "Hizmetimizden memnun musunuz? 1 (asla), 5 (kesinlikle) olmak üzere puan verin.",
        "ru": "Оцените нашу помощь: от 1 (плохо) до 5 (отлично).",
        "ar": "هل أنت راض عن مساعدتنا؟ أجب من 1 (لا) إلى 5 (جدا).",
    },
    SurveyKind.NPS: {
        "en": "Would you recommend us? Please answer with a number from 0 (not at all) to 10 (certainly).",
        "de": "Würden Sie uns weiterempfehlen? Bitte antworten Sie mit 0 (gar nicht) bis 10 (bestimmt).",
        "fr": "Nous recommanderiez-vous ? Répondez par une note de 0 (pas du tout) à 10 (certainement).",
        "es": "¿Nos recomienda a otras personas? Responda del 0 (nada) al 10 (seguro).",
        "pt": "Recomenda-nos a outras pessoas? Responda de 0 (nunca) a 10 (com certeza).",
        "it": "Ci consiglierebbe ad altri? Risponda con un numero da 0 (per niente) a 10 (certamente).",
        "nl": "Zou u ons aanbevelen? Antwoord met een cijfer van 0 (helemaal niet) tot 10 (zeker).",
        "pl": "Czy polecisz nas innym? Odpisz: od 0 (wcale) do 10 (na pewno).",
        "tr": "Bizi önerir misiniz? 0 (asla), 10 (kesinlikle) olmak üzere puan verin.",
        "ru": "Посоветуете нас другим? Ответ: от 0 (нет) до 10 (да).",
        "ar": "هل توصي بنا؟ أجب من 0 (لا) إلى 10 (بالتأكيد).",
    },
    SurveyKind.CES: {
        "en": "How easy was it to get help? Please answer with a number from 1 (very hard) to 7 (very easy).",
        "de": "Wie leicht bekamen Sie Hilfe? Bitte antworten Sie mit 1 (sehr schwer) bis 7 (sehr leicht).",
        "fr": "Était-il facile d'obtenir de l'aide ? Répondez de 1 (très difficile) à 7 (très facile).",
        "es": "¿Le fue sencillo obtener ayuda? Responda del 1 (muy complicado) al 7 (muy sencillo).",
        "pt": "Foi simples obter ajuda? Responda de 1 (muito complicado) a 7 (muito simples).",
        "it": "Quanto è stato facile avere aiuto? Risponda con un numero da 1 (molto difficile) a 7 (molto facile).",
        "nl": "Hoe makkelijk kreeg u hulp? Antwoord met een cijfer van 1 (heel moeilijk) tot 7 (heel makkelijk).",
        "pl": "Czy uzyskanie pomocy jest u nas proste? Odpisz: od 1 (bardzo trudne) do 7 (bardzo proste).",
        "tr": "Sorununuz kolayca giderildi mi? 1 (en zor), 7 (en kolay) olmak üzere puan verin.",
        "ru": "Легко было получить помощь? От 1 (трудно) до 7 (легко).",
        "ar": "هل كان الأمر سهلا؟ أجب من 1 (صعب) إلى 7 (سهل).",
    },
}
"""What is asked where the house has no words of its own, by language.

With the words that say how to refuse each fits one SMS. Languages that are written in the GSM alphabet use no letter
that it lacks (3GPP TS 23.038: there is é, but neither á nor ê), since one of them would make two or three SMS of it.
"""


class Survey(Record, frozen=True):
    """What is asked where. Of several surveys for one place the first decides.

    `queues` and `entry_points` are where it is asked, empty: everywhere. `words` are the question by language ("de"),
    under "" in any other; without words it is the usual one. `delay_ms` is how long after the end it is asked, of
    `share` percent of the customers, and of nobody who was asked anything within `pause_ms`. An answer counts within
    `answer_ms`. From `low` downwards it alerts the leads; None: never.

    It is asked by these `channels`, each customer by the one by which they were helped. By telephone it is asked as
    soon as the agent has hung up: by the house's own `prompt`, else by the words of `spoken`, by language as `words`
    are, else as usual; the hub adds what the keys mean. Then they may say more for `comment_ms` (0: not asked).
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
    channels: tuple[Channel, ...] = WRITTEN
    spoken: dict[str, str] = {}
    prompt: str = ""
    comment_ms: Millis = 0

    def asks(self, queue_id: str, entry_point_id: str, channel: Channel) -> bool:
        """Whether it is for what came by this channel and entry point into this queue."""
        here = not self.entry_points or entry_point_id in self.entry_points
        return channel in self.channels and here and (not self.queues or queue_id in self.queues)

    def question(self, language: str) -> str:
        """What a customer of this language ("de-AT") is asked."""
        usual = USUAL_WORDS[self.kind]
        return _said(self.words, language) or usual.get(_short(language)) or usual["en"]

    def written_question(self, language: str) -> str:
        """The same for who answers by mail or message, with how to be asked no more."""
        return f"{self.question(language)} {USUAL_STOP.get(_short(language)) or USUAL_STOP['en']}"

    def spoken_question(self, language: str) -> str:
        """The words for one who is asked by telephone; empty where the usual question holds."""
        return _said(self.spoken, language)


def _short(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]


def _said(words: dict[str, str], language: str) -> str:
    return words.get(_short(language)) or words.get("") or ""


class Surveys(Record, frozen=True):
    """Every survey, in the order in which they are looked at."""

    surveys: tuple[Survey, ...] = ()


_SOUND: Final = "survey-question?"


def question_sound(kind: SurveyKind, language: str, prompt: str, words: str) -> Attachment:
    """What callers would hear of a survey with this question, as a session reads it. Its size nobody knows yet."""
    asked = {"kind": kind.value, "language": language, "prompt": prompt, "words": words}
    sound_id = _SOUND + urlencode(asked)
    return Attachment(id=sound_id, name="question.wav", media_type="audio/wav", size=0)


def question_of(sound: Attachment) -> str:
    """The question of such a sound as the query of a URL; empty for every other attachment."""
    return sound.id.removeprefix(_SOUND) if sound.id.startswith(_SOUND) else ""


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
