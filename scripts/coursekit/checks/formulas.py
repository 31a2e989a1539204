"""Formulas of the pages (M1xx)."""

from collections.abc import Iterator

from coursekit import math
from coursekit.checks.registry import check
from coursekit.model import Course, Problem

_HINTS = {
    math.ALONE: "put $$…$$ on lines of their own, with an empty line before and after",
    math.HEADING: "say it in words",
    math.MONEY: "write \\$ for a dollar sign",
    math.BAR: "write \\vert, or \\mid between two quantities",
    math.HAN: "write \\text{显存}; if it is an amount of money, write \\$",
}
_HINT = "use commands that KaTeX has too; \\tag and \\label need \\begin{equation}"


@check("M101")
def formula(course: Course) -> Iterator[Problem]:
    """A formula is LaTeX that can be shown: the site is built with MathML, not with a script.

    A display formula stands alone between empty lines; Chinese stands in `\\text{…}`; a dollar sign
    is `\\$`; `\\eqref{eq-ring}` needs a formula of the same page with `\\label{eq-ring}`.

    Bad:  $显存 = 16\\Phi$，每小时从$2涨到$3
    Good: $\\text{显存} = 16\\Phi$，每小时从 \\$2 涨到 \\$3
    """
    for page in course.pages.values():
        for found, line, fact in math.faults(page.formulas):
            shown = " ".join(found.tex.split())
            quoted = f" in {shown[:40]!r}" if shown else ""
            yield Problem(page.where(line), "M101", f"{fact}{quoted}", _HINTS.get(fact, _HINT))
