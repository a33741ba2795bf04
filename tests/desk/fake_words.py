"""The words of a team in memory: outcomes, prepared texts, websites; a part of `FakeTeam`.

Promises the contract of its port. Refuses to raise a team's `fault`: the team does.
"""

from typing import TypeAlias, TypeVar

from msgspec.structs import replace

from agent_desktop.model.administration import Kept, QueueRules, Topic
from agent_desktop.model.administration_words import (
    KeepOutcome,
    KeepReply,
    KeepWebsite,
    OrderOutcomes,
    OrderReplies,
    Outcomes,
    PauseWebsite,
    RemoveOutcome,
    RemoveReply,
    RemoveWebsite,
    Replies,
    Website,
    Websites,
)
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.work import Disposition, SavedReply

T = TypeVar("T")
WordOrder: TypeAlias = (
    KeepOutcome
    | RemoveOutcome
    | OrderOutcomes
    | KeepReply
    | RemoveReply
    | OrderReplies
    | KeepWebsite
    | PauseWebsite
    | RemoveWebsite
)


class FakeWords:
    """An outcome, a text, a website, and the queue that it leads to."""

    def __init__(self) -> None:
        self.queues = {"support": QueueRules(id="support", name="Support")}
        self.outcomes = {
            "answered": Disposition(code="answered", label="Question answered", group="Solved")
        }
        self.replies = {
            "hello": SavedReply(
                shortcut="hello", title="Greeting", text="Good day,\n\nhow are you?"
            )
        }
        self.websites = {"website": Website(id="website", name="Website chat", queue_id="support")}

    def read_words(self, topic: Topic) -> Kept:
        """What is kept of one of its topics."""
        if topic is Topic.OUTCOMES:
            return Outcomes(outcomes=tuple(self.outcomes.values()))
        if topic is Topic.REPLIES:
            return Replies(replies=tuple(self.replies.values()))
        sites = tuple(self.websites.values())
        return Websites(websites=sites, hub="https://hub.example.com")

    def define_words(self, order: WordOrder) -> None:
        """Carry an order out."""
        match order:
            case KeepOutcome(outcome=one):
                same(self.outcomes.get(one.code), order.before)
                named(one.label, "label")
                self._queue(one.queue_id or "support")
                self.outcomes[one.code] = one
            case RemoveOutcome():
                if len(self.outcomes) == 1:
                    raise Refused("It is the last one: Support.", field="id", value=order.code)
                del self.outcomes[order.code]
            case KeepReply(reply=reply):
                same(self.replies.get(reply.shortcut), order.before, "shortcut")
                if " " in reply.shortcut:
                    raise Refused("An id has no spaces.", field="shortcut")
                named(reply.title, "title")
                named(reply.text, "text")
                self.replies[reply.shortcut] = reply
            case RemoveReply():
                del self.replies[order.shortcut]
            case KeepWebsite(website=site):
                kept = self.websites.get(site.id)
                paused = kept is not None and kept.paused
                same(kept, order.before and replace(order.before, paused=paused))
                named(site.name)
                self._queue(site.queue_id)
                for origin in site.origins:
                    if not origin.startswith("https://"):
                        raise Refused(f"“{origin}” is no website.", field="origins", value=origin)
                self.websites[site.id] = replace(site, paused=paused)
            case PauseWebsite(website_id=site_id):
                self.websites[site_id] = replace(self.websites[site_id], paused=order.paused)
            case RemoveWebsite():
                del self.websites[order.website_id]
            case OrderOutcomes(codes=keys):
                same(tuple(self.outcomes), order.before)
                self.outcomes = {key: self.outcomes[key] for key in keys}
            case OrderReplies(shortcuts=keys):
                same(tuple(self.replies), order.before)
                self.replies = {key: self.replies[key] for key in keys}

    def _queue(self, queue_id: str) -> None:
        if queue_id not in self.queues:
            raise Refused("There is no such queue.", field="queue_id", value=queue_id)


def same(known: T | None, before: T | None, field: str = "") -> None:
    if known != before:
        raise Conflict("Somebody else changed this meanwhile.", field=field)


def named(name: str, field: str = "name") -> None:
    if not name:
        raise Refused("A name is needed.", field=field)
