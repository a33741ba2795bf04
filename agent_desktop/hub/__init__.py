"""The built-in contact centre: a server that could ship alone.

Rule: imports only `model` (`hub/voice` also `sip` and `media`). Inside, `routing/`, `flows/` and
`metrics/` are pure, channels never import each other, and `storage/` alone touches SQLAlchemy.
"""
