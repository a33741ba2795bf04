"""What administrators ask of the centre, and the hub's starter for a new hub."""

from collections.abc import Sequence

from agent_desktop.hub.centre import definitions, house_rules, refusing, surveying
from agent_desktop.hub.centre.calls import surveys
from agent_desktop.hub.centre.writer import Writer
from agent_desktop.hub.storage import configuration
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings, QueueSettings
from agent_desktop.model.base import Millis
from agent_desktop.model.joining import Joining
from agent_desktop.model.people import Address, Agent
from agent_desktop.model.surveys import Survey
from agent_desktop.model.work import Disposition, SavedReply


class AdminSide(Writer):
    """The administrators' door."""

    def define_queue(self, queue: QueueSettings) -> None:
        """Make a queue or change its rules."""
        with self.request() as book:
            definitions.define_queue(book, queue)

    def define_entry_point(self, entry_point: EntryPointSettings) -> None:
        """Make an entry point or change it. Refused when its queue is unknown."""
        with self.request() as book:
            definitions.define_entry_point(book, entry_point)

    def define_agent(self, agent: AgentProfile) -> None:
        """Make an agent or change name, queues, capacity and skills. The account's secrets are not touched."""
        with self.request() as book:
            definitions.define_agent(book, agent)

    def define_disposition(self, disposition: Disposition, position: int | None = None) -> None:
        """Make an outcome code or change its words."""
        with self.request() as book:
            definitions.define_disposition(book, disposition, position)

    def define_saved_reply(self, reply: SavedReply, position: int | None = None) -> None:
        """Make a prepared text or change it."""
        with self.request() as book:
            definitions.define_saved_reply(book, reply, position)

    def order_dispositions(self, codes: Sequence[str]) -> None:
        """Say in which order agents see the outcome codes. Refused unless each one is named once."""
        with self.request() as book:
            definitions.order_dispositions(book, codes)

    def order_saved_replies(self, shortcuts: Sequence[str]) -> None:
        """Say in which order agents see the prepared texts. Refused unless each one is named once."""
        with self.request() as book:
            definitions.order_saved_replies(book, shortcuts)

    def queues(self) -> tuple[QueueSettings, ...]:
        """Every queue, in order of definition."""
        with self.request() as book:
            return tuple(book.live.queues.values())

    def entry_points(self) -> tuple[EntryPointSettings, ...]:
        """Every entry point that is not retired, in order of definition."""
        with self.request() as book:
            return tuple(book.live.entry_points.values())

    def retired_entry_points(self) -> tuple[EntryPointSettings, ...]:
        """Every entry point that was taken away: past work has its name."""
        with self.request() as book:
            return tuple(book.live.retired_entry_points.values())

    def agents(self) -> tuple[AgentProfile, ...]:
        """Every agent, by name."""
        with self.request() as book:
            profiles = (one.profile for one in book.live.agents.values())
            return tuple(sorted(profiles, key=lambda one: (one.name, one.id)))

    def agent(self, agent_id: str) -> Agent:
        """One agent. Refused when unknown."""
        with self.request() as book:
            return book.agent(agent_id).record

    def joining(self) -> Joining:
        """What the house says of which conversation a message joins."""
        with self.request() as book:
            return book.live.joining

    def define_joining(self, joining: Joining) -> None:
        """The house says this from now on. Refused for times and shapes that make no sense."""
        with self.request() as book:
            house_rules.define_joining(book, joining)

    def surveys(self) -> tuple[Survey, ...]:
        """What customers are asked, in the order in which it is looked at."""
        with self.request() as book:
            return book.live.surveys

    def define_survey(self, survey: Survey) -> None:
        """Make a survey or change it."""
        with self.request() as book:
            surveying.define(book, survey)
            surveys.plan_all(book)

    def remove_survey(self, survey_id: str) -> None:
        """Ask no more."""
        with self.request() as book:
            surveying.remove(book, survey_id)
            surveys.plan_all(book)

    def record_consent(
        self, agent_id: str, address: Address, given: bool, reason: str, seen_at: Millis
    ) -> None:
        """Whether a customer may be written to at an address, by what they said to an agent."""
        with self.request() as book:
            author = book.agent(agent_id).author
            refusing.record(book, author, address, given, reason, seen_at)

    def setting(self, name: str) -> str:
        """A setting of the hub ("team"), empty when it was never set."""
        with self.request():
            return configuration.setting(self.storage, name)

    def define_setting(self, name: str, value: str, *, told: bool = False) -> None:
        """Keep a setting. `told`: desks know of it, and hear of it at once."""
        with self.request() as book:
            configuration.keep_setting(self.storage, name, value)
            if told:
                definitions.tell_choices(book)
