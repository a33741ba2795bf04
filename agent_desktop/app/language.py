"""The language of the window: its words, where they are shipped, and its direction.

Promises that a missing or damaged file means English, and that the window is laid out in the direction of the system's
language even then. Refuses to mix: only the first language of the system counts.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

from agent_desktop.files import translation


def use_language(app: QGuiApplication) -> list[QTranslator]:
    """Use the language of `QLocale()`: its direction, our own words and Qt's. Returns the translators in use."""
    app.setLayoutDirection(QLocale().textDirection())
    return use_words(app)


def speaks() -> bool:
    """Whether our own words are shipped in the language of `QLocale()`."""
    return translation(f"agent_desktop_{_code()}.qm").exists()


def _code() -> str:
    return QLocale().name().split("_")[0]


def use_words(app: QCoreApplication) -> list[QTranslator]:
    """The words alone, for what has no window."""
    code = _code()
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    used = []
    for path in (f"{qt}/qtbase_{code}.qm", str(translation(f"agent_desktop_{code}.qm"))):
        words = QTranslator(app)
        if words.load(path) and app.installTranslator(words):
            used.append(words)
    return used
