"""The eight primitives: what each defines, and the steps of one algorithm that does it.

With a root (it is rank 0) a binomial tree; among equals a ring, or exchanges in pairs.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from coursekit.primitives.model import LETTERS, RANKS, Buffers, Primitive, Send, Step, Value

_ALL: Final = range(RANKS)
_NEXT: Final = tuple((rank + 1) % RANKS for rank in _ALL)
_TREE: Final = (((0, 2),), ((0, 1), (2, 3)))  # who sends to whom from the root; two steps


def _buffers(hold: Callable[[int, int], Iterable[int]]) -> Buffers:
    """Slot j holds block j of the ranks given; with none it is empty."""
    return tuple(tuple(_block(j, hold(rank, j)) for j in _ALL) for rank in _ALL)


def _block(letter: int, ranks: Iterable[int]) -> Value:
    return tuple(f"{LETTERS[letter]}{rank}" for rank in ranks)


_FULL = _buffers(lambda rank, _: [rank])
_OWN = _buffers(lambda rank, j: [j] if rank == j else [])
_ROOT = _buffers(lambda rank, _: [0] if rank == 0 else [])
_PARTS = _buffers(lambda rank, j: [0] if rank == j else [])
_JOINED = _buffers(lambda rank, j: [j] if rank == 0 else [])
_SUM_AT_ROOT = _buffers(lambda rank, _: _ALL if rank == 0 else [])
_SUM_IN_PARTS = _buffers(lambda rank, j: _ALL if rank == j else [])
_TRANSPOSED = tuple(tuple(_block(rank, [j]) for j in _ALL) for rank in _ALL)


def _same(*slots: int) -> tuple[tuple[int, int], ...]:
    return tuple((slot, slot) for slot in slots)


def _subtree(rank: int, step: int) -> tuple[tuple[int, int], ...]:
    """The slots of a rank and of all that it will hand on to after this step."""
    return _same(*range(rank, rank + RANKS // 2 ** (step + 1)))


_DOWN = tuple(Step(tuple(Send(s, t, _same(*_ALL)) for s, t in pairs)) for pairs in _TREE)
_UP = tuple(
    Step(tuple(Send(t, s, _same(*_ALL)) for s, t in pairs), adds=True) for pairs in reversed(_TREE)
)
_PARTS_DOWN = tuple(
    Step(tuple(Send(s, t, _subtree(t, at)) for s, t in pairs)) for at, pairs in enumerate(_TREE)
)
_PARTS_UP = tuple(
    Step(tuple(Send(send.target, send.source, send.slots) for send in step.sends))
    for step in reversed(_PARTS_DOWN)
)


def _ring(adds: bool) -> tuple[Step, ...]:
    """What a rank sends on is what arrived before; sums end, and blocks begin, at their owner."""
    return tuple(
        Step(tuple(Send(r, _NEXT[r], _same((r - adds - at) % RANKS)) for r in _ALL), adds)
        for at in range(RANKS - 1)
    )


_PAIRS = tuple(
    Step(tuple(Send(r, r ^ other, ((r ^ other, r),)) for r in _ALL)) for other in range(1, RANKS)
)

PRIMITIVES: Final[Mapping[str, Primitive]] = MappingProxyType(
    {
        one.name: one
        for one in (
            Primitive("broadcast", _ROOT, _buffers(lambda *_: [0]), _DOWN),
            Primitive("reduce", _FULL, _SUM_AT_ROOT, _UP),
            Primitive("scatter", _ROOT, _PARTS, _PARTS_DOWN),
            Primitive("gather", _OWN, _JOINED, _PARTS_UP),
            Primitive("reduce-scatter", _FULL, _SUM_IN_PARTS, _ring(adds=True)),
            Primitive("all-gather", _OWN, _buffers(lambda _, j: [j]), _ring(adds=False)),
            Primitive(
                "all-reduce", _FULL, _buffers(lambda *_: _ALL), _ring(adds=True) + _ring(adds=False)
            ),
            Primitive("all-to-all", _FULL, _TRANSPOSED, _PAIRS),
        )
    }
)
