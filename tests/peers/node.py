"""Programs for Node, as `packaging/peers.py` installed them into the environment."""

import sys
from pathlib import Path

import pytest

from tests.peers.process import program

_MODULES = Path(sys.prefix) / "peers" / "node" / "node_modules"


def node(package: str) -> tuple[str, dict[str, str]]:
    """How Node is called, and where it finds `package`; skips the test when one of both is not there."""
    command = program("node", "nodejs")
    if not (_MODULES / package).is_dir():
        pytest.skip(f"{package} is not installed (packaging/peers.py does it)")
    return command, {"NODE_PATH": str(_MODULES)}
