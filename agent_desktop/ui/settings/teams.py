"""The page of teams: who is led by whom.

Promises to say what a team changes: its leads see and help its members alone. Refuses to make anybody a supervisor: the
page of people does.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Member, Order, People, Scope, Topic
from agent_desktop.model.administration_teams import KeepTeam, RemoveTeam, Teams
from agent_desktop.model.supervising import Team
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.rows import TextRow
from agent_desktop.ui.settings.tables import SomeRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr


def _members(kept: Kept | None) -> tuple[Member, ...]:
    return kept.members if isinstance(kept, People) else ()


class TeamsBook(Book[Team]):
    """See the module."""

    topic = Topic.TEAMS
    needs = (Topic.PEOPLE,)
    kind = Team
    removes = True

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Teams"),
            icon="users",
            about=tr("Who leads whom. A lead sees and helps the members of own teams alone."),
            add=tr("Add a team"),
            new=tr("New team"),
            empty=tr("There are no teams yet. Every supervisor leads everybody."),
        )

    def form(self, theme: Theme) -> Form[Team]:
        """See `Book`."""
        name = TextRow(theme, "name", tr("Name"), required=True)
        name.field.setMaxLength(80)
        leads = SomeRow(
            theme,
            "leads",
            tr("Leads"),
            tr("Supervisors; administrators lead every team."),
            none=tr("Nobody is a supervisor yet. Say so on the page of people."),
        )
        members = SomeRow(
            theme,
            "members",
            tr("Members"),
            tr("Somebody may belong to several teams."),
            none=tr("Nobody is in the team yet."),
        )
        rows = (name, leads, members)
        return Form(theme, (Group(theme, tr("Team"), rows),), rows, removes=True)

    def offer(self, form: Form[Team], known: Administration) -> None:
        """See `Book`."""
        leads, members = form.rows["leads"], form.rows["members"]
        assert isinstance(leads, SomeRow)
        assert isinstance(members, SomeRow)
        kept = known.topic(Topic.PEOPLE).kept
        people = [one for one in _members(kept) if not one.disabled]
        leads.set_options([(one.id, one.name) for one in people if Scope.SUPERVISOR in one.scopes])
        members.set_options([(one.id, one.name) for one in people if Scope.AGENT in one.scopes])

    def records(self, kept: Kept) -> Mapping[str, Team]:
        """See `Book`."""
        assert isinstance(kept, Teams)
        return {one.id: one for one in kept.teams}

    def entry(self, record: Team, known: Administration) -> Entry:
        """See `Book`."""
        kept = known.topic(Topic.PEOPLE).kept
        names = {one.id: one.name for one in _members(kept)}
        leads = ", ".join(names.get(one, one) for one in record.leads)
        count = plural(len(record.members), "{n} member", "{n} members")
        parts = (leads or tr("nobody leads it"), count)
        return Entry(
            key=record.id,
            title=record.name,
            detail=" · ".join(parts),
            icon="users",
            state="" if record.leads else tr("No lead"),
            level=None if record.leads else "warn",
        )

    def blank(self) -> Team:
        """See `Book`."""
        return Team(id="", name="")

    def named(self, record: Team, chance: str) -> Team:
        """See `Book`."""
        return replace(record, id=id_of(record.name, chance))

    def key(self, record: Team) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: Team) -> str:
        """See `Book`."""
        return record.name

    def keep(self, record: Team, before: Team | None, form: Form[Team]) -> Order:
        """See `Book`."""
        return KeepTeam(team=record, before=before)

    def remove(self, record: Team) -> Order:
        """See `Book`."""
        return RemoveTeam(team_id=record.id)
