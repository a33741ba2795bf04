"""How it stands with a wish about a message that is at its network, in words."""

from agent_desktop.model.timeline import Wish, WishKind
from agent_desktop.ui.conversation.timeline.reaction_looks import shown_sign
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import said, tr


def wish_problem(wish: Wish | None) -> str:
    """Why a wish came to nothing, as a sentence; empty while it may still come true."""
    if wish is None or not wish.problem:
        return ""
    why = single_line(said(wish.problem), 160)
    return {
        WishKind.EDIT: tr("Not edited: {why}", why=why),
        WishKind.DELETE: tr("Not deleted: {why}", why=why),
        WishKind.REACT: tr("No reaction: {why}", why=why),
    }[wish.kind]


def wish_words(wish: Wish | None) -> str:
    """How a wish stands that is on its way; empty for none."""
    if wish is None or wish.problem:
        return ""
    return {
        WishKind.EDIT: tr("is being edited"),
        WishKind.DELETE: tr("is being deleted"),
        WishKind.REACT: tr("{sign} is being sent", sign=shown_sign(single_line(wish.text, 8)))
        if wish.text
        else tr("the reaction is being taken back"),
    }[wish.kind]
