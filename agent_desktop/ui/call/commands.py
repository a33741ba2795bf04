"""Everything about calls as commands, for keys, palette and key sheet; and whom the palette finds to call.

Promises that a command which would do nothing is not offered. Refuses to find anybody without words.
"""

from collections.abc import Callable, Iterator
from functools import partial

from agent_desktop.model import calls as ca
from agent_desktop.model.people import AddressKind
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.ui.call.acts import CallActs
from agent_desktop.ui.call.history import PAGE
from agent_desktop.ui.call.lamps import fitting
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.words import tr

_FOUND = 4
_NUMBER = frozenset("0123456789+*# ()-./")


def found(calls: CallActs, words: str) -> Iterator[Command]:
    """For the palette: people who can be called, and the number that was typed."""
    if calls.desk.phone is None or not words.strip():
        return
    section, said = tr("Call"), single_line(words, 60)
    if any(char.isdigit() for char in said) and set(said) <= _NUMBER:
        title = tr("Call {name}", name=said)
        yield Command("call.number", title, section, "phone", partial(calls.call, words))
    for colleague in fitting(calls.dialling.colleagues(), words, _FOUND):
        agent = colleague.agent
        name, number = single_line(agent.name, 60), single_line(agent.extension, 20)
        yield Command(
            f"call.colleague.{agent.id}",
            tr("Call {name}", name=name),
            section,
            "phone",
            partial(calls.call, agent.extension, account_id=HUB_LINE),
            number,
        )
    for customer in calls.desk.find_people(words, _FOUND):
        for address in customer.addresses:
            if address.kind is AddressKind.PHONE:
                name, number = single_line(customer.name, 60), single_line(address.value, 40)
                yield Command(
                    f"call.{customer.id}.{number}",
                    tr("Call {name}", name=name),
                    section,
                    "phone",
                    partial(calls.call, address.value),
                    number,
                )


def call_commands(calls: CallActs) -> list[Command]:
    """Everything about calls for keys, palette and key sheet."""
    section = tr("Call")

    def live() -> bool:
        return calls.line is not None

    def active() -> bool:
        return calls.line is not None and calls.line.call.state is ca.CallState.ACTIVE

    def several() -> bool:
        line = calls.line
        return len(calls.desk.calls()) > 1 or (line is not None and line.consulted is not None)

    def recorded() -> bool:
        return (
            active()
            and calls.line is not None
            and bool(calls.line.call.recording is not ca.Recording.OFF)
        )

    def there() -> bool:
        return calls.desk.phone is not None

    def called_before() -> bool:
        return there() and calls.last_called is not None

    def command(
        name: str,
        title: str,
        icon: str,
        run: Callable[[], object],
        available: Callable[[], bool] = live,
    ) -> Command:
        return Command(f"call.{name}", title, section, icon, run, available=available)

    return [
        command("mute", tr("Mute or unmute"), "mic-off", calls.mute),
        command("hold", tr("Hold or resume"), "pause", calls.hold, active),
        command("transfer", tr("Transfer the call"), "phone-forwarded", calls.transfer, active),
        command("back", tr("Back to the call"), "phone", calls.back),
        command("keypad", tr("Keypad"), "grid-3x3", calls.show_keypad),
        command("swap", tr("Talk to the other call"), "arrow-left-right", calls.swap, several),
        command("add", tr("Add or join"), "user-plus", calls.add, active),
        command("note", tr("Note of the call"), "notebook-pen", calls.show_note),
        command("pause", tr("Pause for card, or go on"), "credit-card", calls.pause, recorded),
        command("end", tr("End the call"), "phone", calls.end),
        command(
            "again", tr("Call the last number again"), "rotate-ccw", calls.call_again, called_before
        ),
        command("dial", tr("Call a number…"), "phone-outgoing", calls.show_dial, there),
        command(
            "history",
            tr("Calls"),
            "history",
            partial(calls.shell.show_workspace, PAGE),
            there,
        ),
    ]
