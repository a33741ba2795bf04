"""Surveys by telephone: who has spoken with an agent is asked how it was, once the agent has hung up.

Promises that the agent is free before the first word of it; that it is begun once, and only for a customer who is on
the line and was not lost; that a number is told as soon as it is pressed. Refuses to choose whom to ask: the centre
plans that while they talk, and what it has not planned is not asked.
"""

from __future__ import annotations

from agent_desktop.hub.voice import decisions as order
from agent_desktop.hub.voice.inputs import SurveyPlanned
from agent_desktop.hub.voice.survey import REFUSED, Asking, Comment
from agent_desktop.hub.voice.switch.call import Call, Party
from agent_desktop.hub.voice.switch.exchange import Exchange


def plan(x: Exchange, told: SurveyPlanned) -> None:
    """What to ask when the agent hangs up. A call that is over by then, or waits again, is asked nothing."""
    call = x.calls.get(told.call)
    if call is not None and call.stage == "talking":
        call.survey = told.script


def ask(x: Exchange, call: Call, customer: Party) -> bool:
    """Begin, where that was planned; False: nothing has changed."""
    script, call.survey = call.survey, None
    if script is None or not call.talked or not customer.up:
        return False
    call.stage, call.language = "survey", script.language
    customer.held = customer.aside = False
    x.out.append(order.SurveyBegan(call.id, script))
    x.start(call, Asking(script))
    return True


def follow(x: Exchange, call: Call, asked: Asking) -> None:
    """The customer answered, refused, said nothing, or has hung up."""
    if isinstance(asked.outcome, int):
        x.out.append(order.SurveyAnswered(call.id, asked.outcome))
        if asked.script.comment_ms and call.customer is not None:
            x.start(call, Comment(asked.script.comment_ms))
        else:
            x.say_goodbye(call, "survey_thanks")
    elif asked.outcome == REFUSED:
        x.out.append(order.SurveyRefused(call.id))
        x.say_goodbye(call, "survey_stopped")
    else:
        x.say_goodbye(call, "goodbye")
