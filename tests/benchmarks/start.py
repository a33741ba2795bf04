"""`start`: from exec to the first paint of a returning agent with 100,000 cached messages, and the memory of it all.

The whole program is started as an agent starts it, on a screen of its own, and watched from outside: the first paint is
when most of the screen has the window's colours; it is ready when the cached list has words and the status bar is
green, which it is when the hub was started and its news are in. Beside it, in turns on the same screen: Chromium with
a used profile opens a static page with `--app`, and an empty widget of PySide, below which nothing of ours can come.
Wall times are compared pairwise, round by round. Memory is PSS of all processes: of window and hub when they are ready
(`ready`), and of everything when the telephones have come as well, which they do by themselves a little later. Bytecode
is there, as pip leaves it; the keychain answers from a file.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from agent_desktop.app.places import Places
from agent_desktop.phone.whereabouts import read as find_engine
from agent_desktop.ui.theme.tokens import tokens
from tests.benchmarks.report import Figure, report
from tests.benchmarks.returning import keychain_environment, prepare
from tests.benchmarks.screen import Screen, own_screen, when

MESSAGES = 100_000
ROUNDS = 7
SETTLE_S = 2.0
TELEPHONES_S = 20.0
SIZE = (1440, 900)
GOALS: dict[str, Figure] = {"ratio_wall": 0.4, "ratio_pss_ready": 0.4, "ratio_pss": 0.4}
PAGE_COLOR = 0x2F5D8A
PAGE = f"""<!doctype html><title>Page</title>
<body style="margin:0;background:#{PAGE_COLOR:06x};color:white;font:16px sans-serif"><h1>Inbox</h1><p>A static page.
"""
BARE = f"""
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(["Bare"])
window = QWidget()
window.setGeometry(0, 0, {SIZE[0]}, {SIZE[1]})
palette = window.palette()
palette.setColor(window.backgroundRole(), "#{PAGE_COLOR:06x}")
window.setPalette(palette)
window.show()
app.exec()
"""
PARTS = {
    "agent_desktop.hub.voice.process": "worker",
    "agent_desktop.phone": "engine",
    "hub": "hub",
}
"""What stands on a command line of ours, and what the process is called here; the rest is the window."""
ONLY_IN_TESTS = ("rich", "pygments")
"""httpx loads them for a command line of its own, where they are there."""
_STATUS_BAR = 24
_LIST = (64, 90, 330, 600)


@dataclass(frozen=True)
class Round:
    """One start. Seconds are from exec; memory in MB; what a browser has not is 0.

    `ready_mb` is the memory of all when the window was ready, `parts_mb` that of each of our processes at the end.
    `others` counts the browser's processes of other programs: they share its pages, which lowers its PSS.
    """

    paint_s: float
    paint_cpu_s: float
    memory_mb: float
    ready_mb: float = 0.0
    parts_mb: Mapping[str, float] = field(default_factory=dict)
    ready_s: float = 0.0
    ready_cpu_s: float = 0.0
    others: int = 0


def as_installed(folder: Path) -> dict[str, str]:
    """The environment of a program as it is installed: its bytecode is kept, and what only tests need is not there."""
    mine = dict(os.environ)
    mine.pop("PYTHONDONTWRITEBYTECODE", None)
    mine.pop("QT_QPA_PLATFORM", None)
    mine["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    absent = folder / "absent"
    absent.mkdir(exist_ok=True)
    for name in ONLY_IN_TESTS:
        (absent / f"{name}.py").write_text("raise ImportError('not part of an installation')\n")
    mine["PYTHONPATH"] = os.pathsep.join([str(absent), *filter(None, [mine.get("PYTHONPATH")])])
    return mine


def family(pid: int) -> list[psutil.Process]:
    """A process and all that came of it."""
    first = psutil.Process(pid)
    return [first, *first.children(recursive=True)]


def cpu_s(processes: Sequence[psutil.Process]) -> float:
    """User and system time of `processes`; one that has just ended counts nothing."""
    spent = 0.0
    for one in processes:
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        spent += times.user + times.system
    return spent


def memory_mb(processes: Sequence[psutil.Process]) -> float:
    """Their proportional share of memory: pages in common are counted once."""
    held = 0
    for one in processes:
        try:
            held += one.memory_full_info().pss
        except psutil.NoSuchProcess:
            continue
    return held / 1e6


def part_of(process: psutil.Process) -> str:
    """Which of our processes it is."""
    words = process.cmdline()
    return next((name for word, name in PARTS.items() if word in words), "window")


def parts(pid: int) -> dict[str, psutil.Process]:
    """The program's processes by what they are called here."""
    found = {}
    for one in family(pid):
        with suppress(psutil.NoSuchProcess):
            found[part_of(one)] = one
    return found


def processes_like(own: Sequence[psutil.Process]) -> int:
    """How many processes of other programs run the same executable as the first of `own`."""
    name, mine = own[0].name(), {one.pid for one in own}
    return sum(
        one.info["name"] == name and one.pid not in mine for one in psutil.process_iter(["name"])
    )


@contextmanager
def started(
    command: Sequence[str], env: Mapping[str, str], errors: int | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """A running program, and when it was started. It is ended, with all that came of it."""
    began = time.perf_counter()
    program = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=errors)
    try:
        yield program, began
    finally:
        if program.poll() is None:
            processes = family(program.pid)
            program.terminate()
            _, alive = psutil.wait_procs(processes, timeout=10)
            for one in alive:
                one.kill()
        program.wait()


def desktop_round(screen: Screen, folder: Path, env: Mapping[str, str]) -> Round:
    """Start Agent Desktop and watch it."""
    light = tokens().colors("light")
    ground = frozenset(int(light[name][1:], 16) for name in ("bg.window", "bg.surface", "bg.rail"))
    ink = frozenset({int(light["text.primary"][1:], 16)})
    current = frozenset({int(light["status.successText"][1:], 16)})
    bar = (0, SIZE[1] - _STATUS_BAR, 40, _STATUS_BAR)
    command = [sys.executable, "-m", "agent_desktop", "--data", str(folder)]
    with started(command, {**env, "DISPLAY": screen.display}) as (program, began):
        painted = when(
            lambda: screen.share(ground, (0, 0, *SIZE), 60) > 0.6,
            program,
            within_s=60,
            what="the window's first paint",
        )
        paint_cpu = cpu_s(family(program.pid))
        ready = when(
            lambda: screen.share(current, bar, 1) > 0 and screen.share(ink, _LIST, 3) > 0.002,
            program,
            within_s=60,
            what="a list with words and a green status bar",
        )
        ready_cpu = cpu_s(family(program.pid))
        ready_mb = memory_mb(family(program.pid))
        when(
            lambda: find_engine(Places(folder).phone) is not None,
            program,
            within_s=TELEPHONES_S,
            what="a telephone that is ready",
        )
        time.sleep(SETTLE_S)
        each = {name: memory_mb([one]) for name, one in parts(program.pid).items()}
    return Round(
        painted - began,
        paint_cpu,
        sum(each.values()),
        ready_mb,
        each,
        ready - began,
        ready_cpu,
    )


def browser_command(folder: Path, browser: str) -> list[str]:
    """Chromium with a static page."""
    page = folder / "page.html"
    page.write_text(PAGE)
    command = [browser, f"--app=file://{page}", f"--user-data-dir={folder / 'profile'}"]
    command += ["--no-sandbox", "--disable-gpu", "--no-first-run", "--window-position=0,0"]
    return [*command, f"--window-size={SIZE[0]},{SIZE[1]}"]


def round_of_another(screen: Screen, env: Mapping[str, str], command: Sequence[str]) -> Round:
    """Start a program that paints `PAGE_COLOR` and watch it."""
    seen = frozenset({PAGE_COLOR})
    where = {**env, "DISPLAY": screen.display}
    with started(command, where, errors=subprocess.DEVNULL) as (program, began):
        painted = when(
            lambda: screen.share(seen, (0, 0, *SIZE), 60) > 0.6,
            program,
            within_s=60,
            what=f"the first paint of {command[0]}",
        )
        cpu = cpu_s(family(program.pid))
        time.sleep(SETTLE_S)
        own = family(program.pid)
        memory = memory_mb(own)
        others = processes_like(own)
    return Round(painted - began, cpu, memory, others=others)


def middle(rounds: Sequence[Round], name: str) -> float:
    """The median of a figure over the rounds."""
    values: list[float] = [getattr(one, name) for one in rounds]
    return median(values)


def measure(
    messages: int, rounds: int, browser: str
) -> tuple[list[Round], list[Round], list[Round]]:
    """Rounds of all three, in turns, after one that warms up each."""
    ours: list[Round] = []
    theirs: list[Round] = []
    bare: list[Round] = []
    with tempfile.TemporaryDirectory(prefix="start-") as name:
        folder = Path(name)
        data, web, pixels = folder / "data", folder / "web", folder / "screen"
        web.mkdir()
        pixels.mkdir()
        prepare(data, messages)
        env = as_installed(folder) | keychain_environment(data)
        with own_screen(pixels, *SIZE) as screen:
            for number in range(rounds + 1):
                fresh = desktop_round(screen, data, env)
                other = round_of_another(screen, env, browser_command(web, browser))
                empty = round_of_another(screen, env, [sys.executable, "-c", BARE])
                if number:
                    ours.append(fresh)
                    theirs.append(other)
                    bare.append(empty)
                    print(f"{number}: {fresh} | {other} | {empty}", file=sys.stderr)
    return ours, theirs, bare


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None or shutil.which("Xvfb") is None:
        raise SystemExit("This needs Chromium and Xvfb: apt-get install chromium xvfb")
    ours, theirs, bare = measure(asked.messages, asked.rounds, browser)
    pairs = list(zip(ours, theirs, strict=True))
    figures: dict[str, Figure] = {
        "cached_messages": asked.messages,
        "rounds": asked.rounds,
        "first_paint_s": middle(ours, "paint_s"),
        "first_paint_s_max": max(one.paint_s for one in ours),
        "first_paint_cpu_s": middle(ours, "paint_cpu_s"),
        "ready_s": middle(ours, "ready_s"),
        "ready_cpu_s": middle(ours, "ready_cpu_s"),
        "pss_ready_mb": middle(ours, "ready_mb"),
        "pss_mb": middle(ours, "memory_mb"),
        **{
            f"pss_{name}_mb": median(one.parts_mb[name] for one in ours)
            for name in ("window", *PARTS.values())
        },
        "ratio_wall": median(a.paint_s / b.paint_s for a, b in pairs),
        "ratio_wall_max": max(a.paint_s / b.paint_s for a, b in pairs),
        "ratio_cpu": median(a.paint_cpu_s / b.paint_cpu_s for a, b in pairs),
        "ratio_pss_ready": median(a.ready_mb / b.memory_mb for a, b in pairs),
        "ratio_pss": median(a.memory_mb / b.memory_mb for a, b in pairs),
        "ratio_wall_to_bare": median(
            a.paint_s / c.paint_s for a, c in zip(ours, bare, strict=True)
        ),
    }
    beside = {
        "chromium_first_paint_s": middle(theirs, "paint_s"),
        "chromium_first_paint_cpu_s": middle(theirs, "paint_cpu_s"),
        "chromium_pss_mb": middle(theirs, "memory_mb"),
        "chromium_processes_of_others": max(one.others for one in theirs),
        "bare_pyside_first_paint_s": middle(bare, "paint_s"),
        "bare_pyside_first_paint_cpu_s": middle(bare, "paint_cpu_s"),
        "bare_pyside_pss_mb": middle(bare, "memory_mb"),
        "bare_pyside_ratio_wall": median(
            c.paint_s / b.paint_s for b, c in zip(theirs, bare, strict=True)
        ),
    }
    met = {name: float(figures[name]) <= float(goal) for name, goal in GOALS.items()}
    report("start", figures, beside, GOALS, met)


if __name__ == "__main__":
    main()
