"""A caller whom a menu serves, or the closed house: told when it begins, and how it ends.

Promises one end for each beginning, and none without. A reception that only greets serves nobody and is not told of.
"""

from __future__ import annotations

from agent_desktop.hub.voice import decisions as order
from agent_desktop.hub.voice.menu import Reception
from agent_desktop.hub.voice.policy import ToQueue, ToVoicemail
from agent_desktop.hub.voice.records import SelfServed
from agent_desktop.hub.voice.switch.call import Call
from agent_desktop.hub.voice.switch.exchange import Exchange


def begin_self_service(x: Exchange, call: Call, reception: Reception) -> None:
    """The caller hears a menu from now on, or that the house is closed; told once."""
    if call.serves_self or not reception.serves:
        return
    call.serves_self = True
    entry = x.policy.entry_point(call.entry_point)
    then = entry.then if entry is not None else None
    x.out.append(
        order.SelfServiceBegan(
            call=call.id,
            entry_point=call.entry_point,
            queue=then.queue if isinstance(then, ToQueue | ToVoicemail) else "",
            number=call.number,
            menu=reception.menu,
            began_at=x.now,
        )
    )


def end_self_service(x: Exchange, call: Call, ended: SelfServed) -> None:
    """That is over, if it was so."""
    if call.serves_self:
        call.serves_self = False
        x.out.append(order.SelfServiceEnded(call.id, ended))
