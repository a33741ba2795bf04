"""`python -m agent_desktop.hub.voice.process`: a media worker, until stdin ends."""

import sys

from agent_desktop.hub.voice.process.life import main

if __name__ == "__main__":
    sys.exit(main())
