"""Sign-in: where the work comes from, before there is a desk.

Rule: shows what it is told and emits signals; it starts nothing, connects to nothing and keeps nothing.
"""
