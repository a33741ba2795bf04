"""The composer: where replies and notes are written.

Rule: what may be sent, and the words for why not, is in `rules`, without widgets. What was typed leaves the composer
only when the desk says that it is kept elsewhere.
"""
