"""The kit: painters, formats and widgets that every screen is built from.

Rule: knows the theme and the vocabulary, never a screen. Painters and formats are pure.
"""
