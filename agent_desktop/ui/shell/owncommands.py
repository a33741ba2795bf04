"""The commands of the window itself: finding, keys, settings, panes, presence."""

from collections.abc import Callable
from functools import partial

from agent_desktop.model.people import PresenceState
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.frame import ShellFrame
from agent_desktop.ui.shell.presence import CHOOSABLE, PRESENCE_ICONS, presence_word
from agent_desktop.ui.words import tr


def own_commands(window: ShellFrame) -> list[Command]:
    """What the window can do without knowing what is in its panes."""
    section = tr("Window")
    panes, order = window.panes, window.focus_order

    def command(name: str, title: str, icon: str, run: Callable[[], object]) -> Command:
        return Command(name, title, section, icon, run)

    return [
        Command(
            "palette.open",
            tr("Find and run anything"),
            section,
            "search",
            window.open_palette,
            available=lambda: not window.sheets.palette_open,
        ),
        command("keys.show", tr("All keys"), "keyboard", partial(window.show_keys)),
        command(
            "settings.open", tr("Settings"), "settings", partial(window.show_workspace, "settings")
        ),
        command("inbox.open", tr("Inbox"), "inbox", partial(window.show_workspace, "inbox")),
        Command(
            "pane.sidebar",
            tr("Show or hide the sidebar"),
            section,
            "panel-right",
            panes.toggle_sidebar,
            available=lambda: window.workspace == "inbox",
        ),
        command("pane.next", tr("Next pane"), "chevron-right", partial(order.move, 1)),
        command("pane.previous", tr("Previous pane"), "chevron-left", partial(order.move, -1)),
        Command(
            "presence.menu",
            tr("Change presence…"),
            tr("Presence"),
            "user-round",
            window.open_presence_menu,
            available=window.rail.presence.isEnabled,
        ),
        *(one for state in CHOOSABLE for one in _presence(window, state)),
    ]


def _presence(window: ShellFrame, state: PresenceState) -> tuple[Command, Command]:
    word = presence_word(state)
    chooses = window.rail.presence.isEnabled
    now = Command(
        f"presence.{state.value}",
        tr("Set presence: {word}", word=word),
        tr("Presence"),
        PRESENCE_ICONS[state],
        partial(window.presence_chosen.emit, state, False),
        available=lambda: chooses() and window.presence.state is not state,
    )
    later = Command(
        f"presence.next.{state.value}",
        tr("Set next presence: {word}", word=word),
        tr("Presence"),
        "calendar-clock",
        partial(window.presence_chosen.emit, state, True),
        tr("after the current work"),
        lambda: chooses() and window.working,
    )
    return now, later
