"""Signing in at a provider from a form: the backend is asked, the browser opened, and the end waited for.

Promises one sign-in at a time for a form, that only web addresses are opened, and that leaving the form ends what is
waited for. Refuses sockets and secrets: it reads the desk and posts intents.
"""

from collections.abc import Callable
from typing import Literal
from urllib.parse import urlsplit

from PySide6.QtCore import QObject

from agent_desktop.desk.administration_state import Administration
from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Order
from agent_desktop.model.administration_networks import (
    AwaitConsent,
    BeginConsent,
    ConsentAsked,
    ConsentPages,
    EndConsent,
    NetworkEntry,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.intents import Administer
from agent_desktop.ui.settings.consent_row import ConsentRow
from agent_desktop.ui.words import problem_words, tr

OpenLink = Callable[[str], object]


def pages() -> ConsentPages:
    """What the browser says when it comes back."""
    return ConsentPages(
        title=tr("Agent Desktop"),
        given=tr("You are signed in. You can close this page and go back to the program."),
        refused=tr("The sign-in failed. Go back to the program: it says why, and what to do."),
        foreign=tr("This page belongs to no sign-in that is waited for. You can close it."),
    )


class Consenting(QObject):
    """For one form. `row` is the one that is shown now."""

    def __init__(self, desk: DeskView, open_link: OpenLink) -> None:
        super().__init__()
        self._desk = desk
        self._open_link = open_link
        self._row: ConsentRow | None = None
        self._ask = ""
        self._asked: ConsentAsked | None = None
        self._unwanted: set[str] = set()
        """Asked for and left before the answer: what they begin is ended."""

    def begin(self, row: ConsentRow, by: str, entry: NetworkEntry, secrets: dict[str, str]) -> None:
        """Ask for consent to use what stands in the form."""
        self.stop()
        way: Literal["browser", "code"] = "code" if by == "code" else "browser"
        self._row = row
        row.begin()
        order = BeginConsent(entry=entry, by=way, pages=pages(), secrets=secrets)
        self._ask = self._post(order)

    def stop(self) -> None:
        """Nobody waits any more."""
        if self._asked is not None:
            self._post(EndConsent(consent_id=self._asked.id))
        elif self._ask:
            self._unwanted.add(self._ask)
        if self._row is not None:
            self._row.rest()
        self._row, self._ask, self._asked = None, "", None

    def open(self, address: str) -> None:
        """Show a page of the provider in the browser."""
        if urlsplit(address).scheme in ("https", "http"):
            self._open_link(address)

    def follow(self, known: Administration, *, kept: bool) -> None:
        """What the desk knows changed. `kept`: the backend keeps what stands in the form."""
        self._end_unwanted(known)
        order = known.orders.get(self._ask)
        row = self._row
        if order is None or row is None:
            return
        if order.problem is not None:
            self._row, self._ask, self._asked = None, "", None
            row.fail(problem_words(order.problem))
        elif order.done and isinstance(order.found, ConsentAsked):
            self._asked = order.found
            self._ask = self._post(AwaitConsent(consent_id=order.found.id))
            row.wait(order.found)
            if not order.found.code:
                self.open(order.found.address)
        elif order.done:
            self._row, self._ask, self._asked = None, "", None
            row.done(kept=kept)

    def _end_unwanted(self, known: Administration) -> None:
        for ask_id in tuple(self._unwanted):
            order = known.orders.get(ask_id)
            if order is None or not (order.done or order.problem):
                continue
            self._unwanted.discard(ask_id)
            if isinstance(order.found, ConsentAsked):
                self._post(EndConsent(consent_id=order.found.id))

    def _post(self, order: Order) -> str:
        ask_id = new_id()
        self._desk.post(Administer(ask_id=ask_id, order=order))
        return ask_id
