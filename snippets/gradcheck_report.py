"""What a gradient check found, and how it reads when printed."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Report:
    """One row for each entry that was checked.

    >>> wrong, right = np.array([2.0, 4.0, 3.0]), np.array([1.0, 2.0, 3.0])
    >>> error = np.array([0.5, 0.5, 0.0])
    >>> print(Report(((0,), (1,), (2,)), wrong, right, error, tolerance=1e-6))
    gradient check FAILED: 2 of 3 entries off by more than 1e-06
      worst entry      [0]
      gradient          2
      measured          1
      relative error    5.0e-01
    """

    entries: tuple[tuple[int, ...], ...]  # their indices in x
    analytic: Array  # (m,)  the gradient under test
    numeric: Array  # (m,)  the slopes measured
    relative_error: Array  # (m,)
    tolerance: float

    @property
    def passed(self) -> bool:
        """Whether every entry is within the tolerance; nan is not."""
        return self.wrong == 0

    @property
    def wrong(self) -> int:
        """How many entries are off by more than the tolerance, or are nan."""
        return len(self.entries) - int(np.count_nonzero(self.relative_error <= self.tolerance))

    @property
    def row(self) -> int:
        """The row of the largest relative error; nan counts as the largest of all."""
        return int(np.argmax(np.nan_to_num(self.relative_error, nan=np.inf)))

    @property
    def worst(self) -> tuple[int, ...]:
        """The index in x of the entry with the largest relative error."""
        return self.entries[self.row]

    @property
    def worst_error(self) -> float:
        """The largest relative error."""
        return float(self.relative_error[self.row])

    @property
    def factor(self) -> float | None:
        """The factor by which every entry is off, if there is one: a clue to the bug.

        >>> wrong, right, error = np.array([2.0, 4.0]), np.array([1.0, 2.0]), np.array([0.5, 0.5])
        >>> Report(((0,), (1,)), wrong, right, error, tolerance=1e-6).factor
        2.0
        """
        told = self.relative_error > self.tolerance
        if np.count_nonzero(told) < 2 or np.any(self.numeric[told] == 0):
            return None
        ratios = self.analytic[told] / self.numeric[told]
        zeros = not np.any(self.analytic[~told])
        one = np.ptp(ratios) <= 1e-3 * np.abs(ratios).max()
        return float(np.median(ratios)) if one and zeros else None

    def __str__(self) -> str:
        count = len(self.entries)
        if self.passed:
            head = f"gradient check passed: {count} entries within {self.tolerance:g}"
        else:
            head = f"gradient check FAILED: {self.wrong} of {count} entries off by more than "
            head += f"{self.tolerance:g}"
        lines = [
            head,
            f"  worst entry      [{', '.join(map(str, self.worst))}]",
            f"  gradient         {self.analytic[self.row]: .10g}",
            f"  measured         {self.numeric[self.row]: .10g}",
            f"  relative error   {self.worst_error: .1e}",
        ]
        if self.factor is not None:
            lines.append(f"  every entry is   {self.factor: .4g} times the measured one")
        return "\n".join(lines)


if __name__ == "__main__":
    scaled = Report(((0,), (1,)), np.ones(2), np.full(2, 0.25), np.full(2, 0.75), 1e-6)
    print(scaled)
