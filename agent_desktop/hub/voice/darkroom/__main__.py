"""`python -m agent_desktop.hub.voice.darkroom`."""

import sys

from agent_desktop.hub.voice.darkroom.process import main

if __name__ == "__main__":
    sys.exit(main())
