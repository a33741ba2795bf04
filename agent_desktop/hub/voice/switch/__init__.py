"""The call-control machine of the hub's telephones.

The rule of this corner: no I/O, no clock, no chance. `engine.Switch` takes inputs and gives decisions. Who hears whom
and what is played to whom is never ordered by hand: after every input it is worked out anew from the state of the call
(`hearing`), and only the difference is ordered. So nobody is forgotten in silence.
"""
