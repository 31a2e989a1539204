"""The glossary against itself and against the course (G1xx)."""

from collections.abc import Iterator

from coursekit.checks.registry import check
from coursekit.model import LANGS, Course, Problem, Term


@check("G101")
def ambiguous_name(course: Course) -> Iterator[Problem]:
    """A name stands for one term of the glossary.

    Two terms may share an abbreviation, as engineers do with TP or CP.

    Bad:  显存 as a name of GPU memory and of HBM
    Good: 显存 for GPU memory, 高带宽内存 for HBM
    """
    for lang in LANGS:
        first: dict[str, Term] = {}
        for term in course.terms:
            for name in term.names(lang):
                other = first.setdefault(name.lower(), term)
                if other is not term:
                    fact = f"{name!r} is already a name of {other.en[0]!r}, line {other.where.line}"
                    yield Problem(term.where, "G101", fact, "keep the name at one of the two")
    ids: dict[str, Term] = {}
    for term in course.terms:
        other = ids.setdefault(term.id, term)
        if other is not term and other.en[0].lower() != term.en[0].lower():
            fact = f"{term.en[0]!r} has the same anchor {term.id!r} as {other.en[0]!r}"
            yield Problem(term.where, "G101", fact, "change the English name of one of the two")


@check("G102")
def term_without_page(course: Course) -> Iterator[Problem]:
    """The section that a term names exists.

    Bad:  page: 02StorComm/03Collect
    Good: page: 02StorComm/03CollectComm
    """
    for term in course.terms:
        if course.page("zh", f"{term.page}/index") is None:
            fact = f"term {term.zh[0]} names {term.page}, which has no page"
            yield Problem(term.where, "G102", fact, "name the folder of a section")
