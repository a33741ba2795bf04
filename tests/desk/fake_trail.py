"""An audit trail in memory, behind what the port `Administration` says of it. Promises its contract."""

import asyncio
from pathlib import Path

from agent_desktop.model.administration_audit import (
    AuditFormat,
    AuditJudged,
    AuditLine,
    AuditPage,
    AuditQuestion,
)
from agent_desktop.model.errors import DeskError
from agent_desktop.model.figure_questions import Named

PEOPLE = (Named(id="ann", name="Ann Lee"), Named(id="lea", name="Lea Kurz"))
QUEUES = (Named(id="support", name="Support"),)


class FakeTrail:
    """`trail` is all of it, the newest first; `page` is how many lines a page has at most."""

    def __init__(self) -> None:
        super().__init__()
        self.trail: list[AuditLine] = [
            AuditLine(id="2", at=2_000, act="define_queue", who_id="ann", who="Ann Lee"),
            AuditLine(id="1", at=1_000, act="sign_in", who_id="ann", who="Ann Lee"),
        ]
        self.page = 100
        self.broken: AuditJudged | None = None
        self.questions: list[AuditQuestion] = []
        self.trail_fault: DeskError | None = None
        self.slow = False
        """A file takes for ever."""
        self.saving = False

    async def find_acts(self, asked: AuditQuestion, before: int | None) -> AuditPage:
        if self.trail_fault is not None:
            raise self.trail_fault
        self.questions.append(asked)
        found = [one for one in self.trail if _is_like(one, asked)]
        left = [one for one in found if before is None or int(one.id) < before]
        lines = tuple(left[: self.page])
        more = len(left) > len(lines)
        page = AuditPage(lines=lines, before=int(lines[-1].id) if more else 0)
        if before is not None:
            return page
        return AuditPage(
            lines=lines,
            before=page.before,
            count=len(found),
            counted=True,
            people=PEOPLE,
            queues=QUEUES,
        )

    async def judge_trail(self) -> AuditJudged:
        if self.trail_fault is not None:
            raise self.trail_fault
        return self.broken or AuditJudged(entries=len(self.trail), digest="ab12")

    async def save_trail(self, asked: AuditQuestion, made_as: AuditFormat, target: Path) -> None:
        self.saving = True
        try:
            if self.slow:
                await asyncio.Event().wait()
        finally:
            self.saving = False
        found = [one for one in reversed(self.trail) if _is_like(one, asked)]
        lines = [",".join((one.id, one.who, one.act)) for one in found]
        text = "\n".join(["seq,who,act", *lines, "head", ""])
        await asyncio.to_thread(target.write_text, text)


def _is_like(one: AuditLine, asked: AuditQuestion) -> bool:
    said = " ".join((one.act, one.who, one.whom, one.subject, one.detail)).casefold()
    means = [*asked.means, *((),) * 20]
    return (
        all(
            word in said or one.act in acts
            for word, acts in zip(asked.words.casefold().split(), means, strict=False)
        )
        and asked.who in ("", one.who_id)
        and asked.act in ("", one.act)
        and asked.about in ("", one.subject, f"agent/{one.whom_id}")
        and (asked.since is None or one.at >= asked.since)
        and (asked.until is None or one.at < asked.until)
    )
