"""Servers of others that the tests talk to and that no package of the system brings, each in a place of its own.

Promises exactly the locked releases, in `.venv/peers`, installed once; that the tests run without one that could not be
installed: those that need it are skipped, and say so, or fail where `AGENT_DESKTOP_PEERS=required`.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import environment
from terminal import call, say

FOLDER = environment.VENV / "peers"
#: A Matrix homeserver, which must not share its libraries with ours.
SYNAPSE = "matrix-synapse>=1.163"
SYNAPSE_LOCK = environment.FOLDER / "requirements-synapse.lock"
#: Programs for Node: a folder with package.json and package-lock.json.
NODE = environment.FOLDER / "node-peers"


def ensure() -> None:
    """Install what is missing or was locked anew."""
    _once("synapse", SYNAPSE_LOCK.read_bytes(), _synapse)
    if shutil.which("npm"):
        _once("node", (NODE / "package-lock.json").read_bytes(), _node)


@contextlib.contextmanager
def beside() -> Iterator[None]:
    """Install it while something else is done, and wait for it afterwards."""
    with ThreadPoolExecutor(1) as aside:
        installing = aside.submit(ensure)
        yield
    installing.result()


def _once(name: str, lock: bytes, install: Callable[[Path], bool]) -> None:
    place, stamp = FOLDER / name, FOLDER / f"{name}.installed"
    wish = hashlib.sha256(lock + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wish:
        return
    stamp.unlink(missing_ok=True)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    say(f"Installing a server for the tests: {name}. The first time this takes a minute or three.")
    if install(place):
        stamp.write_text(wish, encoding="utf-8")
    else:
        say(f"{name} could not be installed; its tests are skipped, or fail.")


def _synapse(place: Path) -> bool:
    if call([environment.python(), "-m", "venv", "--without-pip", place]) != 0:
        return False
    words = ["install", "--disable-pip-version-check", "--no-input", "-qq", "--require-hashes"]
    wheels: list[str | Path] = ["--only-binary", ":all:", "--requirement", SYNAPSE_LOCK]
    return call([environment.python(), "-m", "pip", "--python", place, *words, *wheels]) == 0


def _node(place: Path) -> bool:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(NODE / name, place / name)
    words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    return call(["npm", *words, "--prefix", place]) == 0
