"""The timeline with 10,000 messages: opening, appending, scrolling, beside a QTextBrowser with as many
plain paragraphs: the same texts without bubbles, times, marks or files.

CPU milliseconds of this process, painting included, on the offscreen platform. Goals: open under 100 ms, an append
with its repaint under 12 ms (p99), a scroll step under 8 ms (p99).
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import UTC

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.timeline import (
    Author,
    AuthorKind,
    LineKind,
    Note,
    SystemLine,
    TimelineItem,
)
from agent_desktop.ui.conversation.timeline.look import Scene
from agent_desktop.ui.conversation.timeline.view import Timeline
from agent_desktop.ui.theme.theme import Theme
from tests.benchmarks.report import Figure, measured, percentile, report, summary
from tests.ui.fake_desk import ME, NOON, sample_message

MESSAGES = 10_000
BESIDE = 10_000
STEPS = 300
SIZE = (720, 640)
GOALS: dict[str, Figure] = {"open_ms": 100, "append_ms_p99": 12, "scroll_ms_p99": 8}

_TEXT = """
hello the lamp base is cracked thanks order delivery Tuesday replacement invoice please could you check my address again
photos attached when will it arrive is that possible for Friday morning 配送日の変更 😊 القاعدة Straße Łódź
https://haldenhome.example/orders/48213
"""
_WORDS = _TEXT.split()


def conversation(count: int) -> list[TimelineItem]:
    """Messages of mixed lengths and scripts over many days, with notes, lines and files among them."""
    chance = random.Random(7)
    items: list[TimelineItem] = []
    start = NOON - count * 240_000
    for seq in range(1, count + 1):
        at = start + seq * 240_000
        text = " ".join(chance.choices(_WORDS, k=max(1, int(chance.expovariate(1 / 14)))))
        roll = chance.random()
        if roll < 0.02:
            author = Author(kind=AuthorKind.AGENT, id="a2", name="Kwame Mensah")
            items.append(
                Note(
                    id=f"n{seq}",
                    conversation_id="c1",
                    author=author,
                    text=text,
                    sent_at=at,
                    seq=seq,
                )
            )
        elif roll < 0.04:
            items.append(
                SystemLine(
                    id=f"l{seq}",
                    conversation_id="c1",
                    kind=LineKind.CUSTOMER_RETURNED,
                    sent_at=at,
                    author=Author(kind=AuthorKind.SYSTEM),
                    seq=seq,
                )
            )
        else:
            files: tuple[Attachment, ...] = ()
            if roll < 0.07:
                files = (
                    Attachment(id="f", name="photo.jpg", media_type="image/jpeg", size=210_000),
                )
            mine = chance.random() < 0.5
            items.append(sample_message(text, seq=seq, mine=mine, sent_at=at, attachments=files))
    return items


def timed(step: Callable[[int], None], app: QApplication, widget: QWidget) -> list[float]:
    """CPU milliseconds of each of `STEPS` steps with everything that it makes Qt paint."""
    spent = []
    for number in range(STEPS):
        with measured() as one:
            step(number)
            app.processEvents()
        spent.append(one.cpu_ms)
    return spent


def our_timeline(app: QApplication, theme: Theme) -> dict[str, float]:
    """The figures of our own view."""
    items = conversation(MESSAGES + STEPS)
    scene = Scene(me_id=ME.id, customer_name="Layla Haddad", now=NOON, zone=UTC)
    opened = []
    view = Timeline(theme)
    view.resize(*SIZE)
    view.show()
    app.processEvents()
    for _ in range(7):
        view.open((), scene)
        app.processEvents()
        with measured() as spent:
            view.open(items[:MESSAGES], scene)
            app.processEvents()
        opened.append(spent.cpu_ms)

    def append(number: int) -> None:
        view.show_items(items[: MESSAGES + number + 1])

    appended = timed(append, app, view)
    scrolled = timed(
        lambda number: view.verticalScrollBar().setValue(view.verticalScrollBar().value() - 60),
        app,
        view,
    )
    chance = random.Random(3)
    jumped = timed(
        lambda _: view.verticalScrollBar().setValue(
            chance.randrange(view.verticalScrollBar().maximum())
        ),
        app,
        view,
    )
    view.close()
    return {
        "open_ms": percentile(opened, 50),
        "open_ms_max": max(opened),
        **summary(appended, "append_ms"),
        **summary(scrolled, "scroll_ms"),
        **summary(jumped, "jump_ms"),
    }


def text_browser(app: QApplication, theme: Theme) -> dict[str, float]:
    """The same texts as plain paragraphs in a QTextBrowser."""
    items = conversation(BESIDE + STEPS)
    texts = [getattr(item, "text", "") or "-" for item in items]
    browser = QTextBrowser()
    browser.setFont(theme.font("message"))
    browser.resize(*SIZE)
    browser.show()
    app.processEvents()

    def to_end() -> None:
        browser.verticalScrollBar().setValue(browser.verticalScrollBar().maximum())

    with measured() as opened:
        browser.setPlainText("\n".join(texts[:BESIDE]))
        to_end()
        app.processEvents()

    def append(number: int) -> None:
        cursor = QTextCursor(browser.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText("\n" + texts[BESIDE + number])
        to_end()

    appended = timed(append, app, browser)
    bar = browser.verticalScrollBar()
    scrolled = timed(lambda _: bar.setValue(bar.value() - 60), app, browser)
    browser.close()
    return {
        "text_browser_messages": BESIDE,
        "text_browser_open_ms": opened.cpu_ms,
        **summary(appended, "text_browser_append_ms"),
        **summary(scrolled, "text_browser_scroll_ms"),
    }


def main() -> None:
    """Measure and report."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme("light")
    theme.apply(app)
    figures = our_timeline(app, theme)
    beside = text_browser(app, theme)
    met = {name: figures[name] < float(goal) for name, goal in GOALS.items()}
    report("timeline", {"messages": MESSAGES, **figures}, beside, GOALS, met)


if __name__ == "__main__":
    main()
