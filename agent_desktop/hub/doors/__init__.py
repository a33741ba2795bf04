"""What every door of the hub shares: problems as HTTP answers, limits, origin and host checks, frame reading, outboxes.

Rule: imports `model`, `hub/protocol` and `hub/storage` only, and knows no channel, no agent and no route. A door (the
agents' in `server/`, the visitors' in `channels/chat/`) composes these parts; nothing here decides about work.
"""
