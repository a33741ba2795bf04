"""The palette and the style sheet, generated from the tokens.

Promises that native widgets (fields, menus, scroll bars, tooltips) look like the painted kit. Refuses styling of single
screens: what only one screen needs is painted there.
"""

from collections.abc import Callable

from PySide6.QtGui import QColor, QPalette

from agent_desktop.ui.theme.tokens import Tokens

_ROLES = (
    (QPalette.ColorRole.Window, "bg.window"),
    (QPalette.ColorRole.WindowText, "text.primary"),
    (QPalette.ColorRole.Base, "bg.surface"),
    (QPalette.ColorRole.AlternateBase, "bg.sunken"),
    (QPalette.ColorRole.Text, "text.primary"),
    (QPalette.ColorRole.PlaceholderText, "text.tertiary"),
    (QPalette.ColorRole.Button, "bg.raised"),
    (QPalette.ColorRole.ButtonText, "text.primary"),
    (QPalette.ColorRole.BrightText, "text.onAccent"),
    (QPalette.ColorRole.Highlight, "accent.fill"),
    (QPalette.ColorRole.HighlightedText, "text.onAccent"),
    (QPalette.ColorRole.Accent, "accent.fill"),
    (QPalette.ColorRole.Link, "text.link"),
    (QPalette.ColorRole.LinkVisited, "text.link"),
    (QPalette.ColorRole.ToolTipBase, "bg.tooltip"),
    (QPalette.ColorRole.ToolTipText, "text.onTooltip"),
    (QPalette.ColorRole.Light, "bg.hover"),
    (QPalette.ColorRole.Midlight, "bg.hover"),
    (QPalette.ColorRole.Mid, "border.strong"),
    (QPalette.ColorRole.Dark, "border.control"),
)
_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def palette(color: Callable[[str], QColor]) -> QPalette:
    """The Qt palette of these colours, each by its path."""
    made = QPalette()
    for role, path in _ROLES:
        made.setColor(role, color(path))
    for role in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, color("text.disabled"))
    return made


def style_sheet(tokens: Tokens, css: Callable[[str], str]) -> str:
    """The style sheet of these measures and colours, each by its path."""
    radius, space, size = tokens.radius, tokens.space, tokens.size
    return f"""
QToolTip {{
    background: {css("bg.tooltip")}; color: {css("text.onTooltip")};
    border: none; padding: {space[2]}px {space[4]}px;
}}
QLineEdit, QPlainTextEdit[field="true"], QTextEdit[field="true"] {{
    background: {css("bg.surface")}; color: {css("text.primary")};
    border: 1px solid {css("border.control")}; border-radius: {radius.md}px;
    padding: 0 {space[4] + 2}px;
    placeholder-text-color: {css("text.tertiary")};
    selection-background-color: {css("accent.fill")};
    selection-color: {css("text.onAccent")};
}}
QLineEdit {{ min-height: {size.control.lg - 2}px; max-height: {size.control.lg - 2}px; }}
QLineEdit[compact="true"] {{
    min-height: {size.control.md - 2}px; max-height: {size.control.md - 2}px;
}}
QPlainTextEdit[field="true"], QTextEdit[field="true"] {{ padding: {space[3]}px {space[3]}px; }}
QLineEdit:focus, QPlainTextEdit[field="true"]:focus, QTextEdit[field="true"]:focus {{
    border: 2px solid {css("focus.ring")}; padding-left: {space[4] + 1}px;
    padding-right: {space[4] + 1}px;
}}
QLineEdit:focus {{ min-height: {size.control.lg - 4}px; max-height: {size.control.lg - 4}px; }}
QLineEdit[compact="true"]:focus {{
    min-height: {size.control.md - 4}px; max-height: {size.control.md - 4}px;
}}
QPlainTextEdit[field="true"]:focus, QTextEdit[field="true"]:focus {{ padding: {space[3] - 1}px; }}
QLineEdit[invalid="true"] {{ border-color: {css("status.dangerFill")}; }}
QLineEdit:disabled {{ color: {css("text.disabled")}; border-color: {css("border.subtle")}; }}
QDateEdit {{
    background: {css("bg.raised")}; color: {css("text.primary")};
    border: 1px solid {css("border.strong")}; border-radius: {radius.md}px;
    padding: 0 0 0 {space[3]}px;
    selection-background-color: {css("accent.fill")};
    selection-color: {css("text.onAccent")};
}}
QDateEdit:focus {{ border: 2px solid {css("focus.ring")}; padding-left: {space[3] - 1}px; }}
QDateEdit::drop-down {{ border: none; width: 24px; }}
QDateEdit::down-arrow {{ image: none; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {css("bg.raised")}; }}
QCalendarWidget QToolButton {{
    background: transparent; color: {css("text.primary")}; border: none;
    border-radius: {radius.sm}px; padding: {space[1]}px {space[3]}px;
}}
QCalendarWidget QToolButton:hover, QCalendarWidget QToolButton:focus {{
    background: {css("bg.hover")};
}}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{
    border: none; background: transparent; padding: 0; min-height: 0;
}}
QMenu {{
    background: {css("bg.raised")}; color: {css("text.primary")};
    border: 1px solid {css("border.strong")}; border-radius: {radius.lg}px;
    padding: {space[2]}px;
}}
QMenu::item {{
    min-height: {size.row.menu - 4}px; padding: 2px {space[7]}px 2px {space[4]}px;
    border-radius: {radius.sm}px;
}}
QMenu::icon {{ padding-left: {space[4]}px; }}
QMenu::item:selected {{ background: {css("bg.hover")}; }}
QMenu::item:disabled {{ color: {css("text.disabled")}; }}
QMenu::separator {{
    height: 1px; background: {css("border.subtle")}; margin: {space[2]}px {space[4]}px;
}}
QListView#found {{
    background: {css("bg.raised")}; color: {css("text.primary")};
    border: 1px solid {css("border.strong")}; padding: {space[2]}px; outline: none;
}}
QListView#found::item {{
    min-height: {size.row.menu - 4}px; padding: 0 {space[4]}px; border-radius: {radius.sm}px;
}}
QListView#found::item:hover, QListView#found::item:selected {{
    background: {css("bg.hover")}; color: {css("text.primary")};
}}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {css("border.strong")}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {css("border.control")}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollArea > QWidget > QWidget[raised="true"] {{
    background: {css("bg.raised")};
}}
QScrollArea, QScrollArea > QWidget > QWidget[scrolled="true"] {{
    background: transparent; border: none;
}}
QSplitter::handle {{ background: {css("border.subtle")}; }}
"""
