"""The hub's journal: sequence, epoch, replay, audiences. An entry is written with its effect or not at all."""
