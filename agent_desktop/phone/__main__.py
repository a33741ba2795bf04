"""`python -m agent_desktop.phone`: the engine, told by one line on stdin what to do. Programs start it, not people."""

import sys

from agent_desktop.phone.carrier.network import SipNetwork
from agent_desktop.phone.engine.process import main

if __name__ == "__main__":
    sys.exit(main(SipNetwork))
