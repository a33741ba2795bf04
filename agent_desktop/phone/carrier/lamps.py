"""Busy lamps: whether the telephones that an account watches are free, ring or talk (RFC 4235).

Promises one state for each number that is watched, unknown until its server tells, and again when it tells no more.
Refuses to keep what the server says of the calls themselves: only the lamp is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from agent_desktop.model.registrations import Lamp, LampState
from agent_desktop.sip.agent.dialog_info import DialogInfo
from agent_desktop.sip.agent.events import Event, Notified, SubscriptionChanged
from agent_desktop.sip.agent.subscription import Subscription, is_refusal
from agent_desktop.sip.transport.endpoint import Endpoint

_PACKAGE: Final = "dialog"
_EXPIRES_S: Final = 3600
_RINGS: Final = frozenset({"trying", "proceeding", "early"})


class LampWatch:
    """Of the account called `name` at `endpoint`. `numbers` are watched, each at the address that `address_of` gives
    (raises `ValueError` for none); `changed` hears all lamps."""

    def __init__(
        self,
        endpoint: Endpoint,
        name: str,
        numbers: Iterable[str],
        address_of: Callable[[str], str],
        changed: Callable[[tuple[Lamp, ...]], None],
    ) -> None:
        self._endpoint, self._name, self._address_of = endpoint, name, address_of
        self._changed = changed
        self._asked: dict[str, Subscription] = {}
        #: Of each number the dialogs that are not over, by their ids; and the version of what was told last.
        self._dialogs: dict[str, dict[str, str]] = {}
        self._versions: dict[str, int] = {}
        self._states = dict.fromkeys(numbers, LampState.UNKNOWN)
        self._refused: set[str] = set()

    @property
    def lamps(self) -> tuple[Lamp, ...]:
        """All of them, in the order in which they were asked for."""
        return tuple(Lamp(number=one, state=state) for one, state in self._states.items())

    def registered(self, *, moved: bool) -> None:
        """The server knows us, `moved` says by another way: it can be asked, and must know where to tell."""
        for number in self._states:
            old = self._asked.pop(number, None) if moved else None
            if old is not None:
                self._endpoint.act(old.stop)
            if number not in self._asked and number not in self._refused:
                self._ask(number)

    def _ask(self, number: str) -> None:
        agent = self._endpoint.agent
        try:
            address = self._address_of(number)
        except ValueError:
            self._refused.add(number)
            return
        self._dialogs[number] = {}
        self._versions.pop(number, None)
        self._asked[number] = self._endpoint.act(
            lambda now: agent.subscribe(self._name, address, _PACKAGE, now, expires_s=_EXPIRES_S)
        )

    def heard(self, event: Event) -> None:
        """Something that the user agent says; what is about no lamp is left alone."""
        if not isinstance(event, Notified | SubscriptionChanged):
            return
        of = (number for number, one in self._asked.items() if one is event.subscription)
        number = next(of, None)
        if number is None:
            return
        match event:
            case Notified(news=DialogInfo() as info):
                self._told(number, info)
            case SubscriptionChanged(state="terminated", outcome=outcome):
                del self._asked[number]
                if is_refusal(outcome):
                    self._refused.add(number)
                self._show(number, LampState.UNKNOWN)
            case _:
                pass

    def leave(self) -> None:
        """Want to know no longer."""
        asked, self._asked = self._asked, {}
        self._refused |= self._states.keys()
        for one in asked.values():
            self._endpoint.act(one.stop)

    def _told(self, number: str, info: DialogInfo) -> None:
        missed = info.version - self._versions.get(number, info.version) > 1
        self._versions[number] = info.version
        if missed and not info.full:  # what was between may have been an end (RFC 4235, 3.7.1)
            self._endpoint.act(self._asked[number].renew)
        known = {} if info.full else self._dialogs[number]
        known |= {one.id: one.state for one in info.dialogs}
        self._dialogs[number] = live = {
            one: state for one, state in known.items() if state != "terminated"
        }
        if any(state not in _RINGS for state in live.values()):
            self._show(number, LampState.BUSY)
        else:
            self._show(number, LampState.RINGING if live else LampState.FREE)

    def _show(self, number: str, state: LampState) -> None:
        if self._states[number] is not state:
            self._states[number] = state
            self._changed(self.lamps)
