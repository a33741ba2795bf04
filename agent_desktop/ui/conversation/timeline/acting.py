"""What is done with an item, by whatever hand."""

from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.folding import fold, turn
from agent_desktop.ui.conversation.timeline.item_view import ItemView


def act_on(view: ItemView, act: Act, key: str) -> None:
    """Do what concerns the view alone, and tell of the rest."""
    if act in (Act.UNFOLD, Act.FOLD):
        fold(view, key)
    elif act is Act.TURN:
        turn(view, key)
    else:
        view.acted.emit(act, key)
