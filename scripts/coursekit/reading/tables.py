"""Markdown text in, its pipe tables out, each row with its line; fenced code is passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_LINK = re.compile(r"\[((?:[^\[\]]|\\.)*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_BAR = re.compile(r"(?<!\\)\|")
_ATTRS = re.compile(r"\s*\{[:\s]*[#.][^}]*\}\s*$")


@dataclass(frozen=True)
class Row:
    """The cells of one table row, as written."""

    cells: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Table:
    """A head and its rows; `heading` is the line of the last heading above it, 0 if none."""

    head: Row
    rows: tuple[Row, ...]
    heading: int


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """Lines outside fenced code with their numbers from 1; lines of code come as empty ones."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        opened = _FENCE.match(line)
        if fence:
            if opened and opened[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            yield number, ""
        elif opened:
            fence = opened[1]
            yield number, ""
        else:
            yield number, line


def read(text: str) -> Iterator[Table]:
    """Every pipe table of the text, in order."""
    lines = [*numbered(text), (0, "")]
    heading = 0
    block: list[tuple[int, str]] = []
    for number, line in lines:
        if line.lstrip().startswith("|"):
            block.append((number, line))
            continue
        if len(block) > 1 and _RULE.fullmatch(block[1][1]):
            rows = [Row(_cells(content), at) for at, content in block]
            yield Table(rows[0], tuple(rows[2:]), heading)
        block = []
        if line.startswith("#"):
            heading = number


def link(cell: str) -> tuple[str, str]:
    """A cell's text without link markup, and the target of its first link (or "")."""
    found = _LINK.search(cell)
    return plain(_LINK.sub(r"\1", cell)), found[2] if found else ""


def with_cell(line: str, at: int, text: str) -> str:
    """A row, as written, with its cell number `at` (from 0) replaced."""
    lead = 1 if line.lstrip().startswith("|") else 0
    cells = _BAR.split(line)
    cells[at + lead] = f" {text} "
    return "|".join(cells)


def row(*cells: str) -> str:
    """A table row as Markdown."""
    return "| " + " | ".join(cells) + " |"


def plain(text: str) -> str:
    """Text as a reader sees it: no emphasis, no attribute list, single spaces."""
    text = _ATTRS.sub("", text).replace("**", "")
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"(?<=（) | (?=）)", "", text)


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return tuple(cell.strip() for cell in _BAR.split(inner))
