"""The language of the window: the words of the system's language, where they are shipped.

Promises that a missing or damaged file means English. Refuses to mix: only the first language of the system counts.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from agent_desktop.files import translation


def load_words(app: QCoreApplication) -> list[QTranslator]:
    """Speak the language of `QLocale()`, in our own words and in Qt's; the translators that are in use."""
    code = QLocale().name().split("_")[0]
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    used = []
    for path in (f"{qt}/qtbase_{code}.qm", str(translation(f"agent_desktop_{code}.qm"))):
        words = QTranslator(app)
        if words.load(path) and app.installTranslator(words):
            used.append(words)
    return used
