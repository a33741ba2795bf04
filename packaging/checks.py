"""What every change must pass before its tests run: format, lint, types and the import law.

Promises to run all of them, also after a failure, and to end with one line that sums up.
"""

from __future__ import annotations

import environment
from terminal import say

#: What to check, and the words after the environment's Python.
STEPS: dict[str, tuple[str, ...]] = {
    "format": ("-m", "ruff", "format", "--check", "--quiet", "."),
    "lint": ("-m", "ruff", "check", "--quiet", "."),
    "types": ("-m", "mypy", "--no-error-summary", "agent_desktop", "packaging", "tests"),
    "imports": ("-m", "tests.architecture.import_law"),
}


def check() -> int:
    """Run every step in an environment that is ready; return 0 when all passed, else 1."""
    passed = {name: environment.run(words) == 0 for name, words in STEPS.items()}
    results = ", ".join(f"{name} {'ok' if good else 'FAILED'}" for name, good in passed.items())
    say(f"check: {results}")
    if not passed["format"]:
        say("`ruff format .` in the environment mends the format.")
    return 0 if all(passed.values()) else 1
