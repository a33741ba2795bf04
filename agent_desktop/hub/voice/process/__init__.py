"""A media worker as a process of its own: what it is told over stdin, what it says over stdout, its life."""
