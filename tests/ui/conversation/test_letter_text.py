"""The text of a letter: low empty lines, and items of lists that hang from their signs."""

from agent_desktop.ui.conversation.timeline.textblock import TextBlock
from agent_desktop.ui.theme.theme import Theme


def block(theme: Theme, text: str, width: float = 200, rtl: bool = False) -> TextBlock:
    return TextBlock(text.replace("\n", "\u2028"), theme.font("message"), 21, width, rtl, blank=9)


def test_empty_lines_are_lower_than_lines(theme: Theme) -> None:
    assert block(theme, "a\n\nb").height == 21 + 9 + 21
    assert block(theme, "").height == 9


def test_items_of_lists_hang_from_their_signs(theme: Theme) -> None:
    long = "word " * 20
    for sign in ("1. ", "• ", "- ", "b) "):
        made = block(theme, f"{sign}{long}\nplain {long}")
        layout = made._layout
        second = layout.lineAt(1)
        assert second.x() > 5, sign
        assert second.x() + second.naturalTextWidth() <= 201
        begins = layout.lineForTextPosition(made.text.index("plain"))
        assert begins.x() == 0
        assert layout.lineAt(begins.lineNumber() + 1).x() == 0
    assert block(theme, "2026.10 " + long)._layout.lineAt(1).x() == 0


def test_a_list_from_right_to_left_hangs_from_its_right(theme: Theme) -> None:
    made = block(theme, "1. " + "שלום עולם " * 12, rtl=True)
    made.place(200)
    first, second = made._layout.lineAt(0), made._layout.lineAt(1)
    assert first.x() + first.naturalTextWidth() > second.x() + second.naturalTextWidth() + 5
    assert second.x() >= -1
