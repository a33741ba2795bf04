"""The page of the house: where it stands, what called people see, and what is short there.

Promises that a missing region is said where it is missed. Refuses numbers of its own: those of trunks and of what
customers call have pages.
"""

from collections.abc import Mapping

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_calls import CallRules, HouseCalls, KeepHouseCalls
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.book import Book, Words, queue_names
from agent_desktop.ui.settings.by_queue import ByQueueRow
from agent_desktop.ui.settings.finding import CountryRow
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.number_rows import NumberRow
from agent_desktop.ui.settings.places import country_words
from agent_desktop.ui.settings.rows import FactRow, LinesRow, Row, SwitchRow, TextRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


def used_words(region: object) -> tuple[str, Level | None]:
    """How numbers without + are read."""
    if not region:
        return tr("Only numbers with + and the country's code can be called."), "warn"
    return tr(
        "Numbers are read as one dials them in: {region}", region=country_words(str(region))
    ), None


class HouseBook(Book[HouseCalls]):
    """See the module."""

    topic = Topic.HOUSE
    needs = (Topic.QUEUES,)
    kind = HouseCalls
    told = ("region_used",)
    adds = False

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("The house"),
            icon="phone",
            about=tr("In which country it stands, and which numbers called people see."),
            add="",
            new="",
            empty="",
        )

    def form(self, theme: Theme) -> Form[HouseCalls]:
        """See `Book`."""
        place = _place(theme)
        shown = _shown(theme)
        short = _short(theme)
        emergencies = _emergencies(theme)
        paying = _paying(theme)
        listening = _listening(theme)
        groups = (
            Group(theme, tr("Where it stands"), place),
            Group(theme, tr("What called people see"), shown),
            Group(theme, tr("Short numbers"), short),
            Group(theme, tr("Calls for help"), emergencies),
            Group(
                theme,
                tr("Card payments"),
                paying,
                tr("Recordings pause while such a window is in front of an agent."),
            ),
            Group(theme, tr("Supervision"), listening),
        )
        rows = (*place, *shown, *short, *emergencies, *paying, *listening)
        return Form(theme, groups, rows)

    def offer(self, form: Form[HouseCalls], known: Administration) -> None:
        """See `Book`."""
        queues = form.rows["caller_ids"]
        assert isinstance(queues, ByQueueRow)
        queues.set_options(queue_names(known))

    def records(self, kept: Kept) -> Mapping[str, HouseCalls]:
        """See `Book`."""
        assert isinstance(kept, CallRules)
        return {kept.house.id: kept.house}

    def entry(self, record: HouseCalls, known: Administration) -> Entry:
        """See `Book`."""
        region = record.region or record.region_used
        parts = (country_words(region), record.caller_id)
        return Entry(
            key=record.id,
            title=tr("The house"),
            detail=" · ".join(part for part in parts if part),
            icon="phone",
            state="" if region else tr("No country"),
            level=None if region else "warn",
        )

    def key(self, record: HouseCalls) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: HouseCalls) -> str:
        """See `Book`."""
        return tr("The house")

    def keep(self, record: HouseCalls, before: HouseCalls | None, form: Form[HouseCalls]) -> Order:
        """See `Book`."""
        assert before is not None
        return KeepHouseCalls(house=record, before=before)


def _place(theme: Theme) -> tuple[Row, ...]:
    """In which country it stands."""
    region = CountryRow(
        theme,
        "region",
        tr("Country"),
        tr("Empty: that of the house's own numbers."),
    )
    used = FactRow(theme, "region_used", tr("Numbers"), words=used_words)
    return (
        region,
        used,
    )


def _shown(theme: Theme) -> tuple[Row, ...]:
    """Which numbers called people see."""
    caller = TextRow(
        theme,
        "caller_id",
        tr("Shown number"),
        tr("What called people see, where neither queue nor trunk has a number of its own."),
        hint="+4930123456",
    )
    queues = ByQueueRow(
        theme, "caller_ids", tr("By queue"), tr("What people see whom its agents call.")
    )
    return (
        caller,
        queues,
    )


def _short(theme: Theme) -> tuple[Row, ...]:
    """Whom short numbers reach."""
    digits = NumberRow(
        theme,
        "internal_digits",
        tr("Extensions"),
        tr("Numbers up to this length are colleagues. 0: there are no extensions."),
        unit=tr("digits"),
    )
    trunk = SwitchRow(
        theme,
        "internal_by_trunk",
        tr("Short numbers"),
        tr("For a telephone system behind a trunk that has extensions of its own."),
        words=tr("Those that no agent has are called over the trunks"),
    )
    return (
        digits,
        trunk,
    )


def _emergencies(theme: Theme) -> tuple[Row, ...]:
    """Calls for help."""
    emergency = LinesRow(
        theme,
        "emergency",
        tr("Emergency numbers"),
        tr("One in each line. Those of the country are known besides, and never rewritten."),
    )
    where = TextRow(
        theme,
        "emergency_caller_id",
        tr("Shown to them"),
        tr("The number that says where the house is."),
    )
    return (
        emergency,
        where,
    )


def _paying(theme: Theme) -> tuple[Row, ...]:
    """What pauses recordings."""
    pages = LinesRow(
        theme,
        "payment_pages",
        tr("Payment pages"),
        tr("Words of a window's title or a program's name, one a line; * stands for anything."),
    )
    return (pages,)


def _listening(theme: Theme) -> tuple[Row, ...]:
    """Who is seen that listens."""
    told = SwitchRow(
        theme,
        "tell_listening",
        tr("Who listens"),
        tr(
            "Whoever whispers or barges in is always seen, and every act stands in the audit trail."
        ),
        words=tr("Agents see a supervisor who only listens"),
    )
    return (told,)
