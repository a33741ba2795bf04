"""Looking ahead: how calls are at this moment, before the news of it have had their turn.

"Save, then show" is for what the store keeps: messages, history, replies. How a call is now nobody keeps: telephone and
backend tell it anew whenever they are asked, no crash can lose it, and a second later it is another. So it need not
wait for the disk. Promises that calls, and the telephone's own offers, are read as the machines will see them, and that
the turns themselves know nothing of it. Refuses everything else: records, timelines, notices and commands wait for
their turn.
"""

import logging
from collections.abc import Iterable

from agent_desktop.desk import calls, carried
from agent_desktop.desk.core import Core
from agent_desktop.desk.items import Item
from agent_desktop.desk.turn import Turn
from agent_desktop.model import intents as it
from agent_desktop.model.backend_calls import CallClosed, CallUpdated
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import CallsChanged, Change, OffersChanged
from agent_desktop.model.events import BackendBatch
from agent_desktop.model.listening import Listen
from agent_desktop.model.phone import CallChanged, CallOver, PhoneChanged

log = logging.getLogger(__name__)

ABOUT_CALLS = (
    it.AcceptOffer,
    it.CheckSound,
    it.Consult,
    it.DeclineOffer,
    it.Dial,
    it.EndWork,
    Listen,
    it.OperateCall,
    it.OrderCall,
    it.ShieldRecording,
    it.TakeWaiting,
    it.WriteCallNote,
)
"""What an agent may ask about a call, or of a telephone, that is only seen ahead: the news of it go first."""


class Ahead:
    """For one desk; `core.ahead` is what readers of calls see, None while all news have had their turn."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._turn: Turn | None = None

    def hear(self, item: Item, now: Millis) -> tuple[Change, ...]:
        """News came and wait; what became stale on the screen at once."""
        if not _is_live(item):
            return ()
        before = self._core.live
        if self._turn is None:
            self._turn = Turn(self._core.books, self._core.state, now, "ahead")
        self._turn.now = now
        _look(self._turn, item)
        self._core.ahead = after = self._turn.state
        if after.open_offers != before.open_offers:
            return (CallsChanged(), OffersChanged())
        return (CallsChanged(),)

    def again(self, waiting: Iterable[Item], now: Millis) -> None:
        """A turn is over, for good or bad: look anew from where the desk stands, over the news that still wait."""
        self._turn = self._core.ahead = None
        for item in waiting:
            self.hear(item, now)


def _is_live(item: Item) -> bool:
    if isinstance(item, BackendBatch):
        return any(isinstance(one, CallUpdated | CallClosed) for one in item.events)
    return isinstance(item, CallChanged | CallOver | PhoneChanged)


def _look(turn: Turn, item: Item) -> None:
    try:
        if isinstance(item, BackendBatch):
            for event in item.events:
                if isinstance(event, CallUpdated):
                    carried.updated(turn, event.call)
                elif isinstance(event, CallClosed):
                    carried.closed(turn, event.interaction_id)
        elif isinstance(item, CallChanged | CallOver | PhoneChanged):
            calls.told(turn, item)
        carried.adopt(turn)
    except Exception:
        # Its turn will fail too, and say so; until then the screen shows what was before.
        log.debug("not looked ahead of %s", type(item).__name__)
