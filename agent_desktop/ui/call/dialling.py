"""Whom to call: asks for numbers, names and colleagues, and turns what was chosen into calls and transfers.

Promises that a number is read in whatever dress it comes, and that a call for help is warned of once and never held up.
Refuses to know what a call looks like while it lasts: that is the strip's.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial

from PySide6.QtWidgets import QWidget

from agent_desktop.desk.api import CallAccount, CallLine, Colleague, DeskView
from agent_desktop.model import calls as ca
from agent_desktop.model.backend_calls import (
    AddParty,
    CallOrder,
    CallTarget,
    ConsultWith,
    TargetKind,
    TransferTo,
)
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.intents import Consult, Dial, OperateCall, OrderCall
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.ui.call.history import PAGE, CallHistory
from agent_desktop.ui.call.pads import NumberPopup
from agent_desktop.ui.call.places import Places
from agent_desktop.ui.call.strip import CallStrip
from agent_desktop.ui.call.strip_place import StripPlace
from agent_desktop.ui.call.words import who
from agent_desktop.ui.kit import telephone_numbers
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import tr


class Dialling:
    """For the calls of one window: its popup opens at the strip, or at what began the call."""

    def __init__(
        self,
        desk: DeskView,
        shell: ShellWindow,
        place: StripPlace,
        strip: CallStrip,
        history: CallHistory,
    ) -> None:
        self._desk = desk
        self._shell = shell
        self._place = place
        self._strip = strip
        self._history = history
        self._warned: set[str] = set()
        self._places_now: Callable[[], Places] = Places

    @cached_property
    def popup(self) -> NumberPopup:
        """Asks for a number."""
        shell = self._shell
        made = NumberPopup(shell.theme, shell, self._desk.find_people)
        made.above = self._place
        return made

    def popups(self) -> list[NumberPopup]:
        """The popup, once it was needed."""
        return [self.popup] if "popup" in self.__dict__ else []

    def refresh_team(self) -> None:
        """Somebody's presence, a queue or a lamp changed."""
        for popup in self.popups():
            if popup.isVisible() and popup.places.places.any:
                popup.show_places(self._places_now())

    def _places(self, line: CallLine | None) -> Places:
        """Where a call can go now: the backend's calls also without a number, and those with customers to queues;
        others to telephones that their account watches; a new one to the extension of a colleague."""
        desk, phone = self._desk, self._desk.phone
        reached = line is not None and line.carried is not None
        queues = line is not None and line.carried is not None and not line.carried.internal
        account = line.call.account_id if line is not None else ""
        lamps = phone.lamps if phone is not None and not reached else ()
        return Places(
            colleagues=desk.colleagues if line is not None else self.colleagues(),
            served=desk.queues if queues else (),
            other_queues=desk.other_queues if queues else (),
            skills=desk.guidance.skills if queues else (),
            reached=reached,
            lamps=tuple(one for one in lamps if account in ("", one.account_id)),
            account_id=HUB_LINE if line is None else "",
        )

    def colleagues(self) -> Sequence[Colleague]:
        """The colleagues who can be called over the backend's line."""
        line = any(one.id == HUB_LINE for one in self._accounts())
        return [one for one in self._desk.colleagues if one.agent.extension] if line else ()

    def _offered(self, line: CallLine | None) -> Places:
        """The same, kept up to date while the popup is open."""
        self._places_now = partial(self._places, line)
        return self._places_now()

    # -- calls

    def show_dial(self, number: str = "") -> None:
        """Ask for a number to call."""
        shell = self._shell
        anchor: QWidget = self._history.dial if shell.workspace == PAGE else shell.rail
        action = (tr("Call"), self._call_from)
        accounts = self._accounts()
        self.popup.begin(
            anchor, tr("Call a number"), [action], number, accounts, places=self._offered(None)
        )

    def _accounts(self) -> tuple[CallAccount, ...]:
        phone = self._desk.phone
        return phone.accounts if phone is not None else ()

    def _call_from(self, number: str) -> None:
        """Call from the account that the agent chose, where there was a choice."""
        chosen = self.popup.account
        self.call(number, account_id=chosen.current if chosen.choices > 1 else "")

    def call(self, number: str, conversation_id: str = "", account_id: str = "") -> None:
        """Call a number, in whatever dress it comes."""
        number = telephone_numbers.dialled(number, telephone_numbers.region())
        wish = Dial(number=number, account_id=account_id, conversation_id=conversation_id)
        self._warned_once(number, partial(self._desk.post, wish))

    def _warned_once(self, number: str, call: Callable[[], object]) -> None:
        """Do what calls this number, once the agent knows what a call for help does not tell."""
        place = self._place
        short = "".join(one for one in number if one.isdigit())
        if short in self._warned or not telephone_numbers.emergency(
            number, telephone_numbers.region()
        ):
            call()
        elif short == place.asked:
            place.go_on()
        else:
            place.ask(short, partial(self._call_help, short, call), self._desk.now())

    def call_back(self, record: CallRecord | None) -> None:
        """Call the number of a call once more; without one ask for a number."""
        if record is None or not record.number:
            self.show_dial()
            return
        colleagues = {one.agent.extension for one in self.colleagues()}
        internal = record.account_id == HUB_LINE and record.number in colleagues
        account_id = HUB_LINE if internal else ""  # from another account it means somebody else
        self.call(record.number, record.conversation_id, account_id)

    def _call_help(self, number: str, dial: Callable[[], object]) -> None:
        """The agent knows that nobody may see where they are: that is asked once."""
        self._warned.add(number)
        dial()

    # -- more people

    def transfer(self, line: CallLine) -> None:
        """Ask to whom the call is handed over, at once or after a word with them."""
        call_id = line.call.id

        def over(number: str) -> None:
            if not self._order(line, TransferTo):
                blind = ca.TransferBlind(call_id=call_id, number=number)
                self._warned_once(number, partial(self._do, blind))

        def ask(number: str) -> None:
            if not self._order(line, ConsultWith):
                consult = Consult(call_id=call_id, number=number)
                self._warned_once(number, partial(self._desk.post, consult))

        title = tr("Transfer {name} to", name=who(line.record, line.name))
        self.popup.begin(
            self._strip.transfer,
            title,
            [(tr("Hand over"), over), (tr("Ask first"), ask)],
            places=self._offered(line),
        )

    def add(self, line: CallLine | None) -> None:
        """Ask whom to call as well: into the same call where the backend carries it, else on a second line."""

        def join(number: str) -> None:
            if line is None or not carried:
                self._call_from(number)
            elif not self._order(line, AddParty):
                if self.popup.account.current not in ("", HUB_LINE):
                    self._call_from(number)
                    return
                target = CallTarget(kind=TargetKind.NUMBER, value=number)
                order = AddParty(interaction_id=line.call.interaction_id, target=target)
                self._warned_once(number, partial(self._desk.post, OrderCall(order=order)))

        carried = line is not None and line.carried is not None
        accounts = self._accounts()
        if carried:  # another account would be a second line
            accounts = tuple(sorted(accounts, key=lambda one: one.id != HUB_LINE))

        self.popup.begin(
            self._strip.add,
            tr("Add a person to the call"),
            [(tr("Call"), join)],
            accounts=accounts,
            places=self._offered(line),
        )

    def _order(
        self, line: CallLine, kind: type[TransferTo] | type[ConsultWith] | type[AddParty]
    ) -> bool:
        """Ask the backend, which knows where colleagues and queues are; False when none was chosen."""
        target = self.popup.chosen
        if target is None:
            return False
        order: CallOrder = kind(interaction_id=line.call.interaction_id, target=target)
        self._desk.post(OrderCall(order=order))
        return True

    def _do(self, command: ca.CallCommand) -> None:
        self._desk.post(OperateCall(command=command))
