"""The hub's telephones: what happens to a call, and what callers hear.

The rule of this room: its decisions are made by pure machines. `switch` is the call-control machine, with `menu`,
`waiting` and `voicemail` as its programmes for callers; `policy` is what an administrator says, `dialplan` the rules of
numbers, `inputs`, `decisions` and `records` their words. None of these does I/O, reads a clock, or imports an event
loop. `prompts` reads and converts sound files, and is plain and synchronous.

The shell around it (media workers, centre) works as with routing: apply an input, save and carry out the decisions in
their order, and wake the switch with `TimePassed` at `next_deadline()`. News for the centre is told to routing:
`Arrived` queues an interaction, `Returned` puts it back to its place, `WorkEnded` begins the wrap-up. Whether a queue
is full is asked of routing before an agent's transfer is told here.
"""
