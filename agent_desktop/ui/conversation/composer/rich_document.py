"""Between formatted lines and the document of an editor: read from it, put into it, change its looks.

Promises that what is read from a document and put into another one is the same text with the same looks. Refuses any
look that `model.rich_lines` does not know: nothing else can come out of an editor.
"""

from PySide6.QtGui import (
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextListFormat,
)

from agent_desktop.model.rich_lines import Line, Lines, Row, Run
from agent_desktop.ui.theme.theme import Theme

_STYLES = {
    Row.BULLET: QTextListFormat.Style.ListDisc,
    Row.NUMBER: QTextListFormat.Style.ListDecimal,
}
_BOLD = 600


def lines_of(document: QTextDocument) -> Lines:
    """What stands in it."""
    found = []
    block = document.begin()
    while block.isValid():
        found.append(Line(tuple(_runs(block)), row_of(block)))
        block = block.next()
    return tuple(found)


def row_of(block: QTextBlock) -> Row:
    """What a line of the document is."""
    listed = block.textList()
    if not listed:
        return Row.PLAIN
    style = listed.format().style()
    return Row.NUMBER if style == QTextListFormat.Style.ListDecimal else Row.BULLET


def _runs(block: QTextBlock) -> list[Run]:
    runs: list[Run] = []
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        if fragment.isValid():
            runs.append(_run(fragment))
        at += 1
    return runs


def _run(fragment: QTextFragment) -> Run:
    look = fragment.charFormat()
    return Run(
        text=fragment.text().replace("\N{LINE SEPARATOR}", "\n"),
        bold=is_bold(look),
        italic=look.fontItalic(),
        link=look.anchorHref() if look.isAnchor() else "",
    )


def is_bold(look: QTextCharFormat) -> bool:
    """Whether characters of this look are bold."""
    return look.fontWeight() >= _BOLD


def put(cursor: QTextCursor, lines: Lines, theme: Theme) -> None:
    """Insert lines in place of the selection, in one step of undo. The first one goes on in the caret's line."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for number, line in enumerate(lines):
        if number:
            cursor.insertBlock()
        if number or cursor.block().text() == "" or line.row is not Row.PLAIN:
            set_row(cursor, line.row)
        for run in line.runs:
            cursor.insertText(run.text.replace("\n", "\N{LINE SEPARATOR}"), look_of(run, theme))
    cursor.setCharFormat(QTextCharFormat())
    cursor.endEditBlock()


def look_of(run: Run, theme: Theme) -> QTextCharFormat:
    """The look of a run's characters."""
    look = QTextCharFormat()
    if run.bold:
        look.setFontWeight(_BOLD)
    if run.italic:
        look.setFontItalic(True)
    if run.link:
        look.setAnchor(True)
        look.setAnchorHref(run.link)
        look.setForeground(theme.color("accent.text"))
        look.setFontUnderline(True)
    return look


def set_row(cursor: QTextCursor, row: Row) -> None:
    """Make the lines of the selection ones of this kind; a list goes on with the one above it."""
    cursor.beginEditBlock()
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    while block.isValid() and block.blockNumber() <= last:
        if row_of(block) is not row:
            _set_one(block, row)
        block = block.next()
    cursor.endEditBlock()


def _set_one(block: QTextBlock, row: Row) -> None:
    listed = block.textList()
    if listed:
        listed.remove(block)
    cursor = QTextCursor(block)
    shape = block.blockFormat()
    shape.setIndent(0)
    cursor.setBlockFormat(shape)
    if row is Row.PLAIN:
        return
    above = block.previous()
    if above.isValid() and row_of(above) is row and (found := above.textList()):
        found.add(block)
        return
    look = QTextListFormat()
    look.setStyle(_STYLES[row])
    look.setIndent(1)
    cursor.createList(look)


def dress_links(document: QTextDocument, theme: Theme) -> None:
    """The links in the colours of the theme that is shown."""
    block = document.begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            if fragment.charFormat().isAnchor():
                cursor = QTextCursor(document)
                cursor.setPosition(fragment.position())
                cursor.setPosition(
                    fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor
                )
                look = QTextCharFormat()
                look.setForeground(theme.color("accent.text"))
                cursor.mergeCharFormat(look)
            at += 1
        block = block.next()
