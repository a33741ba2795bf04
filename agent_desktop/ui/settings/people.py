"""The page of people: who is in the team, how they sign in, what they may do and what they can.

Promises that a password is typed once and never shown, and that everything routing needs of a person is here. Refuses
to delete people: their work bears their names; they are kept out instead.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import (
    KeepMember,
    Kept,
    Member,
    Order,
    People,
    Queues,
    Scope,
    Topic,
)
from agent_desktop.model.work import Blending, Channel
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.book import Book, Words, known_skills
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.number_rows import AmountsRow, NumberRow
from agent_desktop.ui.settings.rows import ChoiceRow, Row, SecretRow, SwitchRow, TextRow
from agent_desktop.ui.settings.tables import SkillsRow, SomeRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

CHANNELS = (Channel.VOICE, Channel.CHAT, Channel.EMAIL, Channel.SMS, Channel.SOCIAL)


class PeopleBook(Book[Member]):
    """See the module."""

    topic = Topic.PEOPLE
    needs = (Topic.QUEUES,)
    kind = Member

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("People"),
            icon="users-round",
            about=tr(
                "Everybody who signs in: what they may do, which queues they serve, and how much at once."
            ),
            add=tr("Add a person"),
            new=tr("New person"),
            empty=tr("Nobody is in the team yet."),
        )

    def form(self, theme: Theme) -> Form[Member]:
        """See `Book`."""
        signing_in = _signing_in(theme)
        rights = _rights(theme)
        work = _work(theme)
        groups = (
            Group(theme, tr("Sign-in"), signing_in),
            Group(theme, tr("Rights"), rights),
            Group(theme, tr("Work"), work),
        )
        rows = (*signing_in, *rights, *work)
        return Form(theme, groups, rows)

    def offer(self, form: Form[Member], known: Administration) -> None:
        """See `Book`."""
        kept = known.topic(Topic.QUEUES).kept
        queues, skills = form.rows["queues"], form.rows["skills"]
        assert isinstance(queues, SomeRow)
        assert isinstance(skills, SkillsRow)
        levels: list[Mapping[str, int]] = []
        if isinstance(kept, Queues):
            queues.set_options([(one.id, one.name) for one in kept.queues])
            levels += [one.skills for one in kept.queues]
        people = known.topic(Topic.PEOPLE).kept
        if isinstance(people, People):
            levels += [one.skills for one in people.members]
        skills.set_known(known_skills(levels))

    def records(self, kept: Kept) -> Mapping[str, Member]:
        """See `Book`."""
        assert isinstance(kept, People)
        return {one.id: one for one in kept.members}

    def entry(self, record: Member, known: Administration) -> Entry:
        """See `Book`."""
        kept = known.topic(Topic.QUEUES).kept
        names = {one.id: one.name for one in kept.queues} if isinstance(kept, Queues) else {}
        served = ", ".join(names.get(one, one) for one in record.queues)
        state, level = _state(record)
        parts = (record.email, served or tr("serves no queue"))
        return Entry(
            key=record.id,
            title=record.name,
            detail=" · ".join(part for part in parts if part),
            state=state,
            level=level,
        )

    def blank(self) -> Member:
        """See `Book`."""
        return Member(id="")

    def named(self, record: Member, chance: str) -> Member:
        """See `Book`."""
        return replace(record, id=id_of(record.name, chance))

    def key(self, record: Member) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: Member) -> str:
        """See `Book`."""
        return record.name

    def keep(self, record: Member, before: Member | None, form: Form[Member]) -> Order:
        """See `Book`."""
        return KeepMember(member=record, before=before, password=form.secret("password"))


def _state(member: Member) -> tuple[str, Level | None]:
    if member.disabled:
        return tr("Kept out"), "warn"
    if Scope.ADMIN in member.scopes:
        return tr("Administrator"), None
    if Scope.SUPERVISOR in member.scopes:
        return tr("Supervisor"), None
    if not member.has_password:
        return tr("No password yet"), "warn"
    return "", None


def _signing_in(theme: Theme) -> tuple[Row, ...]:
    """How somebody signs in, or no longer."""
    name = TextRow(theme, "name", tr("Name"), required=True)
    email = TextRow(
        theme,
        "email",
        tr("E-mail"),
        tr("The person signs in with it. Without one, nobody signs in from another computer."),
    )
    password = SecretRow(
        theme,
        "password",
        tr("Password"),
        tr("Tell it to the person: it is not shown again. A new one ends their sessions."),
    )
    disabled = SwitchRow(
        theme,
        "disabled",
        tr("Kept out"),
        tr("Ends their sessions, and their work goes back to its queues. What they wrote stays."),
        words=tr("Cannot sign in"),
    )
    return (
        name,
        email,
        password,
        disabled,
    )


def _rights(theme: Theme) -> tuple[Row, ...]:
    """What they may do."""
    scopes = SomeRow(
        theme,
        "scopes",
        tr("May"),
        options=(
            (Scope.AGENT.value, tr("Work with customers")),
            (Scope.SUPERVISOR.value, tr("See and help the work of others")),
            (Scope.ADMIN.value, tr("Change these settings")),
        ),
    )
    return (scopes,)


def _work(theme: Theme) -> tuple[Row, ...]:
    """What they are offered, and under which number."""
    queues = SomeRow(
        theme, "queues", tr("Queues"), none=tr("There are no queues yet. Add one first.")
    )
    skills = SkillsRow(
        theme,
        "skills",
        tr("Skills"),
        tr("Level 1 is a beginning, 10 is the best. Queues may ask for a level."),
    )
    extension = TextRow(
        theme,
        "extension",
        tr("Extension"),
        tr("Colleagues call under it. An empty field is given a free one."),
    )
    return (queues, skills, *_at_once(theme), extension)


def _at_once(theme: Theme) -> tuple[Row, ...]:
    """How much they are offered at once."""
    capacity = AmountsRow(
        theme,
        "capacity",
        tr("At once"),
        tr("How many of each kind. 0 offers none; an empty field is the usual number."),
        channels=CHANNELS,
    )
    units = NumberRow(
        theme,
        "units",
        tr("Altogether"),
        tr("What all of it together may cost. A call costs most, a chat less, the rest least."),
        unit=tr("units"),
    )
    blending = ChoiceRow(
        theme,
        "blending",
        tr("Beside a call"),
        tr(
            "Mails and social messages always give way to a call. Chats in hand keep calls away, or"
            " calls come beside them; beside a call nothing new comes, or whatever fits."
        ),
        options=(
            (Blending.EXCLUSIVE.value, tr("Nothing, no chats")),
            (Blending.CALLS.value, tr("Chats in hand")),
            (Blending.FULL.value, tr("Whatever fits")),
        ),
    )
    exceeds = SwitchRow(
        theme,
        "may_exceed",
        tr("Full hands"),
        tr("Asked again, and written into the audit trail with the reason."),
        words=tr("May take customers by hand beyond all this"),
    )
    return (capacity, units, blending, exceeds)
