"""Writing the lock files from pyproject.toml, for every platform and every Python that we support.

Promises that the three files agree with each other and name neither a registry nor a path. Needs
`uv`, a developer's tool, which is fetched when the machine has none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path

import environment
import peers
from terminal import ROOT, Stop, say

#: The oldest Python that we support; `--universal` covers the newer ones and every platform.
OLDEST = "3.11"


def lock(*, upgrade: bool) -> int:
    """Write the lock files; keep the pinned versions that still fit unless `upgrade`."""
    tool = find_uv()
    renew = ["--upgrade"] if upgrade else []
    project = ["pyproject.toml"]
    compile_lock(tool, environment.TEST_LOCK, [*project, "--all-extras", *renew])
    # The smaller files take their versions from the largest, so that one environment fits all.
    fixed = ["--constraint", str(environment.TEST_LOCK), "--upgrade"]
    compile_lock(tool, environment.RUN_LOCK, [*project, *fixed])
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    backend = "\n".join(settings["build-system"]["requires"])
    compile_lock(tool, environment.BUILD_LOCK, ["-", *fixed], text=backend)
    # A server that the tests talk to has an environment of its own.
    compile_lock(tool, peers.SYNAPSE_LOCK, ["-", *renew], text=peers.SYNAPSE)
    return 0


def find_uv() -> Path:
    """The `uv` of the system or of the environment, installed there when both have none."""
    name = "uv.exe" if os.name == "nt" else "uv"
    inside = environment.python().parent / name
    found = shutil.which("uv")
    if inside.exists() or found is None:
        if not inside.exists():
            environment.ensure(tests=False)
            say("Fetching uv, which resolves the versions.")
            environment.pip("install", "--only-binary", ":all:", "uv")
        return inside
    return Path(found)


def compile_lock(tool: Path, target: Path, words: Sequence[str], *, text: str = "") -> None:
    """Resolve into `target`. `text` is the input when `words` names the standard input."""
    options = ["--universal", "--python-version", OLDEST, "--generate-hashes"]
    options += ["--no-header", "--no-annotate", "--only-binary", ":all:", "--quiet"]
    done = subprocess.run(
        [tool, "pip", "compile", *words, *options, "--output-file", target],
        cwd=ROOT,
        input=text,
        text=True,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        raise Stop(f"{target.name} could not be resolved; uv's message above says why.")
    say(f"Wrote {target.relative_to(ROOT).as_posix()}.")
