"""Who wrote a message or a note, in words."""

from agent_desktop.model.timeline import AuthorKind, Message, Note
from agent_desktop.ui.conversation.timeline.look import Scene
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr


def author_words(item: Message | Note, scene: Scene) -> str:
    """Who wrote it."""
    if item.author.id == scene.me_id and item.author.kind is AuthorKind.AGENT:
        return tr("You")
    name = single_line(item.author.name)
    if item.author.kind is AuthorKind.BOT:
        return tr("{name} (bot)", name=name) if name else tr("Bot")
    if item.author.kind is AuthorKind.SYSTEM:
        return name or tr("Automatic")
    return name or (
        scene.customer_name if item.author.kind is AuthorKind.CUSTOMER else tr("Someone")
    )
