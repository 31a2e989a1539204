"""The two pages of a pair, or a block of each, in; what is different but must not be, out."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from coursekit import pairing
from coursekit.checks import ids
from coursekit.model import Block, Page, Problem
from coursekit.reading import code as codes
from coursekit.reading import contents, numerals
from coursekit.reading import tables as markdown
from coursekit.reading.pages import LESSONS_ID

Place = tuple[Page, Block]
Compare = Callable[[Place, Place], Iterator[Problem]]
_NAMES: Final = {"item": "list item", "html": "HTML", "marker": "marker", "rule": "rule"}


def of(zh: Page, en: Page) -> Iterator[Problem]:
    """Everything in which the pages of a pair differ, whether or not it is behind."""
    if not ids.agree(zh, en):
        yield from ids.differences(zh, en)
        return
    for section in pairing.sections(zh, en):
        yield from structure(zh, en, section)
        for i, j in section.pairs if section.alike else ():
            for compare in _ALL:
                yield from compare((zh, zh.blocks[i]), (en, en.blocks[j]))


def alike(zh: Block, en: Block) -> bool:
    """Whether two blocks have nothing that is compared of blocks in another way."""
    if zh.kind in ("code", "table"):
        return zh.kind == "code" and (zh.detail, zh.text) == (en.detail, en.text)
    ours, theirs = (
        (
            *(found.formulas, found.code, found.images, found.links, found.citations, found.values),
            [number.values for number in found.numbers],
        )
        for found in (contents.of(zh, "zh"), contents.of(en, "en"))
    )
    return ours == theirs


def structure(zh: Page, en: Page, section: pairing.Section) -> Iterator[Problem]:
    """The first block of a section that is not there, or of another kind, on the other page."""
    if section.alike or (section.id == LESSONS_ID and not (zh.lessons and en.lessons)):  # L101
        return
    here, there = ({pair[side] for pair in section.pairs} for side in (0, 1))
    i = next((i for i in section.zh if i not in here and not _title(zh.blocks[i])), None)
    j = next((j for j in section.en if j not in there and not _title(en.blocks[j])), None)
    if i is not None and j is not None:
        ours, theirs = zh.blocks[i], en.blocks[j]
        fact = f"{_name(theirs)} stands where {zh.path}:{ours.line} has {_name(ours)}"
        yield Problem(en.where(theirs.line), "T101", fact, "write the same blocks in both")
    elif i is not None:
        above = [there for here, there in section.pairs if here < i] or [section.en[0]]
        fact = f"{_name(zh.blocks[i])} of {zh.path}:{zh.blocks[i].line} is missing below this line"
        where = en.where(en.blocks[above[-1]].line)
        yield Problem(where, "T101", fact, "write it here too, or remove it there")
    elif j is not None:
        above = [here for here, there in section.pairs if there < j] or [section.zh[0]]
        fact = (
            f"{_name(en.blocks[j])} has no counterpart below {zh.path}:{zh.blocks[above[-1]].line}"
        )
        where = en.where(en.blocks[j].line)
        yield Problem(where, "T101", fact, "write it there too, or remove it here")


def tables(ours: Place, theirs: Place) -> Iterator[Problem]:
    """T102."""
    (zh, block), (en, twin) = ours, theirs
    for noun, wanted, got in zip(("columns", "rows"), _size(block), _size(twin), strict=True):
        if wanted != got:
            fact = f"table has {got} {noun}, in {zh.path}:{block.line} {wanted}"
            yield Problem(en.where(twin.line), "T102", fact, f"give both the same {noun}")


def code(ours: Place, theirs: Place) -> Iterator[Problem]:
    """T103."""
    (zh, block), (en, twin) = ours, theirs
    if block.kind == "code" and not codes.same(block, twin):
        one, other = codes.language(block), codes.language(twin)
        names = f" is {other or 'plain text'}, in" if one != other else " is not that of"
        tail = f" {one or 'plain text'}" if one != other else ""
        fact = f"code{names} {zh.path}:{block.line}{tail}"
        hint = "copy it; only comments, and what is in Chinese, may differ"
        yield Problem(en.where(twin.line), "T103", fact, hint)
    yield from _listed(ours, theirs, "T103", "code", "code")


def formulas(ours: Place, theirs: Place) -> Iterator[Problem]:
    """T104."""
    yield from _listed(ours, theirs, "T104", "formulas", "formula")


def images(ours: Place, theirs: Place) -> Iterator[Problem]:
    """T105."""
    yield from _listed(ours, theirs, "T105", "images", "figure")


def citations(ours: Place, theirs: Place) -> Iterator[Problem]:
    """T107."""
    yield from _listed(ours, theirs, "T107", "citations", "citation")


def links(ours: Place, theirs: Place) -> Iterator[Problem]:
    """T108; L102 looks at the links of lesson tables."""
    if not _lesson_table(*theirs):
        yield from _listed(ours, theirs, "T108", "links", "link")


def values(ours: Place, theirs: Place) -> Iterator[Problem]:
    """T109."""
    yield from _listed(ours, theirs, "T109", "values", "computed number")


def numbers(ours: Place, theirs: Place) -> Iterator[Problem]:
    """T106."""
    (zh, block), (en, twin) = ours, theirs
    here, there = contents.of(block, "zh"), contents.of(twin, "en")
    if not here.numbers and not there.numbers:
        return
    wanted, got = _compared(zh, block, here), _compared(en, twin, there)
    gone, more = numerals.unmatched(wanted, got), numerals.unmatched(got, wanted)
    if gone:
        in_words = numerals.spelled(there.prose, "en")
        gone = [number for number in gone if not number.values & in_words]
    if more:
        in_words = numerals.spelled(here.prose, "zh")
        more = [number for number in more if not number.values & in_words]
    yield from _differ(
        (zh, en),
        ("T106", "number"),
        [(number.text, contents.line(block, number.at)) for number in gone],
        [(number.text, contents.line(twin, number.at)) for number in more],
        (block.line, twin.line),
    )


_ALL: Final[tuple[Compare, ...]] = (
    tables, code, formulas, images, numbers, citations, links, values,
)  # fmt: skip


def _size(block: Block) -> tuple[int, int]:
    table = next(markdown.read(block.text), None) if block.kind == "table" else None
    return (len(table.head.cells), len(table.rows)) if table else (0, 0)


def _compared(page: Page, block: Block, found: contents.Contents) -> list[numerals.Number]:
    """The numbers of a block; L103 looks at those that lesson tables begin their rows with."""
    if not _lesson_table(page, block):
        return list(found.numbers)
    lines = [found.prose[: number.at].rpartition("\n")[2] for number in found.numbers]
    return [n for n, line in zip(found.numbers, lines, strict=True) if line.strip(" |")]


def _lesson_table(page: Page, block: Block) -> bool:
    rows = [row.where.line for row in page.lessons or ()]
    return block.kind == "table" and block.line + 2 in rows


def _title(block: Block) -> bool:
    """The H1, which P104 looks at."""
    return block.kind == "heading" and block.detail.startswith("1")


def _listed(ours: Place, theirs: Place, code: str, name: str, noun: str) -> Iterator[Problem]:
    """What one of the lists of `Contents` has on one page only."""
    (zh, block), (en, twin) = ours, theirs
    here = list(getattr(contents.of(block, "zh"), name))
    there = list(getattr(contents.of(twin, "en"), name))
    gone, more = _without(here, there), _without(there, here)
    yield from _differ(
        (zh, en),
        (code, noun),
        [(item, _line(block, item)) for item in gone],
        [(item, _line(twin, item)) for item in more],
        (block.line, twin.line),
    )


def _differ(
    pages: tuple[Page, Page],
    what: tuple[str, str],
    gone: Sequence[tuple[str, int]],
    more: Sequence[tuple[str, int]],
    lines: tuple[int, int],
) -> Iterator[Problem]:
    """One problem a difference: what is missing goes together with what stands there instead."""
    (zh, en), (code, noun) = pages, what
    for lost, extra in zip_longest(gone, more):
        if lost and extra:
            fact = f"{noun} {extra[0]} stands where {zh.path}:{lost[1]} has {lost[0]}"
            yield Problem(en.where(extra[1]), code, fact, f"write the same {noun} in both")
        elif lost:
            fact = f"{noun} {lost[0]} of {zh.path}:{lost[1]} is missing"
            yield Problem(en.where(lines[1]), code, fact, "write it here too")
        else:
            fact = f"{noun} {extra[0]} has no counterpart in {zh.path}:{lines[0]}"
            yield Problem(en.where(extra[1]), code, fact, "write it there too, or remove it here")


def _without(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    left = list(theirs)
    return [item for item in ours if item not in left or left.remove(item)]  # type: ignore[func-returns-value]


def _line(block: Block, item: str) -> int:
    """The line of a block that has the item, or its first; formulas come without their spaces."""
    lines = [re.sub(r"\s+", "", line) for line in block.text.split("\n")]
    sought = re.sub(r"\s+", "", item).removeprefix("^")
    return block.line + next((at for at, line in enumerate(lines) if sought in line), 0)


def _name(block: Block) -> str:
    name = _NAMES.get(block.kind, block.kind)
    if block.kind in ("heading", "admonition"):
        name = f"{name} {block.detail}"
    return f"{name} inside another block" if block.depth else name
