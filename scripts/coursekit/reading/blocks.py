"""The lines of a page's Markdown in, its blocks in order out: what is compared and confirmed.

A block is a heading, a paragraph, an item of a list, a table, code, a formula, the head of an
admonition or tab, and so on.
What stands indented below an item, an admonition or a tab are blocks of their own, one level
deeper; `top` is the line at which the outermost of them begins (for a list, its first item).
Lines are cut as Python-Markdown and its extensions read them: four spaces make a level, and a list
or table does not break a paragraph.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from coursekit.model import Block

Line = tuple[int, str]

_COMMENT: Final = re.compile(r"<!--(?!\s*course:)")
_MARKER: Final = re.compile(r"<!--\s*course:")
_FENCE: Final = re.compile(r"(`{3,}|~{3,})\s*(.*)")
_HEADING: Final = re.compile(r"(#{1,6})\s")
_ID: Final = re.compile(r"\{[^}]*#([\w-]+)[^}]*\}\s*$")
_BOX: Final = re.compile(r"(!!!|\?\?\?\+?)\s+([\w-]+)|===[!+]*\s")
_FOOTNOTE: Final = re.compile(r"\[\^[^\]]+\]:\s*")
_ABBREVIATION: Final = re.compile(r"\*\[[^\]]+\]:")
_REFERENCE: Final = re.compile(r"\[[^\]^][^\]]*\]:\s*\S+")
_DEFINITION: Final = re.compile(r":\s{1,3}(?=\S)")
_ITEM: Final = re.compile(r" {0,3}(?:([-*+])|\d+[.)])\s+")
_RULE: Final = re.compile(r"(?:-{3,}|\*{3,}|_{3,})\s*")
_HTML: Final = re.compile(r"</?[a-zA-Z][\w-]*[\s/>]")
_TABLE_RULE: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
# What a line begins with that may be other than a paragraph's, and that may end one.
_SIGNS: Final = frozenset(" #>|$`~!?=:[*<-+_")
_ENDS: Final = frozenset("#`~!?=")
_FIGURE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)\s*(?:\{[^}]*\})?")


def cut(lines: Iterable[Line]) -> tuple[Block, ...]:
    """The blocks of a page; `lines` are those below its front matter, each with its number."""
    found = [(number, line.expandtabs(4).rstrip()) for number, line in lines]
    return tuple(_cut(found, 0, 0))


def _cut(lines: list[Line], depth: int, top: int) -> Iterator[Block]:
    at, before = 0, Block("", 0, "")
    while at < len(lines):
        number, line = lines[at]
        if not line or _COMMENT.match(line):
            at = at + 1 if not line else _until(lines, at, "-->")
            continue
        end, kind, detail, head = _extent(lines, at, depth)
        text = "\n".join(line for _, line in lines[at:head])
        block = Block(kind, number, text, depth, detail, top or _top(before, kind, number))
        if kind != "reference":
            yield block
            before = block
        yield from _cut(_inner(lines[head:end], kind), depth + 1, block.top)
        at = end


def _extent(lines: list[Line], at: int, depth: int) -> tuple[int, str, str, int]:
    """Where the block at a line ends, its kind and detail, and where what lies in it begins."""
    line = lines[at][1]
    for read in _READERS if line[0] in _SIGNS or line[0].isdecimal() else ():
        if found := read(lines, at, line):
            return found
    end = at + 1
    while end < len(lines) and not _breaks(lines[end][1], depth):
        end += 1
    if _HTML.match(line):
        return end, "html", "", end
    figure = _FIGURE.fullmatch(" ".join(text for _, text in lines[at:end]))
    return end, "figure" if figure else "paragraph", "", end


Extent = tuple[int, str, str, int] | None


def _code(lines: list[Line], at: int, line: str) -> Extent:
    if line.startswith("    "):
        end = _indented(lines, at)
        return end, "code", "", end
    if not (fence := _FENCE.match(line)):
        return None
    for end in range(at + 1, len(lines)):
        closing = lines[end][1].strip()
        if closing.startswith(fence[1]) and not closing.strip(fence[1][0]):
            return end + 1, "code", fence[2], end + 1
    return len(lines), "code", fence[2], len(lines)


def _plain_line(lines: list[Line], at: int, line: str) -> Extent:  # noqa: ARG001 (one of several)
    """Blocks of one line."""
    if heading := _HEADING.match(line):
        id_ = _ID.search(line)
        return at + 1, "heading", f"{len(heading[1])} {id_[1] if id_ else ''}".strip(), at + 1
    for kind, form in (
        ("marker", _MARKER),
        ("abbreviation", _ABBREVIATION),
        ("reference", _REFERENCE),
    ):
        if form.match(line):
            return at + 1, kind, "", at + 1
    return (at + 1, "rule", "", at + 1) if _RULE.fullmatch(line) else None


def _box(lines: list[Line], at: int, line: str) -> Extent:
    found = _BOX.match(line)
    if not found:
        return None
    end = _indented(lines, at + 1)
    kind = "admonition" if found[1] else "tab"
    return end, kind, f"{found[1]} {found[2]}" if found[1] else "", at + 1


def _formula(lines: list[Line], at: int, line: str) -> Extent:
    if not line.startswith("$$"):
        return None
    end = at + 1 if line != "$$" and line.endswith("$$") else _until(lines, at + 1, "$$")
    return end, "formula", "", end


def _table(lines: list[Line], at: int, line: str) -> Extent:
    below = lines[at + 1][1] if at + 1 < len(lines) else ""
    if not line.startswith("|") or not _TABLE_RULE.fullmatch(below) or not below:
        return None
    end = at
    while end < len(lines) and lines[end][1].startswith("|"):
        end += 1
    return end, "table", "", end


def _item(lines: list[Line], at: int, line: str) -> Extent:
    """An item of a list, a definition or a footnote, whose first paragraph is its own text."""
    item = _ITEM.match(line)
    if not (item or _DEFINITION.match(line) or _FOOTNOTE.match(line)):
        return None
    head = at + 1
    while head < len(lines) and not _breaks(lines[head][1], 1):
        head += 1
    if item:
        return _indented(lines, head), "item", "unordered" if item[1] else "ordered", head
    kind = "definition" if line.startswith(":") else "footnote"
    return _indented(lines, head), kind, "", head


def _quote(lines: list[Line], at: int, line: str) -> Extent:
    if not line.startswith(">"):
        return None
    end = at
    while end < len(lines) and lines[end][1]:
        end += 1
    return end, "quote", "", at


_READERS: Final = (_code, _plain_line, _box, _formula, _table, _item, _quote)


def _inner(lines: list[Line], kind: str) -> list[Line]:
    """Lines without what makes them a part of the block around them."""
    if kind == "quote":
        return [(number, re.sub(r"^> ?", "", line)) for number, line in lines]
    return [(number, line[4:]) for number, line in lines]


def _breaks(line: str, depth: int) -> bool:
    """Whether a line ends a paragraph; only inside an item does a list do so."""
    if not line:
        return True
    if line[0] in _ENDS and (_HEADING.match(line) or _FENCE.match(line) or _BOX.match(line)):
        return True
    inside = line.removeprefix("    ")
    return bool(depth and (_ITEM.match(inside) or _FENCE.match(inside) or _BOX.match(inside)))


def _indented(lines: list[Line], at: int) -> int:
    """Where the lines end that are indented or empty, without the last empty ones."""
    end = last = at
    while end < len(lines) and (not lines[end][1] or lines[end][1].startswith("    ")):
        end += 1
        if lines[end - 1][1]:
            last = end
    return last


def _until(lines: list[Line], at: int, closing: str) -> int:
    return next((n + 1 for n in range(at, len(lines)) if closing in lines[n][1]), len(lines))


def _top(before: Block, kind: str, number: int) -> int:
    """Items that follow one another are one list, tabs one set, a definition goes with its term."""
    joins = kind in ("item", "tab") and before.kind == kind
    defines = kind == "definition" and before.kind in ("paragraph", "definition")
    return before.top if joins or defines else number
