"""What needs no translating is the same on both pages of a pair (T101 to T109).

Every difference is reported once, on the English page, for the Chinese one leads; blocks that are
behind it are left out, for the page itself says so (see `freshness`).
"""

from collections.abc import Iterator

from coursekit import freshness, pairing
from coursekit.checks import differences, ids
from coursekit.checks.registry import check
from coursekit.model import Course, Page, Problem
from coursekit.once import once


@check("T101")
def blocks(course: Course) -> Iterator[Problem]:
    """A section has the same blocks in both languages: paragraphs, lists, boxes, tabs, tables.

    Of a section only the first difference is reported.

    Bad:  ??? note "推导" and !!! note "Derivation"
    Good: ??? note "推导" and ??? note "Derivation"
    """
    for zh, en, sections in _sections(course):
        for section in sections:
            yield from differences.structure(zh, en, section)


@check("T102")
def table_shape(course: Course) -> Iterator[Problem]:
    """A table has as many columns and rows in both languages.

    Bad:  four rows in Chinese, three in English
    Good: the same rows in both.
    """
    yield from _compared(course, differences.tables)


@check("T103")
def same_code(course: Course) -> Iterator[Problem]:
    """Code is the same in both languages, but for its comments, strings and lines in Chinese.

    Bad:  n = 8  # 卡数 and n = 4  # cards
    Good: n = 8  # 卡数 and n = 8  # cards
    """
    yield from _compared(course, differences.code)


@check("T104")
def same_formulas(course: Course) -> Iterator[Problem]:
    r"""A block has the same formulas in both languages; words in \text{} may differ.

    Bad:  $2(n-1)$ and $2(n+1)$
    Good: $t_{\text{总}}$ and $t_{\text{total}}$
    """
    yield from _compared(course, differences.formulas)


@check("T105")
def same_images(course: Course) -> Iterator[Problem]:
    """A block has the same figures in both languages; the site puts the reader's language in.

    Bad:  ![环](fig/ring.svg) and ![The ring](fig/tree.svg)
    Good: ![环](fig/ring.svg) and ![The ring](fig/ring.svg)
    """
    yield from _compared(course, differences.images)


@check("T106")
def same_numbers(course: Course) -> Iterator[Problem]:
    """A block has the same numbers in both languages, each as often.

    1.5 万 is 15,000; a number in words (三倍, threefold) may stand for one in digits.

    Bad:  1,024 张卡 and 1,042 accelerators
    Good: 1,024 张卡 and 1,024 accelerators
    """
    yield from _compared(course, differences.numbers)


@check("T107")
def same_citations(course: Course) -> Iterator[Problem]:
    """A block cites the same sources and has the same footnotes in both languages.

    Bad:  [@rajbhandari2019zero, 第 3 节] and no citation
    Good: [@rajbhandari2019zero, 第 3 节] and [@rajbhandari2019zero, section 3]
    """
    yield from _compared(course, differences.citations)


@check("T108")
def same_links(course: Course) -> Iterator[Problem]:
    """A block links to the same targets in both languages.

    Bad:  [环](03Ring.md) and [the tree](04Tree.md)
    Good: [环](03Ring.md) and [the ring](03Ring.md)
    """
    yield from _compared(course, differences.links)


@check("T109")
def same_values(course: Course) -> Iterator[Problem]:
    """A block shows the same computed numbers in both languages.

    Bad:  {{ ring_time }} and 0.04
    Good: {{ ring_time }} and {{ ring_time }}
    """
    yield from _compared(course, differences.values)


def _compared(course: Course, compare: differences.Compare) -> Iterator[Problem]:
    for ours, theirs in _unlike(course):
        yield from compare(ours, theirs)


@once
def _unlike(course: Course) -> list[tuple[differences.Place, differences.Place]]:
    """The pairs of blocks that may differ: most do not, whatever a check looks at."""
    return [
        ((zh, zh.blocks[i]), (en, en.blocks[j]))
        for zh, en, sections in _sections(course)
        for section in sections
        for i, j in (section.pairs if section.alike else ())
        if zh.key != "index" or zh.blocks[i].kind not in ("table", "heading")  # see O1xx
        if not differences.alike(zh.blocks[i], en.blocks[j])
    ]


@once
def _sections(course: Course) -> list[tuple[Page, Page, list[pairing.Section]]]:
    """Every pair with the sections to compare, without blocks that are behind.

    Where headings differ, P201 to P203 say so, and the rest would follow from it.
    """
    found = []
    for lang, key in course.pages:
        zh, en = course.page("zh", key), course.page("en", key)
        if lang == "zh" or zh is None or en is None or not (zh.has_text and en.has_text):
            continue
        behind = freshness.of(course, key)
        if not ids.agree(zh, en, behind):
            continue
        sections = pairing.sections(zh, en)
        if behind and behind.count:
            sections = [_fresh(section, behind) for section in sections]
        found.append((zh, en, sections))
    return found


def _fresh(section: pairing.Section, behind: freshness.Behind) -> pairing.Section:
    """A section whose blocks that are behind are not there; without a structure to compare."""
    stale = {one.zh for one in behind.blocks}
    if not stale & set(section.zh) and not set(behind.dropped) & set(section.en):
        return section
    pairs = tuple((i, j) for i, j in section.pairs if i not in stale and section.alike)
    return pairing.Section(section.id, (), (), pairs, alike=True)
