"""Passages into sums: what one passage adds, and sums that follow passages as they change.

Promises that what came to a queue is answered, gave up, left otherwise or waits: `offered` is these four together. That
sums add up: those of a longer time, or of more queues and agents, are the sums of these; only of the longest wait it is
the greatest. That a passage which is taken out leaves the sums as if it had never been in.
"""

from collections.abc import Mapping
from typing import Final

from agent_desktop.model.base import Millis
from agent_desktop.model.figures import LONGEST, RATED_WELL, FigureRules
from agent_desktop.model.passages import Came, Gone, Left, Passage, PassageOffer
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel

COMES: Final = frozenset({Came.ARRIVED, Came.TRANSFERRED, Came.RETURNED})
"""How passages begin in which somebody waits."""
SPOKEN: Final = frozenset({Channel.VOICE, Channel.VIDEO})


def share(passage: Passage, rules: FigureRules) -> dict[str, int]:
    """What a passage adds to the sums of `KEPT`; what is 0 may be missing."""
    if passage.came is Came.BEGUN:
        return {"begun": 1}
    if passage.came is Came.CALLED_IN:
        return _helped(passage)
    made: dict[str, int] = {}
    if passage.came in COMES:
        made["offered"] = 1
        if passage.left_at is not None:
            _left(made, passage, rules, max(0, passage.left_at - passage.came_at))
    if passage.first_reply_ms is not None:
        made["replied"] = 1
        made["first_reply_ms"] = passage.first_reply_ms
    if passage.replies:
        made["replies"] = passage.replies
        made["reply_ms"] = passage.reply_ms
    if passage.first_reply_in_hours_ms is not None:
        made["replied_in_hours"] = 1
        made["first_reply_in_hours_ms"] = passage.first_reply_in_hours_ms
    if passage.replies_in_hours:
        made["replies_in_hours"] = passage.replies_in_hours
        made["reply_in_hours_ms"] = passage.reply_in_hours_ms
    if passage.rating is not None:
        made["rated"] = 1
        made["rated_well"] = passage.rating >= RATED_WELL
        made["rating"] = passage.rating
    if passage.handled:
        _handled(made, passage)
    return made


def _helped(passage: Passage) -> dict[str, int]:
    """A part of what a customer costs, though nobody was served by it alone."""
    if passage.left_at is None or passage.ended_at is None:
        return {}
    took = passage.ended_at - passage.left_at
    return {"consults": 1, "consult_ms": took, "handle_ms": took}


def _left(made: dict[str, int], passage: Passage, rules: FigureRules, waited: Millis) -> None:
    if passage.left is Left.ANSWERED:
        made["answered"] = 1
        made["answered_within"] = waited <= rules.threshold(passage.queue_id, passage.channel)
        made["answer_wait_ms"] = waited
    elif passage.left is Left.ABANDONED:
        made["abandoned"] = 1
        made["abandoned_within"] = waited <= rules.threshold(passage.queue_id, passage.channel)
        made["short_abandoned"] = waited <= rules.short_ms
        made["abandon_wait_ms"] = waited
    else:
        made["other_exits"] = 1
        late = "late_callbacks" if passage.left is Left.CALLBACK else "late_exits"
        made[late] = waited > rules.threshold(passage.queue_id, passage.channel)


def _handled(made: dict[str, int], passage: Passage) -> None:
    assert passage.left_at is not None
    assert passage.wrapped_at is not None
    ended_at = passage.wrapped_at if passage.ended_at is None else passage.ended_at
    made["handled"] = 1
    made["interactions"] = passage.part == 1
    made["transferred"] = passage.gone is Gone.TRANSFERRED
    made["handle_ms"] = passage.wrapped_at - passage.left_at
    made["hold_ms"] = passage.hold_ms
    made["talk_ms"] = ended_at - passage.left_at - passage.hold_ms
    made["wrap_ms"] = passage.wrapped_at - ended_at
    if passage.channel not in SPOKEN:
        made["sessions"] = 1
        made["session_ms"] = ended_at - passage.left_at
        made["engaged_ms"] = passage.engaged_ms


def asked(offer: PassageOffer) -> dict[str, int]:
    """What an offer adds."""
    made = {"offers": 1}
    if offer.outcome in ("declined", "missed"):
        made[offer.outcome] = 1
    return made


_DOINGS: Final = {"busy": "busy_ms", "offered": "ringing_ms", "lost": "unlinked_ms"}


def time_sums(state: str, doing: str, ms: Millis) -> dict[str, int]:
    """What an agent's time adds: how long, in which presence, and what was observed."""
    idle = "idle_ms" if state == PresenceState.READY else "not_ready_ms"
    return {"signed_in_ms": ms, f"in_{state}_ms": ms, _DOINGS.get(doing, idle): ms}


class Sums:
    """The sums of one row, whatever a row is: a queue's, a team's, an agent's, of a day or of a quarter of an hour."""

    __slots__ = ("_longest", "_sums")

    def __init__(self) -> None:
        self._sums: dict[str, int] = {}
        self._longest: Millis = 0

    def count(self, passage: Passage, rules: FigureRules, now: Millis) -> None:
        """One more passage, as it is at the moment `now`."""
        self.more(share(passage, rules))
        if passage.came not in COMES:
            return
        left_at = now if passage.left_at is None else passage.left_at
        waited = max(0, left_at - passage.came_at)
        self.waited(waited)
        if passage.left_at is None:
            late = waited > rules.threshold(passage.queue_id, passage.channel)
            self.more({"waiting": 1, "late_waiting": late})

    def ask(self, offer: PassageOffer, times: int = 1) -> None:
        """One more offer; `times` -1 takes it out again."""
        self.more(asked(offer), times)

    def more(self, sums: Mapping[str, int], times: int = 1) -> None:
        """Sums that were counted elsewhere; `times` -1 takes them out again, but nothing of a longest wait."""
        mine = self._sums
        if not mine and times == 1:
            mine.update(sums)
            return
        for name, one in sums.items():
            if one:
                mine[name] = mine.get(name, 0) + one * times

    def join(self, other: "Sums") -> None:
        """Everything that another row has."""
        self.more(other._sums)
        self.waited(other._longest)

    def waited(self, longest: Millis) -> None:
        """The longest wait that was counted elsewhere."""
        self._longest = max(self._longest, longest)

    def made(self) -> dict[str, int]:
        """The sums, without those that are 0. A longest wait of 0 is one where somebody came."""
        found = {name: one for name, one in self._sums.items() if one}
        if "offered" in found:
            found[LONGEST] = self._longest
        return found
