"""Journeys: the whole product at once. A real browser, a real hub process, the real window with its real program.

Rule: people act here as people do, with keys and clicks; a test looks at what is on screen, and at the hub's database
when everything is over. Nothing is waited for by time: every wait names what it waits for.
"""
