"""The web chat: the visitors' door, the widget and the demo page.

Rule: imports `model`, `hub/protocol`, `hub/journal`, `hub/crm`, `hub/storage` and `hub/doors`. What a visitor may do is
asked of the hub's writer through `VisitorCalls`; nothing here decides about work or touches a table.
"""
