"""The timeline: an item view of our own for tens of thousands of messages.

Rule: what an item says (`looks`, `words`, `plain`) knows no pixel; where its parts lie (`laid`, `heights`) knows no
colour; painting decides nothing. Exact layout exists only for what is on the screen.
"""
