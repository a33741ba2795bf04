"""`start`: from exec to the first paint of a returning agent with 100,000 cached messages, and the memory of it all.

The whole program is started as an agent starts it, on a screen of its own, and watched from outside: the first paint is
when most of the screen has the window's colours; it is ready when the cached list has words and the status bar is
green, which it is when the hub was started and its news are in. Beside it, in turns on the same screen: Chromium with
a used profile opens a static page with `--app`. Wall times are compared pairwise, round by round. Memory is PSS of all
processes of either, two seconds later. Bytecode is there, as pip leaves it; the keychain answers from a file.
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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from agent_desktop.ui.theme.tokens import tokens
from tests.benchmarks.report import Figure, report
from tests.benchmarks.returning import keychain_environment, prepare
from tests.benchmarks.screen import Screen, own_screen, when

MESSAGES = 100_000
ROUNDS = 7
SETTLE_S = 2.0
SIZE = (1440, 900)
GOALS: dict[str, Figure] = {"ratio_wall": 0.4, "ratio_pss": 0.4}
PAGE_COLOR = 0x2F5D8A
PAGE = f"""<!doctype html><title>Page</title>
<body style="margin:0;background:#{PAGE_COLOR:06x};color:white;font:16px sans-serif"><h1>Inbox</h1><p>A static page.
"""
_STATUS_BAR = 24
_LIST = (64, 90, 330, 600)


@dataclass(frozen=True)
class Round:
    """One start. Seconds are from exec; memory in MB; what a browser has not is 0.

    `others` counts the browser's processes of other programs: they share its pages, which lowers its PSS.
    """

    paint_s: float
    paint_cpu_s: float
    memory_mb: float
    hub_mb: float = 0.0
    ready_s: float = 0.0
    ready_cpu_s: float = 0.0
    others: int = 0


def as_installed(folder: Path) -> dict[str, str]:
    """The environment of a program whose bytecode is kept, as it is when it was installed."""
    mine = dict(os.environ)
    mine.pop("PYTHONDONTWRITEBYTECODE", None)
    mine.pop("QT_QPA_PLATFORM", None)
    mine["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
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
        time.sleep(SETTLE_S)
        window, *children = family(program.pid)
        own, hub = memory_mb([window]), memory_mb(children)
    return Round(painted - began, paint_cpu, own + hub, hub, ready - began, ready_cpu)


def browser_round(screen: Screen, folder: Path, env: Mapping[str, str], browser: str) -> Round:
    """Start Chromium with a static page and watch it."""
    page = folder / "page.html"
    page.write_text(PAGE)
    command = [browser, f"--app=file://{page}", f"--user-data-dir={folder / 'profile'}"]
    command += ["--no-sandbox", "--disable-gpu", "--no-first-run", "--window-position=0,0"]
    command += [f"--window-size={SIZE[0]},{SIZE[1]}"]
    seen = frozenset({PAGE_COLOR})
    where = {**env, "DISPLAY": screen.display}
    with started(command, where, errors=subprocess.DEVNULL) as (program, began):
        painted = when(
            lambda: screen.share(seen, (0, 0, *SIZE), 60) > 0.6,
            program,
            within_s=60,
            what="the browser's first paint",
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


def measure(messages: int, rounds: int, browser: str) -> tuple[list[Round], list[Round]]:
    """Rounds of both, in turns, after one that warms up either."""
    ours: list[Round] = []
    theirs: list[Round] = []
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
                other = browser_round(screen, web, env, browser)
                if number:
                    ours.append(fresh)
                    theirs.append(other)
                    print(f"{number}: {fresh} | {other}", file=sys.stderr)
    return ours, theirs


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None or shutil.which("Xvfb") is None:
        raise SystemExit("This needs Chromium and Xvfb: apt-get install chromium xvfb")
    ours, theirs = measure(asked.messages, asked.rounds, browser)
    pairs = list(zip(ours, theirs, strict=True))
    figures: dict[str, Figure] = {
        "cached_messages": asked.messages,
        "rounds": asked.rounds,
        "first_paint_s": middle(ours, "paint_s"),
        "first_paint_s_max": max(one.paint_s for one in ours),
        "first_paint_cpu_s": middle(ours, "paint_cpu_s"),
        "ready_s": middle(ours, "ready_s"),
        "ready_cpu_s": middle(ours, "ready_cpu_s"),
        "pss_mb": middle(ours, "memory_mb"),
        "pss_hub_mb": middle(ours, "hub_mb"),
        "pss_window_mb": median(one.memory_mb - one.hub_mb for one in ours),
        "ratio_wall": median(a.paint_s / b.paint_s for a, b in pairs),
        "ratio_wall_max": max(a.paint_s / b.paint_s for a, b in pairs),
        "ratio_cpu": median(a.paint_cpu_s / b.paint_cpu_s for a, b in pairs),
        "ratio_pss": median(a.memory_mb / b.memory_mb for a, b in pairs),
        "ratio_pss_window": median((a.memory_mb - a.hub_mb) / b.memory_mb for a, b in pairs),
    }
    beside = {
        "chromium_first_paint_s": middle(theirs, "paint_s"),
        "chromium_first_paint_cpu_s": middle(theirs, "paint_cpu_s"),
        "chromium_pss_mb": middle(theirs, "memory_mb"),
        "chromium_processes_of_others": max(one.others for one in theirs),
    }
    met = {name: float(figures[name]) <= float(goal) for name, goal in GOALS.items()}
    report("start", figures, beside, GOALS, met)


if __name__ == "__main__":
    main()
