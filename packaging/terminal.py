"""What the developer script says and how it starts other programs.

Promises that every failure is a sentence (what went wrong, what to do) and that Ctrl-C reaches the
child before it reaches us. Uses the standard library alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

#: The top folder of the checkout.
ROOT = Path(__file__).resolve().parent.parent


class Stop(Exception):
    """The script cannot go on: `sentence` says why and what to do, `code` is the exit code."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


def say(sentence: str) -> None:
    """Print one line for the developer, before anything that a child prints later."""
    print(sentence, file=sys.stderr, flush=True)


def call(argv: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> int:
    """Run a program in the checkout with our own terminal; return its exit code.

    `env` is added to our environment. On Ctrl-C the child, which got the same signal, may finish
    tidying up before `KeyboardInterrupt` goes on.
    """
    words = [str(word) for word in argv]
    try:
        child = subprocess.Popen(words, cwd=ROOT, env={**os.environ, **(env or {})})
    except OSError as error:
        raise Stop(
            f"{words[0]} could not be started: {error.strerror}. Is it installed?"
        ) from error
    try:
        return child.wait()
    except KeyboardInterrupt:
        child.wait()
        raise


def become(argv: Sequence[str | Path]) -> int:
    """Run a program in our place, so that its signals and its exit code are its own.

    Windows cannot replace a process; there the program runs as a child. Keeps the caller's working
    folder, because the arguments may name files.
    """
    words = [str(word) for word in argv]
    if os.name != "nt":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(words[0], words)
    child = subprocess.Popen(words)
    try:
        return child.wait()
    except KeyboardInterrupt:
        child.wait()
        raise
