"""What stands behind figures, by what these are made of: passages and offers, interactions as a whole, talks with menus
and bots, what is open, and agents' time.

The rule of this corner: each source gives the sums of a figure and the lines that add up to them, at one moment, from
the same rows. All of them only read.
"""
