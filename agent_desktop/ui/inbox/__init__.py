"""The work list: my interactions, offers and the queues that I serve. Reads the desk, posts intents, paints rows."""
