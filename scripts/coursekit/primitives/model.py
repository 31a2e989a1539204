"""Buffers and a schedule of sends in, the buffers after each step out.

A rank has as many slots as there are ranks. A slot holds blocks added up: `a0+a1` is block a of
rank 0 plus block a of rank 1. All sends of a step read what was there before the step.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

RANKS: Final = 4
LETTERS: Final = "abcd"

Value = tuple[str, ...]
"""The blocks added up, such as `("a0", "a1")`, sorted; one added twice stands twice."""
Buffers = tuple[tuple[Value, ...], ...]
"""Rank → slot → what it holds; an empty slot holds nothing that matters."""
Place = tuple[int, int]
"""Rank and slot."""


@dataclass(frozen=True)
class Send:
    """One message: for each block the slot it is read from and the slot it goes to."""

    source: int
    target: int
    slots: tuple[tuple[int, int], ...]

    @property
    def moves(self) -> Iterator[tuple[Place, Place]]:
        """Where each block is read, and where it arrives."""
        return (((self.source, read), (self.target, put)) for read, put in self.slots)


@dataclass(frozen=True)
class Step:
    """Messages sent at the same time; what arrives is added to the slot, or replaces it."""

    sends: tuple[Send, ...]
    adds: bool = False

    @property
    def moves(self) -> dict[Place, Place]:
        """Where a block arrives → where it comes from."""
        return {put: read for send in self.sends for read, put in send.moves}


@dataclass(frozen=True)
class Primitive:
    """What is given, what is wanted (empty: whatever), and the steps that lead there."""

    name: str
    start: Buffers
    result: Buffers
    steps: tuple[Step, ...]


def states(primitive: Primitive) -> tuple[Buffers, ...]:
    """The buffers at the start and after each step."""
    found = [primitive.start]
    for step in primitive.steps:
        found.append(_after(found[-1], step))
    return tuple(found)


def _after(before: Buffers, step: Step) -> Buffers:
    slots = [list(rank) for rank in before]
    for (rank, slot), (source, read) in step.moves.items():
        kept = before[rank][slot] if step.adds else ()
        slots[rank][slot] = tuple(sorted((*kept, *before[source][read])))
    return tuple(tuple(rank) for rank in slots)


def needed(primitive: Primitive) -> tuple[frozenset[Place], ...]:
    """For each state the places that a later step reads or that the result keeps."""
    wanted = primitive.result
    here = frozenset((r, s) for r, row in enumerate(wanted) for s, value in enumerate(row) if value)
    found = [here]
    for step in reversed(primitive.steps):
        replaced = set() if step.adds else step.moves.keys()
        here = (here - replaced) | frozenset(step.moves.values())
        found.append(here)
    return tuple(reversed(found))


def sent(primitive: Primitive) -> tuple[tuple[int, ...], ...]:
    """For each state the blocks that each rank has sent until then."""
    found: list[tuple[int, ...]] = [(0,) * RANKS]
    for step in primitive.steps:
        here = list(found[-1])
        for send in step.sends:
            here[send.source] += len(send.slots)
        found.append(tuple(here))
    return tuple(found)


def longest(primitive: Primitive) -> int:
    """The blocks on the way one after the other: of each step, the longest message."""
    return sum(max(len(send.slots) for send in step.sends) for step in primitive.steps)


@dataclass(frozen=True)
class Frame:
    """A state with what is known of it: what arrived from where, what is needed, blocks sent."""

    buffers: Buffers
    arrived: Mapping[Place, Place]
    needed: frozenset[Place]
    sent: tuple[int, ...]


def frames(primitive: Primitive) -> tuple[Frame, ...]:
    """The start and each step, as they are drawn."""
    arrived: list[Mapping[Place, Place]] = [{}, *(step.moves for step in primitive.steps)]
    parts = (states(primitive), arrived, needed(primitive), sent(primitive))
    return tuple(Frame(*one) for one in zip(*parts, strict=True))
