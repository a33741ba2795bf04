"""The uploaded files' rows: whose, how large, of what kind, under which random name on the disk, in which conversation.

Promises that one uploader's same upload id is one file for ever. Each function works in the transaction of the
storage that it is given; the bytes lie elsewhere.
"""

from typing import Any

from sqlalchemy import delete, func, insert, select, update

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import attachments
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.files import Check


class StoredFile(Record, frozen=True):
    """One uploaded file. `owner` is "agent:ID", "visitor:ID", or "hub" for what telephones recorded.

    `conversation_id` is None until it was sent, `keep_until` for ever.
    """

    id: str
    owner: str
    upload_id: str
    name: str
    media_type: str
    size: int
    digest: bytes
    stored_as: str
    created_at: Millis
    conversation_id: str | None = None
    keep_until: Millis | None = None
    check: Check = Check.NONE
    finding: str = ""

    @property
    def attachment(self) -> Attachment:
        """The file, for the wire."""
        return Attachment(
            id=self.id,
            name=self.name,
            media_type=self.media_type,
            size=self.size,
            check=self.check,
            finding=self.finding,
        )


def file_of_upload(storage: Storage, owner: str, upload_id: str) -> StoredFile | None:
    """What this owner uploaded under this id."""
    query = select(attachments).where(
        attachments.c.owner == owner, attachments.c.upload_id == upload_id
    )
    row = storage.execute(query).one_or_none()
    return None if row is None else _file(row)


def stored_file(storage: Storage, attachment_id: str) -> StoredFile | None:
    """The file with this id."""
    query = select(attachments).where(attachments.c.id == attachment_id)
    row = storage.execute(query).one_or_none()
    return None if row is None else _file(row)


def keep_file(storage: Storage, file: StoredFile) -> None:
    """Insert a new file."""
    storage.execute(
        insert(attachments).values(
            id=file.id,
            owner=file.owner,
            upload_id=file.upload_id,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            digest=file.digest,
            stored_as=file.stored_as,
            created_at=file.created_at,
            conversation_id=file.conversation_id,
            keep_until=file.keep_until,
            checked=file.check.value,
            finding=file.finding,
        )
    )


def files_checked(storage: Storage, *checks: Check) -> list[StoredFile]:
    """The files of which the scanner said one of these, oldest first."""
    wanted = attachments.c.checked.in_([one.value for one in checks])
    query = select(attachments).where(wanted).order_by(attachments.c.created_at, attachments.c.id)
    return [_file(row) for row in storage.execute(query)]


def change_check(storage: Storage, file_id: str, check: Check, finding: str) -> None:
    """The scanner, or an administrator, says something else of a file."""
    storage.execute(
        update(attachments)
        .where(attachments.c.id == file_id)
        .values(checked=check.value, finding=finding)
    )


def unsent_bytes(storage: Storage, owner: str) -> int:
    """How many bytes this owner has uploaded and not sent: what a quota counts."""
    query = select(func.coalesce(func.sum(attachments.c.size), 0)).where(
        attachments.c.owner == owner, attachments.c.conversation_id.is_(None)
    )
    return int(storage.execute(query).scalar_one())


def uploaded_since(storage: Storage, owner: str, since: Millis) -> tuple[int, int, Millis]:
    """How many files and bytes this owner has uploaded from `since` on, sent or not, and when the first of them."""
    query = select(
        func.count(),
        func.coalesce(func.sum(attachments.c.size), 0),
        func.coalesce(func.min(attachments.c.created_at), 0),
    ).where(attachments.c.owner == owner, attachments.c.created_at >= since)
    row: Any = storage.execute(query).one()
    return int(row[0]), int(row[1]), int(row[2])


def take_unsent(storage: Storage, before: Millis) -> tuple[str, ...]:
    """Forget the files that were uploaded before `before` and never sent; their names on the disk."""
    unsent = (attachments.c.conversation_id.is_(None), attachments.c.created_at < before)
    names = storage.execute(select(attachments.c.stored_as).where(*unsent)).scalars().all()
    storage.execute(delete(attachments).where(*unsent))
    return tuple(names)


def all_stored_as(storage: Storage) -> frozenset[str]:
    """The names on the disk of all files."""
    return frozenset(storage.execute(select(attachments.c.stored_as)).scalars().all())


def take_kept_long_enough(storage: Storage, now: Millis) -> tuple[str, ...]:
    """Forget the files that were to be kept until `now` at most; their names on the disk."""
    over = attachments.c.keep_until <= now
    names = storage.execute(select(attachments.c.stored_as).where(over)).scalars().all()
    storage.execute(delete(attachments).where(over))
    return tuple(names)


def _file(row: Any) -> StoredFile:
    return StoredFile(
        id=row.id,
        owner=row.owner,
        upload_id=row.upload_id,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        digest=row.digest,
        stored_as=row.stored_as,
        created_at=row.created_at,
        conversation_id=row.conversation_id,
        keep_until=row.keep_until,
        check=Check(row.checked),
        finding=row.finding,
    )
