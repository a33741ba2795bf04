"""The language of the window: its words, where they are shipped, and its direction.

Promises that a missing or damaged file means English, and that the window is laid out in the direction of the system's
language even then. Refuses to mix: only the first language of the system counts.
"""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

from agent_desktop.files import translation


def use_language(app: QGuiApplication) -> list[QTranslator]:
    """Use the language of `QLocale()`: its direction, our own words and Qt's. Returns the translators in use."""
    locale = QLocale()
    app.setLayoutDirection(locale.textDirection())
    code = locale.name().split("_")[0]
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    used = []
    for path in (f"{qt}/qtbase_{code}.qm", str(translation(f"agent_desktop_{code}.qm"))):
        words = QTranslator(app)
        if words.load(path) and app.installTranslator(words):
            used.append(words)
    return used
