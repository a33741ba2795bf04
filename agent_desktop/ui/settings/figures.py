"""The page of figures and targets: how the house counts, and from where on the board and the wallboards turn red.

Promises to say, before anything is kept, that other rules count past days anew. Refuses times that a queue has by
channel, which programs say: these stay as they are.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Queues, Topic
from agent_desktop.model.administration_figures import HouseFigures, KeepHouseFigures
from agent_desktop.model.administration_words import Outcomes
from agent_desktop.model.figures import Variant
from agent_desktop.model.work import Channel
from agent_desktop.ui.settings.aim_rows import AimsRow
from agent_desktop.ui.settings.book import Book, Words, calendar_names
from agent_desktop.ui.settings.finding import ZoneRow
from agent_desktop.ui.settings.form import Form, Group, Question
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.number_rows import NumberRow
from agent_desktop.ui.settings.queue_calendar_rows import QueueCalendarsRow
from agent_desktop.ui.settings.queue_lines import QueueLinesRow
from agent_desktop.ui.settings.queue_time_rows import QueueTimesRow
from agent_desktop.ui.settings.rows import Row
from agent_desktop.ui.settings.tables import PickRow, SomeRow
from agent_desktop.ui.settings.time_rows import HOUR, MINUTE, ChannelTimesRow, TimeRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_CHANNELS = (Channel.VOICE, Channel.CHAT, Channel.EMAIL, Channel.SMS, Channel.SOCIAL)


def variant_words(variant: Variant) -> str:
    """What the service level makes of those who gave up."""
    return {
        Variant.IGNORE: tr("Those who gave up in time count nowhere"),
        Variant.NEGATIVE: tr("Everybody who gave up was not served in time"),
        Variant.POSITIVE: tr("Those who gave up in time were served in time"),
        Variant.ANSWERED_ONLY: tr("Nobody who gave up counts"),
        Variant.SHORT_CREDIT: tr("Those who gave up at once were served in time"),
        Variant.REMOVED: tr("All who left the queue in time were served in time"),
    }[variant]


class FiguresBook(Book[HouseFigures]):
    """See the module."""

    topic = Topic.FIGURES
    needs = (Topic.CALENDARS, Topic.OUTCOMES, Topic.QUEUES)
    kind = HouseFigures
    adds = False

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Figures and targets"),
            icon="chart-no-axes-column",
            about=tr("How figures are made, and what the house wants to reach."),
            add="",
            new="",
            empty="",
        )

    def form(self, theme: Theme) -> Form[HouseFigures]:
        """See `Book`."""
        targets, made = _targets(theme), _making(theme)
        groups = (
            Group(
                theme,
                tr("Targets"),
                targets,
                tr(
                    "They colour the board and the wallboards at once. No figure is made otherwise."
                ),
            ),
            Group(
                theme,
                tr("How figures are made"),
                made,
                tr("What you change here counts past days anew, too."),
            ),
        )
        return _FiguresForm(theme, groups, (*targets, *made))

    def offer(self, form: Form[HouseFigures], known: Administration) -> None:
        """See `Book`."""
        calendar, unresolved = form.rows["calendar"], form.rows["unresolved"]
        assert isinstance(calendar, PickRow)
        assert isinstance(unresolved, SomeRow)
        hours = form.rows["calendars"]
        assert isinstance(hours, QueueCalendarsRow)
        queues = known.topic(Topic.QUEUES).kept
        if isinstance(queues, Queues):
            for row in form.rows.values():
                if isinstance(row, QueueLinesRow):
                    row.offer({one.id: one.name for one in queues.queues})
        names = calendar_names(known)
        hours.offer_calendars(names)
        calendar.set_options(tuple(names.items()))
        kept = known.topic(Topic.OUTCOMES).kept
        found = kept.outcomes if isinstance(kept, Outcomes) else ()
        unresolved.set_options([(one.code, one.label) for one in found])

    def records(self, kept: Kept) -> Mapping[str, HouseFigures]:
        """See `Book`."""
        assert isinstance(kept, HouseFigures)
        return {kept.id: kept}

    def entry(self, record: HouseFigures, known: Administration) -> Entry:
        """See `Book`."""
        return Entry(
            key=record.id,
            title=tr("Figures and targets"),
            detail=tr("{n}% in time, {m}% give up at most", n=record.service, m=record.abandoned),
            icon="chart-no-axes-column",
        )

    def key(self, record: HouseFigures) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: HouseFigures) -> str:
        """See `Book`."""
        return tr("Figures and targets")

    def keep(
        self, record: HouseFigures, before: HouseFigures | None, form: Form[HouseFigures]
    ) -> Order:
        """See `Book`."""
        assert before is not None
        variant = Variant(record.variant or Variant.IGNORE)  # the row knows its word alone
        return KeepHouseFigures(figures=replace(record, variant=variant), before=before)

    def questions(self, record: HouseFigures) -> Mapping[str, Question]:
        """See `Book`."""
        words = tr(
            "Other rules count every figure anew, also of days that were. Other targets only colour."
        )
        return {"save": Question(words, tr("Save"), tr("Keep editing"))}


class _FiguresForm(Form[HouseFigures]):
    """What stands first in the list of variants has no key there."""

    def kept(self, record: HouseFigures, name: str) -> object:
        """See `Form`."""
        value = super().kept(record, name)
        return "" if value is Variant.IGNORE else value


def _targets(theme: Theme) -> tuple[Row, ...]:
    """What the house wants to reach."""
    return (
        NumberRow(
            theme,
            "service",
            tr("Answered in time"),
            tr("At least so many. Up to 5 below it is amber, then red."),
            unit=tr("percent"),
        ),
        NumberRow(theme, "abandoned", tr("Gave up"), tr("At most."), unit=tr("percent")),
        ChannelTimesRow(
            theme,
            "wait_ms",
            tr("Longest wait"),
            tr("At most, then it is red. Empty: twice the time in which one is to be answered."),
            channels=_CHANNELS,
        ),
        AimsRow(
            theme,
            "queues",
            tr("Single queues"),
            tr("Queues that are to reach something else. What stays empty is as above."),
        ),
        TimeRow(
            theme,
            "hold_ms",
            tr("On hold"),
            tr("Longer, and the agent's tile says so; as the next two."),
        ),
        TimeRow(theme, "wrap_up_ms", tr("Wrap-up")),
        TimeRow(theme, "away_ms", tr("Break"), unit=MINUTE),
    )


def _making(theme: Theme) -> tuple[Row, ...]:
    """How figures are made."""
    variant = PickRow(
        theme, "variant", tr("Service level"), none=variant_words(Variant.IGNORE), width=400
    )
    others = [one for one in Variant if one is not Variant.IGNORE]
    variant.set_options([(one.value, variant_words(one)) for one in others])
    return (
        ChannelTimesRow(
            theme,
            "within_ms",
            tr("In time"),
            tr(
                "So soon one is to be answered. Empty: calls 20 s, chats 30 s, SMS and social 1 h, e-mails 1 d."
            ),
            channels=_CHANNELS,
        ),
        QueueTimesRow(
            theme,
            "queue_times",
            tr("In time, single queues"),
            tr("Queues that are to answer within a time of their own, by whatever channel."),
        ),
        variant,
        TimeRow(
            theme,
            "short_ms",
            tr("At once"),
            tr("Who gives up within this time did so at once."),
        ),
        TimeRow(
            theme,
            "again_ms",
            tr("The same issue"),
            tr("Who comes again about the same within this time was not helped at once."),
            unit=HOUR,
        ),
        SomeRow(
            theme,
            "unresolved",
            tr("Not settled"),
            tr("Outcomes that say that the issue goes on."),
            none=tr("There are no outcomes to choose from."),
        ),
        ZoneRow(theme, "zone", tr("Time zone")),
        PickRow(theme, "calendar", tr("Business hours"), none=tr("None")),
        QueueCalendarsRow(
            theme,
            "calendars",
            tr("Business hours, single queues"),
            tr("Queues whose business hours are those of another calendar. All others: as above."),
        ),
    )
