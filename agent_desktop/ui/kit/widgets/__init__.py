"""Ready-made widgets of the kit.

Rule: each takes the theme, has an accessible name, shows keyboard focus and can be used without a mouse; none takes the
caret when it is clicked or shown, unless it is a place to type.
"""
