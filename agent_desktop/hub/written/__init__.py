"""What all written channels to other networks share: their port, what is sealed, the courier, their health.

Knows no network. Each network is a folder of `hub/channels`, which imports this room; the server joins the two.
"""
