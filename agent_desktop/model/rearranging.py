"""Conversations taken apart and put together by an agent; each can be taken back."""

from agent_desktop.model.base import Record, Tagged


class SplitConversation(Tagged, frozen=True):
    """Another matter begins with the message `item_id`: it and what follows move into a new conversation."""

    conversation_id: str
    item_id: str


class MergeConversations(Tagged, frozen=True):
    """Two open conversations of one customer are one matter: all of `merged_id` moves to the end of `kept_id`."""

    kept_id: str
    merged_id: str


class TakeMoveBack(Tagged, frozen=True):
    """Undo the newest split or merge that this conversation had a part in."""

    conversation_id: str


Rearranging = SplitConversation | MergeConversations | TakeMoveBack
"""What an agent may ask for."""


class Rearrange(Record, frozen=True):
    """Split a conversation, merge two, or take that back."""

    command: Rearranging
