"""Composition root: command line, start and stop, in readable order.

Rule: the one room that may import every other; no other room imports it.
"""
