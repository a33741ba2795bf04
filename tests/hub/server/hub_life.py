"""The hub's program as a life of the nursery: its command line and its whole environment are what it is told."""

import argparse
import json
import os
import time

import uvloop  # noqa: F401  # what the hub imports late is imported once, too

import agent_desktop.hub.centre.preferred
import agent_desktop.hub.server.process
import agent_desktop.hub.storage.bi_views
import agent_desktop.hub.storage.migrate
import agent_desktop.hub.storage.sqlite  # noqa: F401
from agent_desktop.app.hub_command import add_hub_command, run_hub_command


def live(said: bytes) -> int:
    """Be the program; its exit code."""
    words, env = json.loads(said)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    top = argparse.ArgumentParser()
    add_hub_command(top.add_subparsers(dest="command"))
    return run_hub_command(top.parse_args(words))
