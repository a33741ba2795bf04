"""Pictures that strangers made, decoded in a process apart: what one of them breaks or fills is not the window's.

The window hands over bytes and gets pixels, never a file format (`apart`). Only `__main__` decodes.
"""
