"""The collective primitives among four ranks, by name: what each defines, and steps that do it.

`model` plays the steps, `library` has the eight, `words` says what moves. A page shows them by
`<!-- course:steps NAME -->`, one or a group with a choice; `rendering/steps.py` makes its HTML.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from coursekit.primitives.library import PRIMITIVES
from coursekit.primitives.model import Primitive

__all__ = ["PRIMITIVES", "SHOWN", "Primitive"]

_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "rooted": ("broadcast", "reduce", "scatter", "gather"),
    "symmetric": ("reduce-scatter", "all-gather", "all-reduce", "all-to-all"),
}
# What a marker may name → the primitives among which a reader chooses.
SHOWN: Final[Mapping[str, tuple[Primitive, ...]]] = MappingProxyType(
    {name: (one,) for name, one in PRIMITIVES.items()}
    | {name: tuple(PRIMITIVES[one] for one in names) for name, names in _GROUPS.items()}
)
