"""The page of surveys: what customers are asked once somebody has helped them, by which channels, and of how many.

Promises the question's usual words where none are written, and that what callers hear can be heard here. Refuses to ask
anybody more often than the form says.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from agent_desktop.desk.administration_state import Administration
from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_prompts import Prompts
from agent_desktop.model.survey_words import USUAL_SPOKEN
from agent_desktop.model.surveys import (
    DAY_MS,
    SCALES,
    USUAL_WORDS,
    WRITTEN,
    KeepSurvey,
    RemoveSurvey,
    Survey,
    SurveyKind,
    Surveys,
)
from agent_desktop.model.work import Channel
from agent_desktop.ui.settings.book import Book, Words, queue_names
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.number_rows import NumberRow
from agent_desktop.ui.settings.prompt_rows import sentences
from agent_desktop.ui.settings.prompt_titles import prompt_title
from agent_desktop.ui.settings.routing import place_names
from agent_desktop.ui.settings.rows import CONTROL_WIDTH, ChoiceRow, SwitchRow, TextRow
from agent_desktop.ui.settings.survey_rows import LowRow, SpokenRow, WrittenRow
from agent_desktop.ui.settings.tables import PickRow, SomeRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_SECOND = 1_000
_MINUTE = 60_000


def _channels() -> list[tuple[str, str]]:
    return [
        (Channel.CHAT.value, tr("Chat")),
        (Channel.EMAIL.value, tr("E-mail")),
        (Channel.SMS.value, tr("SMS")),
        (Channel.SOCIAL.value, tr("Social networks")),
        (Channel.VOICE.value, tr("Telephone")),
    ]


class _PromptRow(PickRow):
    """A prompt of the house in place of words; none is usual."""

    def words_of(self, key: str) -> str:
        """See `PickRow`."""
        return prompt_title(key)


def kind_words(kind: SurveyKind) -> str:
    """What a survey is about, with its scale."""
    lowest, highest = SCALES[kind]
    name = {
        SurveyKind.CSAT: tr("Satisfaction"),
        SurveyKind.NPS: tr("Recommendation"),
        SurveyKind.CES: tr("Effort"),
    }[kind]
    return tr("{name} ({low}–{high})", name=name, low=lowest, high=highest)


def explained(kept: Prompts) -> frozenset[str]:
    """The languages in which callers hear all that the hub says around a question of any kind."""
    there = {(one.language, one.name) for one in kept.prompts}
    there |= {(key, name) for key in kept.languages for name in USUAL_SPOKEN.get(key, {})}
    languages = {language for language, _ in there}
    return frozenset(one for one in languages if all((one, name) in there for name in _AROUND))


_AROUND = (*(f"survey_{kind.value}_keys" for kind in SurveyKind), "survey_stop", "survey_thanks")


class SurveysBook(Book[Survey]):
    """See the module."""

    topic = Topic.SURVEYS
    needs = (Topic.QUEUES, Topic.WEBSITES, Topic.NETWORKS, Topic.NUMBERS, Topic.PROMPTS)
    kind = Survey
    removes = True

    def __init__(self, desk: DeskView) -> None:
        self._desk = desk

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Surveys"),
            icon="star",
            about=tr("What customers are asked after the end, by the channel that they used."),
            add=tr("Add a survey"),
            new=tr("New survey"),
            empty=tr("Nobody is asked anything. Visitors of chats can give stars."),
        )

    def form(self, theme: Theme) -> Form[Survey]:
        """See `Book`."""
        name = TextRow(theme, "name", tr("Name"), required=True)
        name.field.setMaxLength(80)
        options = [(one.value, kind_words(one)) for one in SurveyKind]
        kind = ChoiceRow(theme, "kind", tr("Asks about"), options=options)
        channels = SomeRow(
            theme,
            "channels",
            tr("Asked by"),
            tr("Each customer by the channel by which they were helped."),
            options=_channels(),
        )
        words = WrittenRow(
            theme,
            "words",
            tr("Question"),
            tr("One a line with its language, like “de: Wie war es?”. Empty: the usual question."),
            hint=USUAL_WORDS[SurveyKind.CSAT]["en"],
            asked=lambda: Channel.SMS in channels.value(),
        )
        channels.edited.connect(words.count)
        on = SwitchRow(theme, "on", tr("In use"))
        everywhere = tr("Everywhere, if none is chosen.")
        queues = SomeRow(theme, "queues", tr("Queues"), everywhere, none=tr("No queues."))
        places = SomeRow(
            theme, "entry_points", tr("Entry points"), everywhere, none=tr("No entry points.")
        )
        low = LowRow(theme, lambda: SurveyKind(kind.value()))
        kind.edited.connect(low.measure)
        asked = (queues, places, *_limits(theme), low)
        called = self._called(theme, kind)
        rows = (name, kind, channels, words, on, *called, *asked)
        groups = (
            Group(theme, tr("Survey"), (name, kind, channels, words, on)),
            Group(
                theme,
                tr("By telephone"),
                called,
                tr(
                    "The caller hears it when the agent has hung up, with what the keys mean, "
                    "and may press * to be asked no more."
                ),
            ),
            Group(
                theme,
                tr("Who is asked"),
                asked,
                tr(
                    "The first survey that fits decides. Nobody is asked at night by SMS, in public, or after STOP."
                ),
            ),
        )
        return Form(theme, groups, rows, removes=True)

    def _called(self, theme: Theme, kind: ChoiceRow) -> tuple[SpokenRow, PickRow, NumberRow]:
        """The rows of what callers hear."""
        prompt = _PromptRow(
            theme,
            "prompt",
            tr("Prompt"),
            tr("A recording of your own, from the page of prompts, in place of the words."),
            none=tr("None"),
            width=CONTROL_WIDTH,
        )
        spoken = SpokenRow(
            theme,
            "spoken",
            tr("Spoken question"),
            tr("As above, for callers. Empty, or where nothing can speak: the usual question."),
            self._desk,
            lambda: (SurveyKind(kind.value()), prompt.value()),
        )
        comment = NumberRow(
            theme,
            "comment_ms",
            tr("Spoken comment"),
            tr("So long callers may say more after the number. 0: they are not asked to."),
            unit=tr("seconds"),
            scale=_SECOND,
        )
        return spoken, prompt, comment

    def heard(self, form: Form[Survey], sound_id: str) -> None:
        """See `Book`."""
        spoken = form.rows["spoken"]
        assert isinstance(spoken, SpokenRow)
        spoken.follow(sound_id)

    def left(self, form: Form[Survey]) -> None:
        """See `Book`."""
        spoken = form.rows["spoken"]
        assert isinstance(spoken, SpokenRow)
        spoken.stop()

    def offer(self, form: Form[Survey], known: Administration) -> None:
        """See `Book`."""
        queues, places, prompt = form.rows["queues"], form.rows["entry_points"], form.rows["prompt"]
        assert isinstance(queues, SomeRow)
        assert isinstance(places, SomeRow)
        queues.set_options(tuple(queue_names(known).items()))
        places.set_options(tuple(place_names(known).items()))
        assert isinstance(prompt, PickRow)
        prompt.set_options(sentences(known))
        spoken, kept = form.rows["spoken"], known.topic(Topic.PROMPTS).kept
        if isinstance(spoken, SpokenRow) and isinstance(kept, Prompts):
            spoken.set_voices(frozenset(kept.languages), explained(kept))

    def records(self, kept: Kept) -> Mapping[str, Survey]:
        """See `Book`."""
        assert isinstance(kept, Surveys)
        return {one.id: one for one in kept.surveys}

    def entry(self, record: Survey, known: Administration) -> Entry:
        """See `Book`."""
        names = queue_names(known) | place_names(known)
        where = [names.get(one, one) for one in (*record.queues, *record.entry_points)]
        parts = [kind_words(record.kind), ", ".join(where) or tr("everywhere")]
        if record.channels != WRITTEN:
            named = dict(_channels())
            parts.append(", ".join(named.get(one, one) for one in record.channels))
        if record.share < 100:
            parts.append(tr("{n}% are asked", n=record.share))
        return Entry(
            key=record.id,
            title=record.name,
            detail=" · ".join(parts),
            icon="star",
            state="" if record.on else tr("Off"),
            level=None if record.on else "warn",
        )

    def blank(self) -> Survey:
        """See `Book`."""
        return Survey(id="")

    def named(self, record: Survey, chance: str) -> Survey:
        """See `Book`."""
        return replace(record, id=id_of(record.name, chance))

    def key(self, record: Survey) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: Survey) -> str:
        """See `Book`."""
        return record.name

    def keep(self, record: Survey, before: Survey | None, form: Form[Survey]) -> Order:
        """See `Book`."""
        kind = SurveyKind(record.kind)  # the row knows its word alone
        channels = tuple(Channel(one) for one in record.channels)
        return KeepSurvey(survey=replace(record, kind=kind, channels=channels), before=before)

    def remove(self, record: Survey) -> Order:
        """See `Book`."""
        return RemoveSurvey(survey_id=record.id)


def _limits(theme: Theme) -> tuple[NumberRow, ...]:
    """The rows of when, of how many, and how often."""
    return (
        NumberRow(
            theme,
            "delay_ms",
            tr("When"),
            tr(
                "So long after the end. Who writes again before that is not asked; callers are at once."
            ),
            unit=tr("minutes"),
            scale=_MINUTE,
        ),
        NumberRow(
            theme, "share", tr("Share"), tr("Of so many, chosen by chance."), unit=tr("percent")
        ),
        NumberRow(
            theme,
            "pause_ms",
            tr("Not again for"),
            tr("Who was asked anything within this time is not asked."),
            unit=tr("days"),
            scale=DAY_MS,
        ),
        NumberRow(
            theme,
            "answer_ms",
            tr("Answers count for"),
            tr("Later ones are shown in the conversation and not counted."),
            unit=tr("days"),
            scale=DAY_MS,
        ),
    )
