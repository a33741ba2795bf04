"""The page of surveys: what customers are asked once somebody has helped them, where, and of how many.

Promises the question's usual words where none are written. Refuses to ask anybody more often than the form says.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_networks import Networks
from agent_desktop.model.administration_words import Websites
from agent_desktop.model.surveys import (
    DAY_MS,
    SCALES,
    USUAL_WORDS,
    KeepSurvey,
    RemoveSurvey,
    Survey,
    SurveyKind,
    Surveys,
)
from agent_desktop.ui.settings.book import Book, Words, queue_names
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.rows import (
    ChoiceRow,
    LinesRow,
    NoValue,
    NumberRow,
    SwitchRow,
    TextRow,
)
from agent_desktop.ui.settings.tables import SomeRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_MINUTE = 60_000


def kind_words(kind: SurveyKind) -> str:
    """What a survey is about, with its scale."""
    lowest, highest = SCALES[kind]
    name = {
        SurveyKind.CSAT: tr("Satisfaction"),
        SurveyKind.NPS: tr("Recommendation"),
        SurveyKind.CES: tr("Effort"),
    }[kind]
    return tr("{name} ({low}–{high})", name=name, low=lowest, high=highest)


class WordsRow(LinesRow):
    """A question by language, one a line: "de: Wie war es?"; without a language it is for all others."""

    def value(self) -> dict[str, str]:  # type: ignore[override]
        """The words by language."""
        found: dict[str, str] = {}
        for line in self.lines():
            head, colon, words = line.partition(":")
            named = bool(colon) and 2 <= len(head) <= 3 and head.isalpha()
            language, words = (head.lower(), words.strip()) if named else ("", line)
            if language in found or not words:
                raise NoValue(tr("Write one question a line, each language once."))
            found[language] = words
        return found

    def show_value(self, value: object) -> None:
        """Show words by language."""
        assert isinstance(value, dict)
        self.show_lines(tuple(f"{key}: {words}" if key else words for key, words in value.items()))


class SurveysBook(Book[Survey]):
    """See the module."""

    topic = Topic.SURVEYS
    needs = (Topic.QUEUES, Topic.WEBSITES, Topic.NETWORKS)
    kind = Survey
    removes = True

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
        words = WordsRow(
            theme,
            "words",
            tr("Question"),
            tr("One a line with its language, like “de: Wie war es?”. Empty: the usual question."),
            hint=USUAL_WORDS[SurveyKind.CSAT]["en"],
        )
        on = SwitchRow(theme, "on", tr("In use"))
        everywhere = tr("Everywhere, if none is chosen.")
        queues = SomeRow(theme, "queues", tr("Queues"), everywhere, none=tr("No queues."))
        places = SomeRow(
            theme, "entry_points", tr("Entry points"), everywhere, none=tr("No entry points.")
        )
        asked = (queues, places, *_limits(theme))
        rows = (name, kind, words, on, *asked)
        groups = (
            Group(theme, tr("Survey"), (name, kind, words, on)),
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

    def offer(self, form: Form[Survey], known: Administration) -> None:
        """See `Book`."""
        queues, places = form.rows["queues"], form.rows["entry_points"]
        assert isinstance(queues, SomeRow)
        assert isinstance(places, SomeRow)
        queues.set_options(tuple(queue_names(known).items()))
        places.set_options(tuple(entry_names(known).items()))

    def records(self, kept: Kept) -> Mapping[str, Survey]:
        """See `Book`."""
        assert isinstance(kept, Surveys)
        return {one.id: one for one in kept.surveys}

    def entry(self, record: Survey, known: Administration) -> Entry:
        """See `Book`."""
        names = queue_names(known) | entry_names(known)
        where = [names.get(one, one) for one in (*record.queues, *record.entry_points)]
        parts = [kind_words(record.kind), ", ".join(where) or tr("everywhere")]
        if record.share < 100:
            parts.append(tr("{n} % are asked", n=record.share))
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
        return KeepSurvey(survey=replace(record, kind=kind), before=before)

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
            tr("So long after the end. Who writes again before that is not asked."),
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
        NumberRow(
            theme,
            "low",
            tr("Alert the leads"),
            tr("When an answer is this number or less."),
            empty=tr("never"),
        ),
    )


def entry_names(known: Administration) -> dict[str, str]:
    """The names of websites and of entry points at networks, by their ids."""
    sites = known.topic(Topic.WEBSITES).kept
    places = known.topic(Topic.NETWORKS).kept
    found = {one.id: one.name for one in sites.websites} if isinstance(sites, Websites) else {}
    if isinstance(places, Networks):
        found |= {one.id: one.name for one in places.entries}
    return found
