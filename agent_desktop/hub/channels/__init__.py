"""Channels to customers, one room each. Rule: a channel never imports another channel, nor the centre."""
