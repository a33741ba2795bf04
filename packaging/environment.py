"""The virtual environment `.venv` in the checkout.

Promises that exactly the locked releases are installed, each checked against its hash, as ready
wheels only (so that no unchecked build tool runs), with the project itself in editable form. A
stamp remembers what is installed, so that the second start costs nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import debian
from terminal import ROOT, Stop, call, say

VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
FOLDER = ROOT / "packaging"
RUN_LOCK = FOLDER / "requirements.lock"
BUILD_LOCK = FOLDER / "requirements-build.lock"
TEST_LOCK = FOLDER / "requirements-test.lock"


def python() -> Path:
    """The interpreter of the environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure(*, tests: bool) -> Path:
    """Make the environment fit for running, or for testing too; return its interpreter."""
    debian.ensure(tests=tests)
    wish = digest()
    kind = "test" if tests else "run"
    stamp = read_stamp()
    if stamp.get("digest") == wish and stamp.get("kind") in {kind, "test"}:
        return python()
    STAMP.unlink(missing_ok=True)
    if not usable():
        create()
    say("Installing the locked Python packages. The first time this takes a minute or two.")
    # Nothing is ever removed from the environment, so what the tests need stays once it is there.
    locks = [TEST_LOCK] if tests else [RUN_LOCK, BUILD_LOCK]
    chosen = [word for lock in locks for word in ("--requirement", str(lock))]
    pip("install", "--require-hashes", "--only-binary", ":all:", *chosen)
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(json.dumps({"digest": wish, "kind": kind}), encoding="utf-8")
    return python()


def digest() -> str:
    """What an environment depends on, as one hash: the locks, the project file, Python, the place."""
    parts = [lock.read_bytes() for lock in (RUN_LOCK, BUILD_LOCK, TEST_LOCK)]
    parts.append((ROOT / "pyproject.toml").read_bytes())
    parts.append(f"{sys.version_info[:3]} {sys.platform} {VENV}".encode())
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def read_stamp() -> dict[str, str]:
    """What the environment says it holds; empty when it holds nothing that can be trusted."""
    if not python().exists():
        return {}
    try:
        content = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def usable() -> bool:
    """Whether `.venv` has a working interpreter of our own version, with pip."""
    if not python().exists():
        return False
    try:
        answer = subprocess.run(
            [python(), "-c", "import pip, sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def create() -> None:
    """Make an empty environment in place of whatever is there."""
    if importlib.util.find_spec("ensurepip") is None:
        raise Stop(
            "This Python cannot make virtual environments, because its module `ensurepip` is "
            "missing. Install the full Python from your system's packages, then start again.",
            code=2,
        )
    say(f"Making the environment {VENV.name}.")
    if VENV.exists():
        shutil.rmtree(VENV)
    if call([sys.executable, "-m", "venv", VENV]) != 0:
        raise Stop("The environment could not be made; Python's own message above says why.")


def pip(*words: str) -> None:
    """Run the environment's pip, silent unless it fails; raise `Stop` when it does."""
    options = ["--disable-pip-version-check", "--no-input", "--quiet", "--quiet"]
    if call([python(), "-m", "pip", *words, *options]) != 0:
        raise Stop(
            "The Python packages could not be installed; the message above says why. Check the "
            "network connection and start again: what is already there is kept."
        )


def run(argv: Sequence[str | Path], *, env: dict[str, str] | None = None) -> int:
    """Run the environment's interpreter with `argv` in the checkout; return its exit code."""
    return call([python(), *argv], env=env)
