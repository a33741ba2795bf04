"""What the telephones tell the centre, and what they are told when they begin.

Whoever carries the worker's words here tells them one after another, in their order. A call that raises StoreFailed has
changed nothing: tell it again before anything later. Nothing else is raised, but for `web_call`. What the telephones
are to do comes by `drain_orders`.
"""

from collections.abc import Collection

from agent_desktop.hub.centre.calls import absent, lost, news, phones, pictures, recordings, tickets
from agent_desktop.hub.centre.writer import Writer
from agent_desktop.hub.crm.visitors import WebCallTicket
from agent_desktop.hub.voice.records import VoiceCall
from agent_desktop.hub.voice.worker.centre import News, Recorded
from agent_desktop.model.attachments import Attachment


class VoiceSide(Writer):
    """The telephones' door."""

    def voice_happened(self, told: News) -> None:
        """Something became of a call."""
        with self.request() as book:
            news.happened(book, told)

    def voice_pictured(self, call: VoiceCall) -> None:
        """What a call looks like now."""
        with self.request() as book:
            pictures.pictured(book, call)
            absent.rung(book, call.id)

    def voice_recorded(self, recorded: Recorded, attachment: Attachment | None) -> None:
        """A recording's or message's file is complete, and kept as `attachment` (None: nothing of it could be kept)."""
        with self.request() as book:
            recordings.recorded(book, recorded, attachment)

    def phone_here(self, agent_id: str, here: bool) -> None:
        """An agent's telephone is registered, or is not any more."""
        with self.request() as book:
            phones.here(book, agent_id, here)

    def voice_lost(self) -> None:
        """The worker died, with every call and every telephone's registration."""
        with self.request() as book:
            lost.worker_lost(book)

    def voice_ready(self, coming: Collection[str] = ()) -> None:
        """A new worker is there: it is told (by orders) which customers keep a place.

        `coming` are the recordings whose files will still be told of: no other one will come any more.
        """
        with self.request() as book:
            lost.worker_ready(book, coming)

    def owes_calls(self) -> bool:
        """Whether a customer keeps a place, and waits to be called back."""
        with self.request() as book:
            return lost.owes_calls(book.live)

    def web_call(self, visitor_id: str, entry_point_id: str) -> WebCallTicket:
        """A fresh call for a visitor, to be offered to the worker under its id. Raises Refused, Conflict."""
        with self.request() as book:
            return tickets.reserve(book, visitor_id, entry_point_id)

    def decline_call(self, visitor_id: str, call_id: str) -> str:
        """The visitor gives up a kept place; or does not want to talk now: the leg to end, empty without one; without a
        call, does not want to talk though an agent asked."""
        with self.request() as book:
            return tickets.decline(book, visitor_id, call_id)
