"""What a new hub begins with: a team, its owner, one queue, one website chat, outcome codes and prepared texts.

Promises to do it once, whole, in one transaction, in the language of whoever begins where that is known; everything of
it may be changed afterwards. Refuses to touch a hub that has been founded.
"""

from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.server.voice_settings import WEB, first_policy, keep_policy
from agent_desktop.hub.storage.accounts import set_access
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings, QueueSettings
from agent_desktop.model.work import Blending, Channel, Disposition, SavedReply

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


_GERMAN: Final = {
    "Website chat": "Chat der Website",
    "Solved": "Gelöst",
    "Open": "Offen",
    "No result": "Ohne Ergebnis",
    "Question answered": "Frage beantwortet",
    "Problem solved": "Problem gelöst",
    "Order or account changed": "Bestellung oder Konto geändert",
    "Refund or credit": "Erstattung oder Gutschrift",
    "Follow-up promised": "Meldung zugesagt",
    "Handed to another team": "An anderes Team gegeben",
    "Customer went away": "Kunde ist gegangen",
    "Spam or test": "Spam oder Test",
    "hello": "hallo",
    "moment": "moment",
    "number": "nummer",
    "more": "noch",
    "bye": "ade",
    "Greeting": "Begrüßung",
    "One moment": "Einen Moment",
    "Ask for the order number": "Nach der Bestellnummer fragen",
    "Anything else?": "Noch etwas?",
    "Goodbye": "Verabschiedung",
    "Hello! Thanks for writing to us. How can I help?": (
        "Guten Tag! Danke, dass Sie uns schreiben. Wie kann ich helfen?"
    ),
    "One moment, please: I am looking that up for you.": (
        "Einen Moment bitte, ich sehe für Sie nach."
    ),
    "Could you tell me your order number? You find it in your confirmation e-mail.": (
        "Nennen Sie mir bitte Ihre Bestellnummer? Sie steht in der Bestätigungsmail."
    ),
    "Is there anything else that I can do for you?": "Kann ich sonst noch etwas für Sie tun?",
    "You are welcome. Thank you for your patience, and have a good day!": (
        "Gern geschehen. Danke für Ihre Geduld, und einen schönen Tag!"
    ),
}
_WORDS: Final[dict[str, dict[str, str]]] = {"en": {}, "de": _GERMAN}


def found(centre: Centre, team: str, owner: str, language: str = "en") -> None:
    """Give a new hub its first content; nothing happens to one that has it.

    A `language` that is not known (a tag as in BCP 47) gives English.
    """
    if centre.setting(_FOUNDED):
        return
    language = language if language in _WORDS else "en"
    words = _WORDS[language]

    def said(text: str) -> str:
        return words.get(text, text)

    centre.define_setting(TEAM, team)
    centre.define_queue(QUEUE)
    centre.define_entry_point(replace(ENTRY_POINT, name=said(ENTRY_POINT.name), title=team))
    for position, one in enumerate(DISPOSITIONS):
        told = replace(one, label=said(one.label), group=said(one.group))
        centre.define_disposition(told, position)
    for position, reply in enumerate(SAVED_REPLIES):
        shortcut, title, text = map(said, (reply.shortcut, reply.title, reply.text))
        prepared = replace(reply, shortcut=shortcut, title=title, text=text)
        centre.define_saved_reply(prepared, position)
    # Who is alone takes calls beside chats: nobody else would.
    alone = AgentProfile(id=OWNER, name=owner, queues=(QUEUE.id,), blending=Blending.CALLS)
    centre.define_agent(alone)
    set_access(centre.storage, OWNER, ("agent", "supervisor", "admin"), disabled=False)
    policy = first_policy(QUEUE.id)
    spoken = tuple(replace(one, language=language) for one in policy.entry_points)
    keep_policy(centre, replace(policy, entry_points=spoken))
    centre.define_setting(_FOUNDED, "yes")
