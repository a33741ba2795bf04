"""The page of queues: what waits in each is offered by these rules.

Promises every rule in words of the work, times in seconds and minutes. Refuses to guess: an empty field means what
stands in it.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import (
    KeepQueue,
    Kept,
    Order,
    People,
    QueueRules,
    Queues,
    RemoveQueue,
    Topic,
)
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.book import Book, Words, known_skills
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.number_rows import AmountsRow, NumberRow
from agent_desktop.ui.settings.people import CHANNELS
from agent_desktop.ui.settings.rows import ChoiceRow, Row, SwitchRow, TextRow
from agent_desktop.ui.settings.signature_row import SignatureRow
from agent_desktop.ui.settings.tables import SkillsRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

_SECOND, _MINUTE = 1_000, 60_000


class QueuesBook(Book[QueueRules]):
    """See the module."""

    topic = Topic.QUEUES
    needs = (Topic.PEOPLE,)
    kind = QueueRules
    removes = True

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Queues"),
            icon="list-filter",
            about=tr(
                "Where customers wait. Each queue says who may be offered its work, and how it ends."
            ),
            add=tr("Add a queue"),
            new=tr("New queue"),
            empty=tr("There are no queues yet. Nothing can be offered to anybody."),
        )

    def form(self, theme: Theme) -> Form[QueueRules]:
        """See `Book`."""
        place = _place(theme)
        asking = _asking(theme)
        ending = _ending(theme)
        mail = _mail(theme)
        groups = (
            Group(theme, tr("Queue"), place),
            Group(theme, tr("Who is asked"), asking),
            Group(theme, tr("When work ends"), ending),
            Group(theme, tr("E-mail"), mail),
        )
        rows = (*place, *asking, *ending, *mail)
        return Form(theme, groups, rows, removes=True)

    def offer(self, form: Form[QueueRules], known: Administration) -> None:
        """See `Book`."""
        skills = form.rows["skills"]
        assert isinstance(skills, SkillsRow)
        people, queues = known.topic(Topic.PEOPLE).kept, known.topic(Topic.QUEUES).kept
        levels: list[Mapping[str, int]] = []
        if isinstance(people, People):
            levels += [one.skills for one in people.members]
        if isinstance(queues, Queues):
            levels += [one.skills for one in queues.queues]
        skills.set_known(known_skills(levels))

    def records(self, kept: Kept) -> Mapping[str, QueueRules]:
        """See `Book`."""
        assert isinstance(kept, Queues)
        return {one.id: one for one in kept.queues}

    def entry(self, record: QueueRules, known: Administration) -> Entry:
        """See `Book`."""
        people = known.topic(Topic.PEOPLE).kept
        state, level = "", None
        if isinstance(people, People):
            state, level = _served(sum(record.id in one.queues for one in people.members))
        skills = ", ".join(f"{skill} {level}" for skill, level in record.skills.items())
        parts = (skills or tr("no skill needed"), _wrap_up(record))
        return Entry(
            key=record.id,
            title=record.name,
            detail=" · ".join(parts),
            icon="list-filter",
            state=state,
            level=level,
        )

    def blank(self) -> QueueRules:
        """See `Book`."""
        return QueueRules(id="")

    def named(self, record: QueueRules, chance: str) -> QueueRules:
        """See `Book`."""
        return replace(record, id=id_of(record.name, chance))

    def key(self, record: QueueRules) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: QueueRules) -> str:
        """See `Book`."""
        return record.name

    def keep(self, record: QueueRules, before: QueueRules | None, form: Form[QueueRules]) -> Order:
        """See `Book`."""
        return KeepQueue(queue=record, before=before)

    def remove(self, record: QueueRules) -> Order:
        """See `Book`."""
        return RemoveQueue(queue_id=record.id)


def _served(agents: int) -> tuple[str, Level | None]:
    if agents == 0:
        return tr("nobody serves it"), "warn"
    return plural(agents, "{n} person", "{n} people"), None


def _wrap_up(queue: QueueRules) -> str:
    if queue.wrap_up_ms is None:
        return tr("wrap-up until completed")
    if queue.wrap_up_ms == 0:
        return tr("no wrap-up")
    return tr("wrap-up {seconds} s", seconds=round(queue.wrap_up_ms / _SECOND))


def _place(theme: Theme) -> tuple[Row, ...]:
    """The queue itself, and where it stands among others."""
    name = TextRow(theme, "name", tr("Name"), required=True)
    priority = NumberRow(
        theme,
        "priority",
        tr("Priority"),
        tr(
            "Each point counts like a minute of waiting. What waits here comes before other queues."
        ),
        unit=tr("points"),
    )
    weight = NumberRow(
        theme,
        "weight",
        tr("Weight"),
        tr("The same, for an agent who serves several queues: from which one to take next."),
        unit=tr("points"),
    )
    waiting = NumberRow(
        theme,
        "max_waiting",
        tr("Most waiting"),
        tr("Who comes when so many wait already is told so."),
        unit=tr("customers"),
        empty=tr("no limit"),
    )
    return (
        name,
        priority,
        weight,
        waiting,
    )


def _asking(theme: Theme) -> tuple[Row, ...]:
    """Who is offered its work, and for how long."""
    skills = SkillsRow(
        theme,
        "skills",
        tr("Skills"),
        tr("Only who has every one of them at this level, or better, is asked."),
    )
    pick = ChoiceRow(
        theme,
        "pick",
        tr("Who is asked first"),
        options=(("idle", tr("Idle longest")), ("best", tr("Best skills"))),
    )
    sticky = NumberRow(
        theme,
        "sticky_ms",
        tr("Same agent"),
        tr(
            "So long a customer who comes back waits for the agent of last time. 0 waits for nobody."
        ),
        unit=tr("seconds"),
        scale=_SECOND,
    )
    offer = AmountsRow(
        theme,
        "offer_ms",
        tr("Time to accept"),
        tr("In seconds. Empty fields have the usual times: calls 20, chats 30, e-mails 120."),
        channels=CHANNELS,
        scale=_SECOND,
    )
    return (
        skills,
        pick,
        sticky,
        offer,
    )


def _ending(theme: Theme) -> tuple[Row, ...]:
    """How work ends, or goes back."""
    wrap_up = NumberRow(
        theme,
        "wrap_up_ms",
        tr("Wrap-up time"),
        tr("0 is none. An empty field leaves it to the agent to complete."),
        unit=tr("seconds"),
        scale=_SECOND,
        empty=tr("until completed"),
    )
    required = SwitchRow(
        theme, "wrap_up_required", tr("Outcome"), words=tr("Must be chosen in wrap-up")
    )
    away = NumberRow(
        theme,
        "away_ms",
        tr("Agent away"),
        tr("So long work stays with an agent whose desk is away; then it goes back to this queue."),
        unit=tr("minutes"),
        scale=_MINUTE,
        empty=tr("for ever"),
    )
    return (
        wrap_up,
        required,
        away,
    )


def _mail(theme: Theme) -> tuple[Row, ...]:
    """What its mails say."""
    signature = SignatureRow(
        theme,
        "signature",
        tr("Signature"),
        tr("Stands below each mail that is sent from this queue. Names are filled in then."),
    )
    return (signature,)
