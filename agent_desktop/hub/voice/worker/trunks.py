"""All trunks of a worker: their providers, which one a call came by, and by which ones a call may leave.

Promises that a trunk which stays as it is stays registered while others change; that an outgoing call tries them in
their order, those that ail last, and those that refused us only for help; that each shows a number that it may show.
Refuses calls to numbers that their trunk does not bring.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

from agent_desktop.hub.voice.decisions import Originate
from agent_desktop.hub.voice.dialplan import best_match, dressed
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.hub.voice.worker.centre import TrunkCondition
from agent_desktop.hub.voice.worker.doorway import Doorway
from agent_desktop.hub.voice.worker.provider import Provider
from agent_desktop.hub.voice.worker.setup import Trunk
from agent_desktop.sip.agent.events import Asked, RegistrationChanged, Warned
from agent_desktop.sip.agent.outcome import Outcome
from agent_desktop.sip.transport.endpoint import Endpoint


class Trunks:
    """`stands` hears how each one is, by its id."""

    def __init__(
        self,
        endpoint: Endpoint,
        doorway: Doorway,
        stands: Callable[[str, TrunkCondition], None],
    ) -> None:
        self._endpoint, self._doorway, self._stands = endpoint, doorway, stands
        self._count = itertools.count(1)
        self._providers: dict[str, Provider] = {}
        self._leaving: list[Provider] = []

    @property
    def busy(self) -> bool:
        """Whether we are still saying goodbye."""
        return any(not one.left for one in self._leaving)

    def define(self, trunks: Sequence[Trunk]) -> None:
        """These are the trunks from now on; calls that are up stay. Raises `ValueError` for what is no address."""
        self._doorway.define({one.id: one.networks for one in trunks})
        old, self._providers = self._providers, {}
        for trunk in trunks:
            known = old.get(trunk.id)
            if known is not None and known.trunk == trunk and known.usable:
                self._providers[trunk.id] = old.pop(trunk.id)
        self._leave(old.values())
        wrong: ValueError | None = None
        order: dict[str, Provider] = {}
        for trunk in trunks:
            if trunk.id in self._providers:
                order[trunk.id] = self._providers[trunk.id]
                continue
            try:
                order[trunk.id] = self._joined(trunk)
            except ValueError as error:
                wrong = error
        self._providers = order
        if wrong is not None:
            raise wrong

    def leave(self) -> None:
        """Have no trunk any more."""
        old, self._providers = self._providers, {}
        self._leave(old.values())

    def get(self, trunk: str) -> Trunk | None:
        """A trunk by its id."""
        known = self._providers.get(trunk)
        return known.trunk if known is not None else None

    # Calls

    def came_by(self, host: str, asked: str, to: str, policy: Policy) -> Provider | None:
        """The trunk of a call from `host`; None when none of those brings the number.

        `asked` is the user of the request's address: the name by which we are registered, then the number is that in
        `to`; else the number. Of several trunks at one address the one that is registered, or brings the number, wins.
        """
        found = [
            self._providers[one] for one in self._doorway.trunks_at(host) if one in self._providers
        ]
        for one in found:
            if one.user and one.user == asked:
                return one if self._brings(one.trunk, to, policy) else None
        fit = [one for one in found if self._brings(one.trunk, asked, policy)]
        return next((one for one in fit if one.trunk.numbers), next(iter(fit), None))

    def outgoing(self, order: Originate) -> list[Provider]:
        """Those by which a call may leave, the first to try first: for help all of them, also those that refused us."""
        those = [one for one in self._providers.values() if one.usable or order.emergency]
        return sorted(those, key=lambda one: (not one.usable, one.ails))

    def called(self, order: Originate, trunk: Trunk, policy: Policy) -> str:
        """The number as this trunk wants it; that of an emergency service is never changed."""
        if order.emergency:
            return order.number
        return dressed(order.number, trunk.form, policy.numbering.region)

    def shown(self, order: Originate, trunk: Trunk, policy: Policy) -> str:
        """What the called party sees."""
        if order.emergency:
            return order.caller_id
        number = trunk.caller_ids.get(order.queue, "")
        if not number:
            own = policy.queue(order.queue).caller_id if order.queue else ""
            brought = own and self._brings(trunk, own, policy)
            number = own if brought else trunk.caller_id or order.caller_id
        return dressed(number, trunk.form, policy.numbering.region)

    # What the network says

    def heard(self, event: RegistrationChanged | Asked | Warned) -> None:
        """Something of an account."""
        for one in (*self._providers.values(), *self._leaving):
            if one.name == event.account:
                if isinstance(event, Warned):
                    one.proved_in_clear()
                else:
                    one.heard(event)
                    self._know(one)
        self._leaving = [one for one in self._leaving if not one.left]

    def call_ended(self, provider: Provider, outcome: Outcome | None) -> None:
        """A call by it ended before anybody rang."""
        if outcome is not None and self._providers.get(provider.trunk.id) is provider:
            provider.called(outcome)

    # Inside

    @staticmethod
    def _brings(trunk: Trunk, number: str, policy: Policy) -> bool:
        patterns = ((one, trunk.id) for one in trunk.numbers)
        return not trunk.numbers or best_match(number, patterns, policy.numbering) is not None

    def _joined(self, trunk: Trunk) -> Provider:
        made = Provider(
            self._endpoint,
            trunk,
            f"trunk {next(self._count)}",
            lambda condition: self._stands(trunk.id, condition),
        )
        made.join()
        return made

    def _leave(self, those: Iterable[Provider]) -> None:
        for one in those:
            self._doorway.providers.pop(one.trunk.id, None)
            self._leaving.append(one)
            one.leave()
        self._leaving = [one for one in self._leaving if not one.left]

    def _know(self, one: Provider) -> None:
        trusted = self._doorway.providers
        if one in self._leaving:
            return
        if one.host:
            trusted[one.trunk.id] = one.host
        else:
            trusted.pop(one.trunk.id, None)
