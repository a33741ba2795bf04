"""What comes with the built-in hub and helps a newcomer: the demo page, practice customers; and the kept picture.

Promises that practice customers end with the program.
"""

import asyncio
import sys
from typing import TYPE_CHECKING

from agent_desktop import __version__
from agent_desktop.app.child import Practice
from agent_desktop.app.display import PictureKeeper
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import tr

if TYPE_CHECKING:
    from agent_desktop.app.program import Program


class Extras:
    """For one shell."""

    def __init__(self, program: "Program", shell: ShellWindow) -> None:
        self._program = program
        self._shell = shell
        self._practice: Practice | None = None
        self._keeper: PictureKeeper | None = None

    def add(self) -> None:
        """Put the commands into the palette, and the words into the settings."""
        section = tr("Try it")
        self._shell.add_commands(
            [
                Command(
                    "demo.open",
                    tr("Open the demo page"),
                    section,
                    "external-link",
                    self.open_demo,
                    tr("write to yourself as a customer"),
                    self._has_demo,
                ),
                Command(
                    "practice.start",
                    tr("Bring practice customers"),
                    section,
                    "users-round",
                    lambda: asyncio.ensure_future(self.start_practice()),
                    available=lambda: self._has_demo() and self._practice is None,
                ),
                Command(
                    "practice.stop",
                    tr("Send practice customers away"),
                    section,
                    "users-round",
                    lambda: asyncio.ensure_future(self.stop_practice()),
                    available=lambda: self._practice is not None,
                ),
            ]
        )
        self._shell.set_about(tr("Agent Desktop {version}", version=__version__))

    def open_demo(self) -> None:
        """The demo page in the browser."""
        from agent_desktop.app.program import open_link

        if self._program.backend is not None and self._program.backend.demo:
            open_link(self._program.backend.demo)

    def _has_demo(self) -> bool:
        return self._program.backend is not None and bool(self._program.backend.demo)

    async def start_practice(self) -> None:
        """Bring practice customers to the built-in hub."""
        from agent_desktop.app.backends import LocalBackend

        backend = self._program.backend
        if self._practice is None and isinstance(backend, LocalBackend) and backend.url:
            self._practice = Practice(backend.url)
            await self._practice.start()
            self._shell.toast(tr("Practice customers are on their way."), level="info")

    async def stop_practice(self) -> None:
        """Send them away."""
        practice, self._practice = self._practice, None
        if practice is not None:
            await practice.stop()

    def keep_picture(self, shell: ShellWindow) -> None:
        """Without a display: the window as a picture, up to date."""
        self._keeper = PictureKeeper(shell, self._program.where.picture)

    def tell_demo(self) -> None:
        """Without a display: where the demo page is."""
        if self._has_demo() and self._program.backend is not None:
            print(f"The demo page: {self._program.backend.demo}", file=sys.stderr, flush=True)

    async def stop(self) -> None:
        """The program ends."""
        await self.stop_practice()
