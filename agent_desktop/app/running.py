"""The event loop around the program: made, run until the window is closed, ended.

Promises that Ctrl-C and a polite kill close the window's program in order.
"""

import asyncio
import gc
from functools import partial

from PySide6.QtWidgets import QApplication

from agent_desktop.app.interrupts import Interrupts
from agent_desktop.app.logs import set_up_logs
from agent_desktop.app.options import Options
from agent_desktop.app.places import Places
from agent_desktop.app.program import Program
from agent_desktop.app.root import Root
from agent_desktop.ui.theme.theme import Theme

_SETTLED_S = 10.0


def run_program(
    app: QApplication,
    theme: Theme,
    root: Root,
    where: Places,
    options: Options,
    *,
    offscreen: bool,
) -> int:
    """Run until the window is closed; return the exit code."""
    import qasync

    set_up_logs(verbose=options.verbose)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    program = Program(theme, root, where, options, offscreen=offscreen)
    if options.screenshot is not None:
        from agent_desktop.app.scene import picture_of_life

        program.perform = partial(picture_of_life, program)
    # What the start has made stays for good: looking through it again and again would hold up frames.
    loop.call_later(_SETTLED_S, gc.freeze)
    interrupts = Interrupts(program.closing.set)
    try:
        with loop:
            code: int = loop.run_until_complete(program.run())
    finally:
        interrupts.close()
    return code
