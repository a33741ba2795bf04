"""The agent's desk: pure state machines and the one runner that feeds them.

Rule: imports only `model`. Machines turn (what is known, event or intent) into (saves, sends, changes) and touch
nothing else; the runner alone knows asyncio.

Shape. `Core` holds what is known: `Books` (conversations, customers, live interactions, loaded timelines: what grows)
and `State` (everything small, replaced and never changed in place). One `Turn` is laid over both:

    turn = core.begin(now)
    core.step(turn, item)           # machines: conversation, outbox, offers, work, presence, drafts, …
    core.finish(turn)               # what may be sent now
    turn.saves(), turn.sends        # to the store in one transaction; after that, to the ports
    changes = core.settle(turn)     # only now it is true; the screen is stale here

A turn that could not be saved is dropped, and nothing has happened. `Desk` (`runner`) does this for ever;
`Reader` (`view`) answers the window.
"""
