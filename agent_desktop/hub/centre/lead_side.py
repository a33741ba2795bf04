"""What the server asks of the centre about teams, reach and the audit trail."""

from collections.abc import Sequence

from agent_desktop.hub.centre import announcing, figure_teams, figures, reach, teams, trail_words
from agent_desktop.hub.centre.reach import Reach
from agent_desktop.hub.centre.reports import AskedTeam
from agent_desktop.hub.centre.writer import Writer
from agent_desktop.hub.storage import trail, trail_search
from agent_desktop.hub.storage.counting import Seen
from agent_desktop.hub.storage.trail import AuditEntry
from agent_desktop.hub.storage.trail_search import Wanted
from agent_desktop.model.base import Millis
from agent_desktop.model.figure_questions import FigureNames, Named
from agent_desktop.model.supervising import Announcement, Team


class LeadSide(Writer):
    """The door of leads and of those who look after them."""

    # --- reach

    def reach(self, agent_id: str) -> Reach:
        """What a person may see and act on now."""
        with self.request() as book:
            return reach.reach_of(book, agent_id)

    def check_reads(self, agent_id: str, conversation_id: str) -> None:
        """Raises OutOfReach unless the person may read the conversation."""
        with self.request() as book:
            reach.check_reads(book, reach.reach_of(book, agent_id), conversation_id)

    def reads_as_lead(self, agent_id: str, conversation_id: str) -> bool:
        """Whether the conversation is neither the person's own work nor followed, and they read it as a lead."""
        with self.request() as book:
            return reach.reads_as_lead(book, reach.reach_of(book, agent_id), conversation_id)

    def readable(self, agent_id: str, conversations: Sequence[str]) -> frozenset[str]:
        """Those of the conversations that the person may read."""
        with self.request() as book:
            mine = reach.reach_of(book, agent_id)
            return frozenset(one for one in conversations if reach.may_read(book, mine, one))

    def figures_seen(self, agent_id: str, team_id: str) -> Seen | None:
        """Whose figures the person may see, of all or of one team; None for everybody's. Raises OutOfReach."""
        with self.request() as book:
            return figures.seen_by(book, agent_id, team_id)

    def figure_teams(self, agent_id: str, team_id: str) -> tuple[tuple[str, Seen], ...]:
        """The teams whose figures the person may see, or that one alone, and whose these are. Raises OutOfReach."""
        with self.request() as book:
            return figure_teams.seen_teams(book, agent_id, team_id)

    def figure_names(self, agent_id: str) -> FigureNames:
        """What the figures that the person may see can be about."""
        with self.request() as book:
            return figure_teams.names(book, agent_id)

    def teams_seen(self, agent_id: str, team_id: str) -> tuple[AskedTeam, ...]:
        """The same teams, each with its name. Raises OutOfReach."""
        with self.request() as book:
            found = figure_teams.seen_teams(book, agent_id, team_id)
            return tuple(
                AskedTeam(name=book.live.teams[key].name, seen=seen, id=key) for key, seen in found
            )

    # --- teams

    def teams(self) -> tuple[Team, ...]:
        """Every team, by name."""
        with self.request() as book:
            return tuple(sorted(book.live.teams.values(), key=lambda one: (one.name, one.id)))

    def define_team(self, team: Team) -> None:
        """Make a team or change it."""
        with self.request() as book:
            teams.define_team(book, team)

    def remove_team(self, team_id: str) -> None:
        """There is no such team any more; its people stay."""
        with self.request() as book:
            teams.remove_team(book, team_id)

    def announced(self, agent_id: str) -> tuple[tuple[Announcement, dict[str, Millis]], ...]:
        """The announcements of a lead and of their teams, past ones too, and who has read each of them."""
        with self.request() as book:
            return tuple(announcing.announced(book, agent_id))

    # --- the audit trail

    def note(self, who: str, act: str, subject: str = "", whom: str = "", **detail: object) -> None:
        """Write down that somebody did something."""
        with self.request() as book:
            book.trail.add(book.now, who, act, subject, whom, **detail)

    def trail_wanted(
        self, agent_id: str, wanted: Wanted, words: str = "", means: str = ""
    ) -> Wanted:
        """The same as this person may see it, with words as `trail_words` takes them."""
        with self.request() as book:
            return trail_words.narrowed(book, agent_id, wanted, words, means)

    def trail_people(self, agent_id: str) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
        """The people and the queues whose acts this person may look for, by name."""
        with self.request() as book:
            return trail_words.people(book, agent_id)

    def trail_named(self, entries: Sequence[AuditEntry]) -> list[trail_words.NamedEntry]:
        """The entries with the names of now, and the conversations that they lead to."""
        with self.request() as book:
            return [trail_words.named(book, one) for one in entries]

    def trail(
        self, agent_id: str, wanted: Wanted, before: int | None, limit: int
    ) -> list[AuditEntry]:
        """The newest entries that are wanted and that the person may see, newest first."""
        with self.request() as book:
            seen = trail_words.narrowed(book, agent_id, wanted)
            found = trail_search.search(book.storage, seen, before, limit, enough=lambda: False)
            return list(found.entries)

    def trail_head(self) -> tuple[int, bytes]:
        """The newest sequence and digest, as they were kept."""
        with self.request() as book:
            return trail.head_of(book.storage)
