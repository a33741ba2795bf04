"""The looks: tokens, colours, type, icons and the style sheet made from them.

Rule: the one token file says every colour and size; nothing here or elsewhere in `ui` writes a colour as a literal.
"""
