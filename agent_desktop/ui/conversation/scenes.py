"""What the timeline's looks depend on, from a thread of the desk.

Promises that nothing is offered at a message that the agent may not do. Refuses widgets.
"""

from datetime import tzinfo

from agent_desktop.desk.api import DeskView, Thread
from agent_desktop.model.manifest import Capability
from agent_desktop.ui.conversation.timeline.look import Scene
from agent_desktop.ui.kit.paint import single_line


def scene_of(desk: DeskView, thread: Thread, zone: tzinfo | None) -> Scene:
    """The scene of an open conversation."""
    return Scene(
        me_id=desk.me.id,
        customer_name=single_line(thread.customer.name if thread.customer else ""),
        now=desk.now(),
        stale_since=thread.stale_since,
        saving=desk.manifest.can(Capability.ATTACHMENTS),
        calling=desk.phone is not None,
        zone=zone,
        mails_from=thread.conversation.read_seq + 1 if thread.conversation.unread else 0,
        ways=() if thread.cannot_reply else thread.conversation.reply_ways,
    )
