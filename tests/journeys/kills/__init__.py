"""SIGKILL of the desk and of the hub at every step of sending, and other faults that a working day brings.

A desk here is the real runner, the real encrypted store and the real connector in a process without a window; a hub is
the real program. Both are forked from a nursery that has imported everything, so that hundreds of lives take a minute.

`AGENT_DESKTOP_KILLS=500` asks for so many kills of each kind instead of the usual few dozen.
"""
