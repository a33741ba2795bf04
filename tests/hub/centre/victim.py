"""A hub's writer that will be killed: does what its input says, and says what was committed.

Each line of stdin is `visitor client_id text` (a visitor writes) or `! client_id conversation text` (anna answers).
Each line of stdout is the client id of a request that was committed. Run as a module with the database's path.
"""

import sys
import time

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.work import Channel


def main(path: str) -> None:
    """Serve until the input ends or the end comes."""
    centre = Centre(Storage.open(path), lambda: time.time_ns() // 1_000_000)
    centre.connected("anna")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        who, client_id, rest = line.rstrip("\n").split(" ", 2)
        if who == "!":
            conversation, text = rest.split(" ", 1)
            send = SendMessage(
                client_id=client_id,
                conversation_id=conversation,
                channel=Channel.CHAT,
                text=text,
            )
            centre.perform("anna", client_id, send)
        else:
            centre.say(who, client_id, rest)
        sys.stdout.write(f"{client_id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
