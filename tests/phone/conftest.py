"""What tests of sound need: a computer that gives them their turn, as it gives a telephone's engine its own."""

import contextlib
import os
from collections.abc import Iterator

import pytest


@pytest.fixture
def in_time() -> Iterator[None]:
    """Run before other programs, where that is allowed: sound that is late for their sake is not what we test."""
    if not hasattr(os, "setpriority"):
        yield
        return
    before = os.getpriority(os.PRIO_PROCESS, 0)
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, -15)
    try:
        yield
    finally:
        with contextlib.suppress(PermissionError):
            os.setpriority(os.PRIO_PROCESS, 0, before)
