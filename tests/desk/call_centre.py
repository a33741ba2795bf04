"""A desk with a telephone whose line leads to a backend that carries calls: what is ordered is done, and told.

Promises that an order takes effect once it is performed, as the hub's switch does it: holding is told of each party, a
blind transfer ends our part, a consultation puts the customer aside. Refuses sound and routing.
"""

from typing import Any

from msgspec.structs import replace

from agent_desktop.desk.errands import Perform
from agent_desktop.model import backend_calls as bc
from agent_desktop.model import changes as ch
from agent_desktop.model import commands as co
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.errors import DeskError
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.work import Channel, InteractionState
from tests.desk.fake_phone import registration
from tests.desk.samples import batch, interaction, offer
from tests.desk.switchboard import LAYLA, Switchboard

ME_PARTY = bc.Party(
    id="me-leg", kind=bc.PartyKind.AGENT, state=bc.PartyState.UP, name="Ada", agent_id="me"
)


def party(party_id: str, **about: Any) -> bc.Party:
    """Somebody in a call: the customer, who is there, where nothing else is said."""
    given: dict[str, Any] = {
        "kind": bc.PartyKind.CUSTOMER,
        "state": bc.PartyState.UP,
        "name": "Sam",
        "number": LAYLA,
    }
    return bc.Party(id=party_id, **{**given, **about})


class CallCentre(Switchboard):
    """`orders` are what the backend was asked; `faults` refuse orders by kind. The desk answers for the account."""

    def __init__(self, *, line: bool = True) -> None:
        self.orders: list[co.BackendCommand] = []
        self.faults: dict[type, DeskError] = {}
        self.truth: dict[str, bc.BackendCall] = {}
        super().__init__()
        if line:
            self.exchange.registrations.append(registration(HUB_LINE))
            self.take(self.exchange.whole())

    def take(self, *items: Any) -> "CallCentre":
        super().take(*items)
        return self

    def publish(self, changes: Any) -> None:
        for send in list(self.desk.sends):
            if isinstance(send, Perform):
                self._order(send)

    def _order(self, send: Perform) -> None:
        self.orders.append(send.command)
        sends, changes = self.desk.sends, self.desk.changes
        fault = self.faults.get(type(send.command))
        if fault is not None:
            self.take(ev.CommandFailed(command_id=send.command_id, problem=fault.problem))
        else:
            self.take(ev.CommandDone(command_id=send.command_id))
            self._do(send.command)
        self.desk.sends, self.desk.changes = sends, changes

    # --- the backend

    def tell(self, call: bc.BackendCall) -> "CallCentre":
        """The call as it is now."""
        self.truth[call.interaction_id] = call
        return self.take(batch(bc.CallUpdated(call=call)))

    def close(self, interaction_id: str) -> "CallCentre":
        """We are out of it."""
        self.truth.pop(interaction_id, None)
        return self.take(batch(bc.CallClosed(interaction_id=interaction_id)))

    def _do(self, command: co.BackendCommand) -> None:
        if isinstance(command, bc.CallOut):  # whoever is talked to hears music meanwhile
            for one in list(self.truth.values()):
                self._parties(one, held=True, only="")
        call = self.truth.get(getattr(command, "interaction_id", ""))
        if call is None:
            return
        match command:
            case bc.HoldParties(on=on, party_id=only):
                self._parties(call, held=on, only=only)
            case bc.RecordCall(wish=wish):
                state = {
                    bc.RecordWish.START: bc.CallRecording.ON,
                    bc.RecordWish.PAUSE: bc.CallRecording.PAUSED,
                    bc.RecordWish.RESUME: bc.CallRecording.ON,
                }[wish]
                self.tell(replace(call, recording=state))
            case bc.TransferTo() | bc.LeaveCall() | bc.EndSupervision() | bc.CompleteConsult():
                self.close(call.interaction_id)
                self.our_leg_ends(call.interaction_id)
            case bc.ConsultWith(target=target):
                asked = party(
                    f"aside-{target.value}",
                    kind=bc.PartyKind.OUTSIDE,
                    state=bc.PartyState.RINGING,
                    name="",
                    number=target.value,
                    aside=True,
                )
                held = tuple(replace(one, held=one.agent_id != "me") for one in call.parties)
                self.tell(replace(call, parties=(*held, asked), asker="me-leg"))
            case bc.CancelConsult():
                left = tuple(replace(one, held=False) for one in call.parties if not one.aside)
                self.tell(replace(call, parties=left, asker=""))
            case bc.JoinConsult():
                joined = tuple(replace(one, held=False, aside=False) for one in call.parties)
                self.tell(replace(call, parties=joined, asker=""))
            case bc.DropParty(party_id=gone):
                left = tuple(one for one in call.parties if one.id != gone)
                self.tell(replace(call, parties=left))
            case _:
                pass

    def _parties(self, call: bc.BackendCall, *, held: bool, only: str) -> None:
        changed = tuple(
            replace(one, held=held) if one.agent_id != "me" and only in ("", one.id) else one
            for one in call.parties
        )
        self.tell(replace(call, parties=changed))

    def our_leg_ends(self, interaction_id: str) -> None:
        """The backend hangs up on us."""
        for line in list(self.desk.core.state.phone.lines.values()):
            if line.call.interaction_id == interaction_id:
                self.take(*self.exchange.ends(line.call.id))

    # --- whole situations

    def offered(self, interaction_id: str = "i2", **about: Any) -> "CallCentre":
        """A call waits for us."""
        token = f"token-{interaction_id}"
        given = {"conversation_id": "v1", "channel": Channel.VOICE, "call_token": token, **about}
        now = {"offered_at": self.desk.now, "expires_at": self.desk.now + 20_000}
        return self.take(batch(ev.OfferMade(offer=offer(interaction_id, **{**given, **now}))))

    def assigned(self, interaction_id: str = "i2", **about: Any) -> "CallCentre":
        """It is ours."""
        one = interaction(interaction_id, channel=Channel.VOICE, **about)
        return self.take(batch(ev.InteractionChanged(interaction=one)))

    def comes(self, token: str, number: str = LAYLA) -> str:
        """The backend rings our telephone; the call's id."""
        news = self.exchange.rings(number, offer_token=token, account_id=HUB_LINE)
        call_id = f"in-{self.exchange._count}"
        self.take(*news)
        return call_id

    def talking_to(self, interaction_id: str = "i2", *more: bc.Party, **about: Any) -> str:
        """An offer was accepted, the call came, the customer is there; the call's id."""
        self.offered(interaction_id).take(it.AcceptOffer())
        self.assigned(interaction_id)
        call_id = self.comes(f"token-{interaction_id}")
        parties = (party("customer"), ME_PARTY, *more)
        self.tell(bc.BackendCall(interaction_id=interaction_id, parties=parties, **about))
        return call_id

    def waits_again(self, interaction_id: str = "i2") -> "CallCentre":
        """It is back in its queue."""
        one = interaction(
            interaction_id,
            channel=Channel.VOICE,
            state=InteractionState.QUEUED,
            agent_id=None,
        )
        return self.take(batch(ev.InteractionChanged(interaction=one)))

    def line(self) -> Any:
        """The first call of the strip."""
        return self.desk.view.calls()[0]

    def ordered(self, kind: type) -> list[Any]:
        """The orders of a kind."""
        return [one for one in self.orders if isinstance(one, kind)]

    def forget(self) -> "CallCentre":
        """Look at what comes from here on."""
        self.orders.clear()
        self.sent.clear()
        self.notices.clear()
        return self

    def words(self) -> list[str]:
        """What was refused, in words."""
        return [
            one.problem.message
            for one in self.notices
            if one.kind is ch.NoticeKind.REFUSED and one.problem is not None
        ]
