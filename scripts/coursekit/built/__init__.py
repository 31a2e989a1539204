"""A folder of built HTML and CSS in, problems out (B1xx).

Works on any static site; a page is judged by its own bytes and by the files around it.
"""

from coursekit.built import heads, pages
from coursekit.built.registry import REGISTRY
from coursekit.built.site import Site, load, parse
from coursekit.model import Problem

__all__ = ["REGISTRY", "explanations", "load", "parse", "run"]
FAMILIES = (pages, heads)  # importing a family registers its checks


def run(site: Site) -> list[Problem]:
    """All problems of a built site, sorted."""
    return sorted({problem for function in REGISTRY.values() for problem in function(site)})


def explanations() -> dict[str, str]:
    """Code → docstring."""
    return {code: (function.__doc__ or "").strip() for code, function in sorted(REGISTRY.items())}
