"""Leading and being led: acts that ask first, hints, raised hands, announcements, and why work is where it is."""
