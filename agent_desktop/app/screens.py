"""Pictures of every main screen, light and dark, of a window that is at work: `python -m agent_desktop.app.screens`.

Promises that everything shown came through a real hub. Each picture is named after what it shows.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Write all pictures into `--out`; return the exit code."""
    parser = argparse.ArgumentParser(prog="screens", description=main.__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/screens"), metavar="DIR")
    parser.add_argument("--language", default="en_GB", metavar="CODE", help="de, ar, for example")
    chosen = parser.parse_args()
    out: Path = chosen.out
    out.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="agent-desktop-") as folder:
        return _run(out, Path(folder) / "data", chosen.language)


def _run(out: Path, data: Path, language: str) -> int:
    import qasync
    from msgspec.structs import replace
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from agent_desktop.app.language import use_language
    from agent_desktop.app.options import Options
    from agent_desktop.app.places import Places
    from agent_desktop.app.program import Program
    from agent_desktop.app.root import Root
    from agent_desktop.ui.theme.theme import Theme

    app = QApplication(["Agent Desktop"])
    QLocale.setDefault(QLocale(language))
    use_language(app)
    theme = Theme("light", less_motion="on")
    theme.apply(app)
    where = Places(data)
    where.make()
    root = Root(theme, None, owner="Inês Duarte")
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    # The program's own picture is not wanted, its throwaway store is.
    options = Options(offscreen=True, screenshot=out / "main-1440-light.png")
    program = Program(theme, root, where, options, offscreen=True)
    from agent_desktop.app.pictures import Pictures
    from agent_desktop.app.scene_call import headset

    program.phone = replace(program.phone, sound=headset(data))
    pictures = Pictures(program, out)
    program.perform = pictures.take_all
    with loop:
        code: int = loop.run_until_complete(program.run())
    for picture in sorted(pictures.taken):
        print(picture)
    return code


if __name__ == "__main__":
    sys.exit(main())
