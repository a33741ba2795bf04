"""What visitors do to the calls' machine: their pages come and go, call, keep places and answer."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from agent_desktop.hub.centre.calls import pages
from agent_desktop.hub.crm.visitors import WebCallTicket
from agent_desktop.hub.voice import inputs as i
from agent_desktop.model.errors import Conflict
from agent_desktop.model.work import InteractionState
from tests.hub.centre.call_checks import CallsChecked

VISITORS = ("vera", "will")
visitors = st.sampled_from(VISITORS)


class PagesMachine(CallsChecked):
    """The visitors' part of what may happen to calls."""

    @rule(visitor=visitors, here=st.booleans())
    def page(self, visitor: str, here: bool) -> None:
        self.floor.centre.visitor_online(visitor, here)
        self.lines.carry()

    @rule(visitor=visitors, keeps=st.booleans())
    def call_from_a_page(self, visitor: str, keeps: bool) -> None:
        """A visitor waits, or keeps the place and hangs up; or answers, when called there."""
        ticket = self.ticket(visitor)
        if ticket is None or not self.lines.alive:
            return
        if ticket.leg:
            self.lines.tell(i.LegAnswered(ticket.leg))
            return
        leg = f"{ticket.call}/page"
        self.lines.tell(i.CallArrived(ticket.call, leg, "", "", "main"))
        self.lines.tell(i.LegAnswered(leg))
        self.lines.heard(leg)
        if keeps:
            self.lines.wait(31_000)
            self.lines.tell(i.DigitPressed(leg, "1"))
            self.lines.left(leg)

    def ticket(self, visitor: str) -> WebCallTicket | None:
        try:
            return self.floor.centre.web_call(visitor, "main")
        except Conflict:
            return None

    @invariant()
    def nobody_is_offered_a_call_to_a_page_that_is_gone(self) -> None:
        book = self.floor.centre._loaded
        for one in book.live.interactions.values():
            if one.shown.state is InteractionState.OFFERED:
                kept = pages.keeps_place(book.live.calls.get(one.shown.id))
                visitor = book.thread(one.shown.conversation_id).kept.visitor_id
                assert not kept or visitor in book.links.online
