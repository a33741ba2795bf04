"""WhatsApp, Messenger and Instagram: three networks of one Graph API, with the same signed webhooks and refusals.

Rule: imports `model`, `hub/written` and `hub/doors`. `whatsapp`, `pages` and `errors` are pure; `graph` asks.
"""
