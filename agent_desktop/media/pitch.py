"""The period of a voice: at which distance a sound is most like itself.

Promises the same cost at every rate (the search runs at 8 kHz and is refined at the full rate). Serves concealment and
time scaling, which both repeat or leave out whole periods.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from agent_desktop.media.frames import Floats


def best_lag(past: Floats, sample: Floats, least: int, most: int, rate: int) -> tuple[int, float]:
    """(lag, likeness): how far before its end `past` was most like `sample`, `least` to `most` samples ago.

    `sample` is what follows right after `past` and may be longer than the lag; `past` must hold `most` samples.
    Likeness is a normalised correlation, -1 to 1; of silence it is 0.
    """
    line = np.concatenate([past[-most:], sample])
    step = rate // 8000
    if step == 1:
        return _search(line, sample, most, least, most)
    # A mean over the step keeps higher frequencies from folding down enough for a coarse search.
    cut = len(sample) // step * step
    coarse_most = most // step
    coarse = line[most - coarse_most * step : most + cut].reshape(-1, step).mean(axis=1)
    around, _ = _search(
        coarse, coarse[coarse_most:], coarse_most, max(1, least // step), coarse_most
    )
    centre = around * step
    return _search(line, sample, most, max(least, centre - step), min(most, centre + step))


def _search(line: Floats, sample: Floats, zero: int, least: int, most: int) -> tuple[int, float]:
    windows = sliding_window_view(line, len(sample))[zero - most : zero - least + 1]
    energy = np.einsum("ij,ij->i", windows, windows)
    scale = np.sqrt(energy * float(sample @ sample))
    likeness = (windows @ sample) / np.maximum(scale, 1e-6)
    best = int(np.argmax(likeness))
    return most - best, float(likeness[best])
