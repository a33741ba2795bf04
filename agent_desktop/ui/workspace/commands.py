"""What can be done with the work in the panes, as commands for keys, palette and key sheet.

Promises that a command which would do nothing is not offered.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from agent_desktop.model.intents import DeclineOffer
from agent_desktop.model.manifest import Capability
from agent_desktop.ui.conversation import rearranging
from agent_desktop.ui.shell.commands import Command, always
from agent_desktop.ui.words import tr

if TYPE_CHECKING:
    from agent_desktop.ui.workspace.workspace import DeskWorkspaces


def work_commands(spaces: "DeskWorkspaces") -> list[Command]:
    """The commands of the inbox and search workspaces."""
    work, writing, window = tr("Work"), tr("Writing"), tr("Window")
    desk, pane, rows = spaces.desk, spaces.conversation, spaces.inbox.view
    customer = spaces.sidebar.customer

    def offered() -> bool:
        return bool(desk.offers())

    def opened() -> bool:
        return desk.open_conversation is not None

    def can_note() -> bool:
        return opened() and desk.manifest.can(Capability.NOTES)

    def can_reply_saved() -> bool:
        return opened() and bool(desk.saved_replies())

    def can_rearrange() -> bool:
        return rearranging.mergeable(desk, desk.open_conversation)

    def edit_customer() -> None:
        spaces.show_customer()
        customer.edit()

    def merge_customer() -> None:
        spaces.show_customer()
        customer.begin_merge()

    def command(
        name: str,
        title: str,
        section: str,
        icon: str,
        run: Callable[[], object],
        available: Callable[[], bool] = always,
    ) -> Command:
        return Command(name, title, section, icon, run, available=available)

    decline = partial(desk.post, DeclineOffer())
    return [
        command("offer.accept", tr("Accept the offer"), work, "check", spaces.accept, offered),
        command("offer.decline", tr("Decline the offer"), work, "x", decline, offered),
        command("work.finish", tr("End, then complete"), work, "check", spaces.finish, opened),
        command("work.next", tr("Next conversation"), work, "chevron-down", partial(rows.step, 1)),
        command(
            "work.previous", tr("Previous conversation"), work, "chevron-up", partial(rows.step, -1)
        ),
        command(
            "work.begin",
            tr("New message"),
            work,
            "pencil",
            spaces.beginning.ask,
            lambda: spaces.beginning.possible,
        ),
        command(
            "customer.edit",
            tr("Edit customer"),
            work,
            "pencil",
            edit_customer,
            lambda: customer.can_edit,
        ),
        command(
            "customer.merge",
            tr("Merge with another record"),
            work,
            "users-round",
            merge_customer,
            lambda: customer.can_merge,
        ),
        command(
            "work.rearrange",
            tr("Merge with another conversation, or take it back"),
            work,
            "merge",
            pane.rearrange,
            can_rearrange,
        ),
        command("reply.note", tr("Note or reply"), writing, "lock", pane.toggle_note, can_note),
        command(
            "reply.saved",
            tr("Saved replies"),
            writing,
            "zap",
            pane.composer.ask_replies,
            can_reply_saved,
        ),
        command(
            "find.here", tr("Find in this conversation"), window, "search", pane.begin_find, opened
        ),
        command("find.everywhere", tr("Search everything"), window, "search", spaces.begin_search),
    ]
