"""A thread of 500 formatted mails: from the click on it until it is painted, beside a QTextBrowser that is given the
same 500 pages as one document.

CPU milliseconds of this process (nothing in it waits), and on the wall, of the whole conversation pane on the offscreen
platform: header, cards with emphasis, links, quotes and files, composer; the desk has the items in memory. Once with
all mails read, when earlier ones are one line each, and once with all unread, when each is open. Goal: under 150 ms for
both, at the worst of the runs.
"""

from __future__ import annotations

import os
import random
import tempfile
from datetime import UTC
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QTextBrowser

from agent_desktop.hub.channels.email.cleaning import clean
from agent_desktop.hub.channels.email.html_text import text_of
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.rich_text import marks_of
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.theme.theme import Theme
from tests.benchmarks.report import Figure, measured, percentile, report
from tests.ui.fake_desk import (
    NOON,
    FakeDesk,
    sample_conversation,
    sample_customer,
    sample_interaction,
    sample_message,
)

MAILS = 500
RUNS = 9
SIZE = (720, 900)
GOALS: dict[str, Figure] = {"open_read_ms_max": 150, "open_unread_ms_max": 150}

_TEXT = """
invoice order lamp chairs payment reference delivery Tuesday returned account statement bank please could you tell me
the date Straße Łódź 配送日の変更 القاعدة thanks reversed amount settled reserved four minutes apart
"""
_WORDS = _TEXT.split()


def pages(count: int) -> list[str]:
    """HTML bodies as mail programs write them: paragraphs, emphasis, links, lists, a table, colours."""
    chance = random.Random(11)

    def some(least: int, most: int) -> str:
        return " ".join(chance.choices(_WORDS, k=chance.randint(least, most)))

    made = []
    for number in range(count):
        parts = ['<div style="font-family: Arial; font-size: 11pt">', f"<p>Dear {some(1, 3)},</p>"]
        for _ in range(chance.randint(1, 5)):
            link = f'<a href="https://shop.example/o/{number}">{some(1, 3)}</a>'
            parts.append(
                f"<p>{some(5, 50)} <b>{some(1, 3)}</b> {some(1, 9)} {link} <i>{some(1, 2)}</i></p>"
            )
        parts.append("<ul>" + "".join(f"<li>{some(3, 12)}</li>" for _ in range(3)) + "</ul>")
        parts.append(
            f'<table border="1"><tr><td>{some(1, 4)}</td><td>{some(1, 4)}</td></tr></table></div>'
        )
        made.append("".join(parts))
    return made


def mails(bodies: list[str]) -> list[Message]:
    """The same as the hub tells them: text with marks, quotes and files beside it."""
    made = []
    for seq, body in enumerate(bodies, start=1):
        html = clean(body).html
        text = text_of(html)
        head = MailHead(
            sender="Layla Haddad <layla@example.org>",
            to=("care@haldenhome.example",),
            subject="Broken lamp",
            html=Attachment(id=f"h{seq}", name="mail.html", media_type="text/html", size=len(html)),
            quoted="> and so on\n" * 20 if seq % 2 else "",
            marks=marks_of(html, text),
        )
        file = Attachment(id=f"f{seq}", name="photo.jpg", media_type="image/jpeg", size=210_000)
        made.append(
            sample_message(
                text,
                seq=seq,
                mine=seq % 3 == 0,
                channel=Channel.EMAIL,
                sent_at=NOON - (MAILS - seq) * 3_600_000,
                mail=head,
                attachments=(file,) if seq % 5 == 0 else (),
            )
        )
    return made


def our_pane(app: QApplication, theme: Theme, items: list[Message]) -> dict[str, float]:
    """Click to paint, of threads that were read and of others."""
    desk = FakeDesk()
    common: dict[str, Any] = {
        "customer": sample_customer(),
        "interaction": sample_interaction(),
        "complete": True,
    }
    desk.put_thread(sample_conversation("empty", channel=Channel.EMAIL), [], **common)
    for name, unread in (("read", 0), ("unread", MAILS)):
        talk = sample_conversation(
            name, channel=Channel.EMAIL, subject="Broken lamp", unread=unread, last_seq=MAILS
        )
        desk.put_thread(talk, items, **common)
    desk.open("empty")
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        pane = ConversationPane(
            desk,
            theme,
            open_link=lambda _: None,
            pasted=Path(folder),
            active=lambda: True,
            zone=UTC,
        )
        pane.resize(*SIZE)
        pane.show()
        app.processEvents()
        for name in ("read", "unread"):
            spent, walls = [], []
            for _ in range(RUNS):
                desk.open("empty")
                app.processEvents()
                with measured() as one:
                    desk.open(name)
                    app.processEvents()
                spent.append(one.cpu_ms)
                walls.append(one.wall_ms)
                shown = [
                    look.mail
                    for row, _ in pane.timeline.scroller.visible
                    if (look := pane.timeline.look(row))
                ]
                assert all(one is not None for one in shown), "what is painted are mails"
            figures[f"open_{name}_ms_p50"] = percentile(spent, 50)
            figures[f"open_{name}_ms_max"] = max(spent)
            figures[f"open_{name}_wall_ms_p50"] = percentile(walls, 50)
        pane.stop()
        pane.close()
    return figures


def text_browser(app: QApplication, theme: Theme, bodies: list[str]) -> dict[str, float]:
    """The same pages as one document."""
    browser = QTextBrowser()
    browser.setFont(theme.font("message"))
    browser.resize(*SIZE)
    browser.show()
    app.processEvents()
    page = "<hr>".join(clean(body).html for body in bodies)
    spent = []
    for _ in range(3):
        browser.clear()
        app.processEvents()
        with measured() as one:
            browser.setHtml(page)
            browser.verticalScrollBar().setValue(browser.verticalScrollBar().maximum())
            app.processEvents()
        spent.append(one.cpu_ms)
    browser.close()
    return {
        "text_browser_open_ms_p50": percentile(spent, 50),
        "text_browser_open_ms_max": max(spent),
    }


def main() -> None:
    """Measure and report."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme("light")
    theme.apply(app)
    bodies = pages(MAILS)
    figures = our_pane(app, theme, mails(bodies))
    beside = text_browser(app, theme, bodies)
    met = {name: figures[name] < float(goal) for name, goal in GOALS.items()}
    report("thread-open", {"mails": MAILS, **figures}, beside, GOALS, met)


if __name__ == "__main__":
    main()
