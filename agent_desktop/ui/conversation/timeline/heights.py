"""Row heights with sums by chunk, so that ten thousand rows can be added up, found and changed quickly.

Promises exact integer arithmetic. Refuses to know which heights are estimates: that is the view's business.
"""

from collections.abc import Iterable

CHUNK = 128


class Heights:
    """Heights in px of rows 0 to n-1."""

    def __init__(self, heights: Iterable[int] = ()) -> None:
        self._rows: list[int] = list(heights)
        self._sums: list[int] = []
        self.total = 0
        self._add_up(0)

    def _add_up(self, chunk: int) -> None:
        del self._sums[chunk:]
        rows = self._rows
        for start in range(chunk * CHUNK, len(rows), CHUNK):
            self._sums.append(sum(rows[start : start + CHUNK]))
        self.total = sum(self._sums)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> int:
        return self._rows[row]

    def set(self, row: int, height: int) -> None:
        """Change one height."""
        change = height - self._rows[row]
        if change:
            self._rows[row] = height
            self._sums[row // CHUNK] += change
            self.total += change

    def splice(self, start: int, removed: int, inserted: list[int]) -> None:
        """Replace `removed` rows from `start` by others."""
        self._rows[start : start + removed] = inserted
        self._add_up(start // CHUNK)

    def top(self, row: int) -> int:
        """The sum of all heights before `row`, which may be n."""
        chunk = row // CHUNK
        return sum(self._sums[:chunk]) + sum(self._rows[chunk * CHUNK : row])

    def row_at(self, y: int) -> tuple[int, int]:
        """The row that covers `y`, and how far below its top `y` is. Outside, the nearest row. Needs one row."""
        if y < 0:
            return 0, y
        for chunk, height in enumerate(self._sums):
            if y < height:
                for row in range(chunk * CHUNK, min(len(self._rows), (chunk + 1) * CHUNK)):
                    if y < self._rows[row]:
                        return row, y
                    y -= self._rows[row]
            y -= height
        last = len(self._rows) - 1
        return last, y + self._rows[last]
