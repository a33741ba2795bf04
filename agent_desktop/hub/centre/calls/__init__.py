"""Calls in the centre: what the telephones tell becomes work, timeline and news for desks; what is decided, orders.

The rule of this corner: a call's id is its interaction's id. While a call has legs, the switch knows what is true of
it, and the centre follows its news; who waits, in which place, and who has it is decided here, by routing. Whatever the
telephones are to do is put into `book.orders` and given to them after the commit.

`news` is told what happened, `pictures` what a call looks like, `recordings` which files are complete, `orders` says
what follows from routing's decisions, `commands` what agents ask for, `lost` what becomes of everything when the
worker dies.
"""
