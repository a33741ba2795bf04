"""What can be done with the work in the panes, as commands for keys, palette and key sheet.

Promises that a command which would do nothing is not offered.
"""

from collections.abc import Callable, Iterator
from functools import partial

from agent_desktop.model.intents import DeclineOffer
from agent_desktop.model.manifest import Capability
from agent_desktop.ui.conversation import rearranging
from agent_desktop.ui.shell.commands import Command, always
from agent_desktop.ui.words import tr
from agent_desktop.ui.workspace.acts import WorkspaceActs


def work_commands(spaces: WorkspaceActs) -> list[Command]:
    """The commands of the inbox and search workspaces."""
    return [*_of_work(spaces), *_of_customers(spaces), *_of_writing(spaces), *_of_finding(spaces)]


def _opened(spaces: WorkspaceActs) -> bool:
    return spaces.desk.open_conversation is not None


def _of_work(spaces: WorkspaceActs) -> Iterator[Command]:
    """Offers, and going from one conversation to another."""
    work, desk, rows = tr("Work"), spaces.desk, spaces.inbox.view
    decline, opened = partial(desk.post, DeclineOffer()), partial(_opened, spaces)

    def offered() -> bool:
        return bool(desk.offers())

    yield _command("offer.accept", tr("Accept the offer"), work, "check", spaces.accept, offered)
    yield _command("offer.decline", tr("Decline the offer"), work, "x", decline, offered)
    yield _command("work.finish", tr("End, then complete"), work, "check", spaces.finish, opened)
    below, above = partial(rows.step, 1), partial(rows.step, -1)
    yield _command("work.next", tr("Next conversation"), work, "chevron-down", below)
    yield _command("work.previous", tr("Previous conversation"), work, "chevron-up", above)
    begin = spaces.beginning
    yield _command(
        "work.begin", tr("New message"), work, "pencil", begin.ask, lambda: begin.possible
    )


def _of_customers(spaces: WorkspaceActs) -> Iterator[Command]:
    """What puts records and conversations right."""
    work, desk, customer = tr("Work"), spaces.desk, spaces.sidebar.customer

    def edit() -> None:
        spaces.show_customer()
        customer.edit()

    def merge() -> None:
        spaces.show_customer()
        customer.begin_merge()

    yield _command(
        "customer.edit", tr("Edit customer"), work, "pencil", edit, lambda: customer.can_edit
    )
    yield _command(
        "customer.merge",
        tr("Merge with another record"),
        work,
        "users-round",
        merge,
        lambda: customer.can_merge,
    )
    yield _command(
        "work.rearrange",
        tr("Merge with another conversation, or take it back"),
        work,
        "merge",
        spaces.conversation.rearrange,
        lambda: rearranging.mergeable(desk, desk.open_conversation),
    )


def _of_writing(spaces: WorkspaceActs) -> Iterator[Command]:
    """What is written in the open conversation."""
    writing, desk, pane = tr("Writing"), spaces.desk, spaces.conversation
    yield _command(
        "reply.note",
        tr("Note or reply"),
        writing,
        "lock",
        pane.toggle_note,
        lambda: _opened(spaces) and desk.manifest.can(Capability.NOTES),
    )
    yield _command(
        "reply.saved",
        tr("Saved replies"),
        writing,
        "zap",
        pane.composer.ask_replies,
        lambda: _opened(spaces) and bool(desk.saved_replies()),
    )


def _of_finding(spaces: WorkspaceActs) -> Iterator[Command]:
    """Words in one conversation, or in all of them."""
    window, here = tr("Window"), spaces.conversation.begin_find
    opened = partial(_opened, spaces)
    yield _command("find.here", tr("Find in this conversation"), window, "search", here, opened)
    yield _command(
        "find.everywhere", tr("Search everything"), window, "search", spaces.begin_search
    )


def _command(
    name: str,
    title: str,
    section: str,
    icon: str,
    run: Callable[[], object],
    available: Callable[[], bool] = always,
) -> Command:
    return Command(name, title, section, icon, run, available=available)
