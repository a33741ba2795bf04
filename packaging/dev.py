"""The developer's script: makes the environment, then runs, tests, checks, measures or builds.

    python3 packaging/dev.py run

Promises to need nothing but Python 3.11 to 3.13 and the network, on Windows, macOS and Linux; to
say in a sentence what went wrong and what to do; and to start at once when nothing has changed.
"""

from __future__ import annotations

import sys

SUPPORTED = ((3, 11), (3, 14))
#: A copy, so that type checkers do not take the question below for answered.
HERE: tuple[int, ...] = tuple(sys.version_info[:2])

if not SUPPORTED[0] <= HERE < SUPPORTED[1]:
    print(
        "Agent Desktop needs Python 3.11, 3.12 or 3.13, and this is "
        f"{HERE[0]}.{HERE[1]}. Start the script with one of those, for example: "
        "python3.13 packaging/dev.py",
        file=sys.stderr,
    )
    sys.exit(2)

import argparse  # noqa: E402  (older Pythons must read the sentence above, not a traceback)
from pathlib import Path  # noqa: E402

import checks  # noqa: E402
import environment  # noqa: E402
import locking  # noqa: E402
import peers  # noqa: E402
import testing  # noqa: E402
from terminal import ROOT, Stop, become, say  # noqa: E402

BENCHMARKS = ROOT / "tests" / "benchmarks"


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="dev.py", description="Agent Desktop for developers.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="open Agent Desktop; arguments go on to it", add_help=False)
    commands.add_parser(
        "test", help="check, then run the tests; arguments go to pytest", add_help=False
    )
    commands.add_parser("check", help="check format, lint, types and the import law")
    screens = commands.add_parser("screens", help="write pictures of every main screen")
    screens.add_argument("--out", type=Path, default=Path("screens"), metavar="DIR")
    screens.add_argument("--language", default="en_GB", metavar="CODE", help="de, ar, for example")
    bench = commands.add_parser("bench", help="run a benchmark; it ends with a line of JSON")
    bench.add_argument("name", metavar="NAME", help=", ".join(benchmarks()) or "none yet")
    lock = commands.add_parser("lock", help="write the lock files anew from pyproject.toml")
    lock.add_argument("--upgrade", action="store_true", help="take the newest fitting versions")
    commands.add_parser("words", help="write the translators' files anew and compile them")
    commands.add_parser("build", help="build the wheel into dist/")
    return top


def benchmarks() -> list[str]:
    """The names of the benchmarks: modules that can be run, with dashes for underscores."""
    return sorted(
        path.stem.replace("_", "-")
        for path in BENCHMARKS.glob("*.py")
        if '__name__ == "__main__"' in path.read_text(encoding="utf-8")
    )


def bench(name: str, extra: list[str]) -> int:
    """Run one benchmark; raise `Stop` with the list when there is none of that name."""
    known = benchmarks()
    if name not in known:
        raise Stop(
            f"There is no benchmark {name!r}. There are: {', '.join(known) or 'none yet'}.", 2
        )
    environment.ensure(tests=True)
    return environment.run(["-m", f"tests.benchmarks.{name.replace('-', '_')}", *extra])


def act(argv: list[str]) -> int:
    """Do what the command line says; return the exit code."""
    choice, extra = parser().parse_known_args(argv)
    match choice.command:
        case "run":
            return become([environment.ensure(tests=False), "-m", "agent_desktop", *argv[1:]])
        case "test":
            environment.ensure(tests=True)
            with peers.beside(), testing.compiling(argv[1:]):
                found = checks.check()
            return found or testing.test(argv[1:])
        case "bench":
            return bench(choice.name, extra)
    if extra:
        raise Stop(f"`{choice.command}` does not know {extra[0]!r}. See: dev.py --help", 2)
    match choice.command:
        case "check":
            environment.ensure(tests=True)
            return checks.check()
        case "screens":
            environment.ensure(tests=True)
            out = choice.out.resolve()
            language = choice.language
            return environment.run(
                ["-m", "agent_desktop.app.screens", "--out", out, "--language", language]
            )
        case "lock":
            return locking.lock(upgrade=choice.upgrade)
        case "words":
            environment.ensure(tests=True)
            return environment.run([ROOT / "packaging" / "words.py"])
        case _:
            environment.ensure(tests=True)
            return environment.run(["-m", "build", "--wheel", "--no-isolation", "--outdir", "dist"])


def main(argv: list[str]) -> int:
    """Run the script; say why when it cannot go on."""
    try:
        return act(argv)
    except Stop as stop:
        say(stop.sentence)
        return stop.code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
