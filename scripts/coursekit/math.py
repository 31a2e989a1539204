"""Lines of a page in, its formulas with their places and faults out; built HTML in, MathML out.

A formula is `$…$` in a line or `$$…$$` alone between empty lines.
It is numbered by `\\begin{equation} … \\label{eq-ring} \\end{equation}` and cited by
`$\\eqref{eq-ring}$`; numbers count from 1 on each page.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from math_core import LatexError, LatexToMathML

from coursekit.model import Formula

Lines = Sequence[tuple[int, str]]

_LATEX = LatexToMathML(fancy_error=False)
_PLACE = re.compile(r"input(\d+):(\d+): ")
_INLINE = re.compile(r"(?<!\\)(?:\\\\)*\$(?!\s)((?:\\.|[^\\$])+?)(?<!\s)\$(\d?)", re.DOTALL)
_BLOCK = re.compile(r"\$\$((?:\\.|[^\\])+?)\$\$ *", re.DOTALL)
_DOUBLE = re.compile(r"(?<!\\)\$\$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LEAD = re.compile(r"^[\s>]+")
_APART = re.compile(r"#|\||!!!|\?\?\?|===")  # headings, rows, heads of admonitions and tabs
_ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s")
_TEXT = re.compile(r"\\text\w*\s*\{[^{}]*\}")
_HAN = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_LABEL = re.compile(r"\\label\s*\{([^}]*)\}")
_LABEL_FORM = re.compile(r"eq-[a-z0-9-]+")
_SPAN = re.compile(r'<(span|div) class="arithmatex">([^<]*)</\1>')

ALONE = "$$ does not stand alone between empty lines"
HEADING = "a formula in a heading: lists of contents would show its source"
MONEY = "amounts of money read as a formula"
BAR = "a | inside a formula ends the table cell"
HAN = "Chinese outside \\text{…}"


class FormulaError(Exception):
    """A formula of a built page that cannot be shown: its source and the fact."""

    def __init__(self, tex: str, fact: str) -> None:
        super().__init__(fact)
        self.tex = tex


def find(lines: Lines) -> tuple[Formula, ...]:
    """The formulas of a page, in order; `lines` are those outside code, each with its number."""
    return tuple(formula for block in _blocks(lines) for formula in _in_block(block))


def faults(formulas: Sequence[Formula]) -> Iterator[tuple[Formula, int, str]]:
    """What is wrong with the formulas of one page: formula, line, fact."""
    sound = []
    for formula in formulas:
        fact, at = formula.fault, 0
        try:
            if not fact:
                _convert([(formula.tex, formula.display)])
                sound.append(formula)
        except LatexError as error:
            _, at, fact = _explained(error)
        if fact:
            yield formula, formula.line + formula.tex.rstrip()[:at].count("\n"), fact
    labels = Counter(label for formula in sound for label in _LABEL.findall(formula.tex))
    for formula in sound:
        for fact in _label_faults(formula.tex, labels):
            yield formula, formula.line, fact


def render(page: str) -> str:
    """Built HTML with its marked formulas as MathML; raises `FormulaError`."""
    found = [(html.unescape(m[2]), m[1] == "div") for m in _SPAN.finditer(page)]
    try:
        converted = iter(_convert(found))
    except LatexError as error:
        at, _, fact = _explained(error)
        raise FormulaError(found[at][0], fact) from None
    labels = Counter(label for tex, _ in found for label in _LABEL.findall(tex))
    for tex, _ in found:
        for fact in _label_faults(tex, labels):
            raise FormulaError(tex, fact)
    return _SPAN.sub(lambda m: _marked(next(converted), html.unescape(m[2]), m[1]), page)


def inline(tex: str) -> str:
    """One formula of ours in a line; raises `LatexError`, for it is not an author's."""
    return _marked(_convert([(tex, False)])[0], tex, "span")


def block(tex: str) -> str:
    """One formula of ours on its own."""
    return _marked(_convert([(tex, True)])[0], tex, "div")


def _marked(math: str, tex: str, tag: str) -> str:
    """The source goes along for readers and programs that have no use for MathML."""
    source = html.escape(" ".join(tex.split()))
    math = math.replace("<math", f'<math alttext="{source}"', 1)
    return f'<div class="formula">{math}</div>' if tag == "div" else math


def _convert(formulas: Sequence[tuple[str, bool]]) -> list[str]:
    return _LATEX.convert_all(list(formulas))


def _explained(error: LatexError) -> tuple[int, int, str]:
    """Which formula, at which character, and the fact."""
    place = _PLACE.match(str(error))
    number, at = (int(place[1]), int(place[2])) if place else (0, 0)
    return number, at, _PLACE.sub("", str(error)).rstrip(".")


def _label_faults(tex: str, labels: Counter[str]) -> Iterator[str]:
    for label in _LABEL.findall(tex):
        if not _LABEL_FORM.fullmatch(label):
            yield f"label {label!r} is not of the form eq-name"
        elif labels[label] > 1:
            yield f"label {label} occurs {labels[label]} times on the page"
    for label in re.findall(r"\\eqref\s*\{([^}]*)\}", tex):
        if label not in labels:
            yield f"no formula of this page has \\label{{{label}}}"


def _blocks(lines: Lines) -> Iterator[list[tuple[int, str]]]:
    """Runs of lines that Markdown reads as one text, without indent and quote marks."""
    text = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), "\n".join(line for _, line in lines))
    block: list[tuple[int, str]] = []
    for (number, _), written in zip(lines, text.split("\n"), strict=True):
        line = _LEAD.sub("", written).rstrip()
        if block and (not line or _apart(block[0][1], block[-1][1], line)):
            yield block
            block = []
        if line:
            block.append((number, line))
    if block:
        yield block


def _apart(first: str, last: str, line: str) -> bool:
    """Whether a line begins a new text although no empty line stands before it."""
    if first.startswith("$$"):
        return False
    item = _ITEM.match(first) and _ITEM.match(line)
    return bool(item or _APART.match(last) or _APART.match(line))


def _in_block(block: list[tuple[int, str]]) -> Iterator[Formula]:
    first = block[0][0]
    text = "\n".join(line for _, line in block)
    if "$" not in text:
        return
    if found := _BLOCK.fullmatch(text):
        yield Formula(found[1], True, first, _written_faults(found[1]))
        return
    if double := _DOUBLE.search(text):
        yield Formula("", True, first + text[: double.start()].count("\n"), ALONE)
        return
    for found in _INLINE.finditer(text):
        fault = _written_faults(found[1])
        if found[2]:
            fault = MONEY
        elif text.startswith("#"):
            fault = HEADING
        elif text.startswith("|") and re.search(r"(?<!\\)\|", found[1]):
            fault = BAR
        yield Formula(found[1], False, first + text[: found.start(1)].count("\n"), fault)


def _written_faults(tex: str) -> str:
    return HAN if _HAN.search(_TEXT.sub("", tex)) else ""
