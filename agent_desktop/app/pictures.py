"""Which pictures are taken of a playing stage, and how the window is brought to each of them."""

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from agent_desktop.app.backends import LocalBackend
from agent_desktop.app.display import take_picture
from agent_desktop.app.program import Program
from agent_desktop.app.scene import TYPED, Stage, type_reply
from agent_desktop.app.scene_call import CallOnStage
from agent_desktop.model.administration import Topic
from agent_desktop.model.base import new_id
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import OpenConversation, SendReply
from agent_desktop.model.work import Channel
from agent_desktop.ui.settings.page import AnyPage, BookPage
from agent_desktop.ui.settings.picking import PickRow
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.signin.screen import SignInScreen

_SETTLE_S = 0.25
_SIZES: dict[str, tuple[int, int]] = {"1440": (1440, 900), "1280": (1280, 800), "1024": (1024, 720)}


class Pictures:
    """Takes them all. `taken` are the files."""

    def __init__(self, program: Program, out: Path) -> None:
        self._program = program
        self._out = out
        self.taken: list[Path] = []

    async def take_all(self) -> None:
        """Play the morning and take every picture. Raises TimeoutError naming what never happened."""
        program = self._program
        assert program.desk is not None
        assert isinstance(program.backend, LocalBackend)
        stage = Stage(program.desk, program.backend.url)
        shell = program.root.show_shell()
        shell.activateWindow()
        try:
            await self._sign_in()
            shell.activateWindow()
            await self._both("empty", shell, sizes=("1440",))
            await self._team(shell)
            await self._call(stage, shell)
            layla = await stage.play()
            type_reply(program, TYPED)
            await asyncio.sleep(1.1)
            await self._both("main", shell, sizes=_SIZES)
            await self._sheets(shell)
            await self._wrap_up(stage, shell)
            await self._pages(stage, shell)
            await self._offline(stage, shell, layla)
        finally:
            await stage.clear()

    async def _sign_in(self) -> None:
        program = self._program
        screen = SignInScreen(
            program.theme,
            [one.manifest for one in program.connectors.values()],
            name="Inês Duarte",
            team="Halden Home",
        )
        screen.resize(*_SIZES["1440"])
        screen.show()
        await self._both("sign-in", screen, sizes=("1440", "1024"))
        screen.ask_passphrase(new=True)
        await self._both("passphrase", screen, sizes=("1440",))
        screen.close()
        screen.deleteLater()

    async def _call(self, stage: Stage, shell: ShellWindow) -> None:
        call = CallOnStage(stage, "Marlene Vogt")
        async with call.rings():
            await self._both("ringing", shell, sizes=("1440", "1024"))
            conversation = await call.accept()
            await asyncio.sleep(1.1)
            await self._both("call", shell, sizes=("1440", "1024"))
        await stage.end(conversation)
        await stage.complete(conversation, "Asked for opening hours.")

    async def _team(self, shell: ShellWindow) -> None:
        """The agent's own settings and the administrator's pages, while no offer covers them."""
        workspaces = self._program.workspaces
        assert workspaces is not None
        shell.show_workspace("settings")
        await self._both("settings", shell, sizes=("1440",))
        for topic in workspaces.desk.manifest.administration:
            workspaces.administering.open(topic)
            await asyncio.sleep(0.6)
            await self._both(f"settings-{topic.value}", shell, sizes=("1440", "1024"))
        workspaces.administering.open(Topic.NETWORKS)
        page = workspaces.administering.pages[Topic.NETWORKS]
        assert isinstance(page, BookPage)
        await self._mailbox(page, shell)
        shell.show_workspace("inbox")

    async def _mailbox(self, page: AnyPage, shell: ShellWindow) -> None:
        """An empty form, with what a mailbox needs."""
        page.begin_new()
        network = page.form.rows["network"]
        assert isinstance(network, PickRow)
        network.pick("email")
        await self._both("settings-networks-new", shell, sizes=("1440", "1024"))
        page.form.left.emit()

    async def _sheets(self, shell: ShellWindow) -> None:
        shell.open_palette("la")
        await self._both("palette", shell, sizes=("1440",))
        shell.show_keys()
        await self._both("keys", shell, sizes=("1440",))
        shell.sheets.close()
        shell.show_workspace("search")
        workspaces = self._program.workspaces
        assert workspaces is not None
        workspaces.search.field.setText("base")
        await asyncio.sleep(0.6)
        await self._both("search", shell, sizes=("1440",))
        shell.show_workspace("inbox")

    async def _wrap_up(self, stage: Stage, shell: ShellWindow) -> None:
        tomasz = stage.active("Tomasz Wiśniewski")
        assert tomasz is not None
        stage.desk.post(OpenConversation(conversation_id=tomasz))
        await stage.end(tomasz)
        await asyncio.sleep(0.6)
        await self._both("wrap-up", shell, sizes=("1440",))
        shell.resize(*_SIZES["1024"])
        shell.panes.show_sidebar()
        await self._both("wrap-up", shell, sizes=("1024",))
        shell.panes.hide_drawer()

    async def _pages(self, stage: Stage, shell: ShellWindow) -> None:
        """What is counted of the same morning, for whoever leads, when no offer covers it any more."""
        await stage.until("no offer", lambda: not stage.desk.offers())
        for name in ("board", "figures", "reports", "calls"):
            shell.show_workspace(name)
            await asyncio.sleep(1.1)  # the hub is asked
            await self._both(name, shell, sizes=("1440", "1024"))
        shell.show_workspace("inbox")

    async def _offline(self, stage: Stage, shell: ShellWindow, layla: str) -> None:
        stage.desk.post(OpenConversation(conversation_id=layla))
        assert self._program.backend is not None
        await self._program.backend.stop()
        await stage.until("offline", lambda: stage.desk.link.state is LinkState.OFFLINE)
        for text in (
            "It will be with you on the 26th, between 9 and 12.",
            "Here is the return label for the broken one. Nothing to pay.",
        ):
            reply = SendReply(
                client_id=new_id(), conversation_id=layla, text=text, channel=Channel.CHAT
            )
            stage.desk.post(reply)
        await stage.until("two waiting", lambda: stage.desk.outbox.waiting == 2)
        await asyncio.sleep(5.5)  # the time to undo is over: the bubbles say that they are queued
        await self._both("offline", shell, sizes=("1440", "1024"))

    async def _both(self, name: str, window: QWidget, *, sizes: Iterable[str]) -> None:
        theme = self._program.theme
        set_choice: Callable[..., None] = theme.set_choice
        for mode in ("dark", "light"):
            set_choice(mode)
            for size in sizes:
                window.resize(*_SIZES[size])
                await asyncio.sleep(_SETTLE_S)
                file = self._out / f"{name}-{size}-{mode}.png"
                take_picture(window, file)
                self.taken.append(file)
        window.resize(*_SIZES["1440"])
