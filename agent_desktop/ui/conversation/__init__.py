"""The thread pane: header, timeline and composer of one conversation.

Rule: reads the `DeskView`, posts intents, and keeps nothing that must not be lost. Words and rules are in pure files;
painting and typing in others. A customer's text is plain text, wherever it appears.
"""
