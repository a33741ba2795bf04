"""The program's log: to stderr, one line each, without personal data.

Promises times in UTC and the module's name. The rule that no name, address, message or secret is logged is kept by the
callers; this module refuses the debug output of libraries, which would not keep it.
"""

import logging
import sys
import time


def set_up_logs(*, verbose: bool = False) -> None:
    """Log our own warnings (with `verbose` also the story in between) and other libraries' errors."""
    handler = logging.StreamHandler(sys.stderr)
    form = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S")
    form.converter = time.gmtime
    handler.setFormatter(form)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.ERROR)
    logging.getLogger("agent_desktop").setLevel(logging.INFO if verbose else logging.WARNING)
