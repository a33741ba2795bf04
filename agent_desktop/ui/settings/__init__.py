"""The settings workspace: the agent's own preferences first, then what an administrator sets up for the team.

Rule: a page is a `Book` (what stands in its list, which fields its form has, which order saving gives) in the hands of
`BookPage`, which knows how to read, list, edit, refuse and remember. Pages appear because the backend's manifest names
their topic and the account may; no page knows a vendor.
"""
