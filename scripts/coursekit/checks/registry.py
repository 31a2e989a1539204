"""One registry: a check is a generator from `Course` to `Problem` under a stable code.

Its docstring is what `course.py check --explain CODE` prints.
No check touches disk or prints.
What `mkdocs build --strict` reports already (a link to a missing page, a missing anchor) is not
checked again here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coursekit.model import Course, Problem

Check = Callable[[Course], Iterator[Problem]]
REGISTRY: dict[str, Check] = {}


@dataclass(frozen=True)
class Exemption:
    """One entry of `[[tool.course.allow]]`: a problem that is meant to be, and why."""

    code: str
    path: str
    match: str
    reason: str

    def covers(self, problem: Problem) -> bool:
        """Whether this is the problem that was exempted."""
        return (
            problem.code == self.code
            and problem.where.path == self.path
            and self.match in problem.fact
        )


def check(code: str) -> Callable[[Check], Check]:
    """Register a check under its code."""

    def register(function: Check) -> Check:
        if code in REGISTRY:
            raise ValueError(f"two checks are called {code}")
        REGISTRY[code] = function
        return function

    return register
