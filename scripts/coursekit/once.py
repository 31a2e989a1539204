"""A function of a course in, one out that finds each answer once a course."""

import functools
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from coursekit.model import Course

T = TypeVar("T")
Rest = TypeVarTuple("Rest")


def once(function: Callable[[Course, *Rest], T]) -> Callable[[Course, *Rest], T]:
    """For what several checks ask; the other arguments must be hashable."""

    @functools.wraps(function)
    def answer(course: Course, *rest: *Rest) -> T:
        known = course.known.setdefault(function, {})
        if rest not in known:
            known[rest] = function(course, *rest)
        return known[rest]  # type: ignore[no-any-return]

    return answer
