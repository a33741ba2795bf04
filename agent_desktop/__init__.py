"""Agent Desktop: a native desktop for contact-centre agents.

The rooms of this package, and which of them may import which, are listed in `docs/architecture.md`;
a test holds that table. This module promises the version and imports nothing, so that
`agent-desktop --version` answers at once.
"""

__version__ = "0.1.0"
