"""What the palette finds besides commands: conversations by customer, saved replies, and the way into the search.

Promises answers from memory, from a bounded part of the work list. Refuses to answer without words.
"""

from collections.abc import Callable, Iterator
from functools import partial

from agent_desktop.desk.api import DeskView, InboxRow, RowState
from agent_desktop.model.changes import Section
from agent_desktop.ui.conversation.composer.offering import Offering
from agent_desktop.ui.kit.marks import CHANNEL_ICONS
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.shell.commands import Command, fit
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import tr

LOOKED_AT = 500
"""Rows of each section that are looked at for every letter."""
SHOWN = 6


def add_sources(
    desk: DeskView,
    shell: ShellWindow,
    offering: Offering,
    show: Callable[[str], object],
    search: Callable[[str], object],
) -> None:
    """Let the palette find: `show` opens a conversation, `search` searches everything."""
    shell.add_palette_source(partial(conversations, desk, show))
    shell.add_palette_source(partial(saved_replies, desk, offering))
    shell.add_palette_source(partial(everything, search))


def conversations(desk: DeskView, show: Callable[[str], object], words: str) -> Iterator[Command]:
    """Conversations of the work list whose customer or subject fits."""
    if not words.strip():
        return
    found = 0
    for row in _rows(desk):
        name = single_line(row.customer_name) or tr("Visitor")
        about = single_line(row.subject or row.preview, 80)
        if fit(words, name) is None and fit(words, row.subject) is None:
            continue
        yield Command(
            f"conversation.{row.conversation_id}",
            name,
            tr("Conversations"),
            CHANNEL_ICONS[row.channel],
            partial(show, row.conversation_id),
            " · ".join(part for part in (_state(row), about) if part),
        )
        found += 1
        if found == SHOWN:
            return


def _rows(desk: DeskView) -> Iterator[InboxRow]:
    for section in (Section.ACTIVE, Section.OFFERED, Section.OPEN, Section.WAITING):
        for at in range(min(LOOKED_AT, desk.row_count(section))):
            row = desk.row(section, at)
            if not row.alone:
                yield row


def _state(row: InboxRow) -> str:
    return {
        RowState.OFFERED: tr("offered"),
        RowState.ACTIVE: tr("active"),
        RowState.WRAP_UP: tr("in wrap-up"),
        RowState.WAITING: tr("waiting"),
        RowState.OPEN: tr("open"),
    }[row.state]


def saved_replies(desk: DeskView, offering: Offering, words: str) -> Iterator[Command]:
    """The team's prepared texts, put where the caret of the reply is."""
    if not words.strip() or not offering.allowed:
        return
    found = 0
    for reply in desk.saved_replies():
        if fit(words, reply.title) is None and fit(words, reply.shortcut) is None:
            continue
        yield Command(
            f"reply.{reply.shortcut}",
            reply.title,
            tr("Saved replies"),
            "zap",
            partial(offering.insert, reply),
            f"::{reply.shortcut}",
            lambda: offering.allowed,
        )
        found += 1
        if found == SHOWN:
            return


def everything(search: Callable[[str], object], words: str) -> Iterator[Command]:
    """The search workspace, with what was typed."""
    words = words.strip()
    if words:
        title = tr("Search everything for “{words}”", words=single_line(words, 60))
        run = partial(search, words)
        yield Command("find.words", title, tr("Search"), "search", run, last=True)
