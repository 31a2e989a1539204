"""One registry of checks of a built site, like that of the checks of a course."""

from collections.abc import Callable, Iterator

from coursekit.built.site import Site
from coursekit.model import Problem

Check = Callable[[Site], Iterator[Problem]]
REGISTRY: dict[str, Check] = {}


def check(code: str) -> Callable[[Check], Check]:
    """Register a check of built pages under its code."""

    def register(function: Check) -> Check:
        REGISTRY[code] = function
        return function

    return register
