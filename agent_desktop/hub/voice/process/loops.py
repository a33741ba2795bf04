"""Which event loop sound and signalling run on."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any


def loop_factory() -> Any:
    """uvloop's loop where it is installed, else asyncio's own."""
    if importlib.util.find_spec("uvloop") is None:
        return None
    return importlib.import_module("uvloop").new_event_loop
