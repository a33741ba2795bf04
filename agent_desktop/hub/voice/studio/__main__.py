"""`python -m agent_desktop.hub.voice.studio`: a studio, until stdin ends."""

import sys

from agent_desktop.hub.voice.studio.process import main

if __name__ == "__main__":
    sys.exit(main())
