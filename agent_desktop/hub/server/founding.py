"""What a new hub begins with: a team, its owner, one queue, one website chat, outcome codes and prepared texts.

Promises to do it once, whole, in one transaction; everything of it may be changed afterwards. Refuses to touch a hub
that has been founded.
"""

from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.server.voice_settings import WEB, first_policy, keep_policy
from agent_desktop.hub.storage.accounts import set_access
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings, QueueSettings
from agent_desktop.model.work import Channel, Disposition, SavedReply

OWNER: Final = "owner"
TEAM: Final = "team"
_FOUNDED: Final = "founded"

QUEUE: Final = QueueSettings(id="support", name="Support")
ENTRY_POINT: Final = EntryPointSettings(
    id="website", channel=Channel.CHAT, name="Website chat", queue_id=QUEUE.id, calls=WEB
)
DISPOSITIONS: Final = (
    Disposition(code="answered", label="Question answered", group="Solved"),
    Disposition(code="fixed", label="Problem solved", group="Solved"),
    Disposition(code="changed", label="Order or account changed", group="Solved"),
    Disposition(code="refund", label="Refund or credit", group="Solved"),
    Disposition(code="follow-up", label="Follow-up promised", group="Open"),
    Disposition(code="handed-on", label="Handed to another team", group="Open"),
    Disposition(code="no-answer", label="Customer went away", group="No result"),
    Disposition(code="spam", label="Spam or test", group="No result"),
)
SAVED_REPLIES: Final = (
    SavedReply(
        shortcut="hello", title="Greeting", text="Hello! Thanks for writing to us. How can I help?"
    ),
    SavedReply(
        shortcut="moment",
        title="One moment",
        text="One moment, please: I am looking that up for you.",
    ),
    SavedReply(
        shortcut="number",
        title="Ask for the order number",
        text="Could you tell me your order number? You find it in your confirmation e-mail.",
    ),
    SavedReply(
        shortcut="more",
        title="Anything else?",
        text="Is there anything else that I can do for you?",
    ),
    SavedReply(
        shortcut="bye",
        title="Goodbye",
        text="You are welcome. Thank you for your patience, and have a good day!",
    ),
)


def found(centre: Centre, team: str, owner: str) -> None:
    """Give a new hub its first content; nothing happens to one that has it."""
    if centre.setting(_FOUNDED):
        return
    centre.define_setting(TEAM, team)
    centre.define_queue(QUEUE)
    centre.define_entry_point(replace(ENTRY_POINT, title=team))
    for position, disposition in enumerate(DISPOSITIONS):
        centre.define_disposition(disposition, position)
    for position, reply in enumerate(SAVED_REPLIES):
        centre.define_saved_reply(reply, position)
    centre.define_agent(AgentProfile(id=OWNER, name=owner, queues=(QUEUE.id,)))
    set_access(centre.storage, OWNER, ("agent", "supervisor", "admin"), disabled=False)
    keep_policy(centre, first_policy(QUEUE.id))
    centre.define_setting(_FOUNDED, "yes")
