"""A block in, what of it needs no translating out: numbers, formulas, code, links and the like."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from coursekit import math
from coursekit.model import Block, Lang
from coursekit.reading import numerals

_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE: Final = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_IMAGE: Final = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)[^)]*\)")
_SUFFIX: Final = re.compile(r"\.en(\.\w+)(?=$|#)")  # the site finds the reader's language
_LINK: Final = re.compile(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)|<(https?://[^>\s]+)>")
_CITATION: Final = re.compile(r"\[(@[^\]]+)\]")
_KEY: Final = re.compile(r"@([\w:-]+)")
_NOTE: Final = re.compile(r"\[\^([^\]]+)\]:?")
_VALUE: Final = re.compile(r"\{\{\s*([\w.-]+)[^}]*\}\}")
_ATTRIBUTES: Final = re.compile(r"\{[:\s]*[#.][^}]*\}|</?[a-zA-Z][^>]*>")
_LEAD: Final = re.compile(r"^\s*(?:[-*+]|\d+[.)]|:)\s|^[|:\s-]+$|https?://[^\s)>]+", re.MULTILINE)
_TEXT: Final = re.compile(r"\\(?:text\w*|mbox|operatorname\*?)\s*\{[^{}]*\}")


@dataclass(frozen=True)
class Contents:
    """What both languages have alike; `prose` is the text that is left, line for line."""

    formulas: tuple[str, ...]
    code: tuple[str, ...]
    images: tuple[str, ...]
    links: tuple[str, ...]
    citations: tuple[str, ...]
    values: tuple[str, ...]
    numbers: tuple[numerals.Number, ...]
    prose: str


@functools.cache  # asked for by several checks; under `serve` most blocks stay as they are
def of(block: Block, lang: Lang) -> Contents:
    """The contents of a block; code is compared by itself and has none."""
    if block.kind == "code":
        return Contents((), (), (), (), (), (), (), "")
    text = _COMMENT.sub(_blank, block.text)
    text, code = _taken(_CODE, text, lambda found: found[2].strip())
    text, formulas = _formulas(text)
    text, images = _taken(_IMAGE, text, lambda found: _plain(found[2]), lambda found: found[1])
    text, values = _taken(_VALUE, text, lambda found: found[1])
    text, cited = _taken(_CITATION, text, lambda found: " ".join(_KEY.findall(found[1])))
    text, notes = _taken(_NOTE, text, lambda found: f"^{found[1]}")
    text, links = _taken(_LINK, text, lambda found: _plain(found[1] or found[2]), lambda _: "]")
    prose = _LEAD.sub(_blank, _ATTRIBUTES.sub(_blank, text))
    return Contents(
        formulas,
        code,
        images,
        links,
        cited + notes,
        values,
        numerals.numbers(prose, lang),
        prose,
    )


def _plain(target: str) -> str:
    return target if "://" in target else _SUFFIX.sub(r"\1", target)


def tex(source: str) -> str:
    """A formula without its words and its spacing."""
    return re.sub(r"\s+", "", _TEXT.sub(r"\\text{}", source))


def line(block: Block, at: int) -> int:
    """The line of a page at which a character of a block's text stands."""
    return block.line + block.text[:at].count("\n")


Read = Callable[[re.Match[str]], str]


def _taken(
    form: re.Pattern[str], text: str, read: Read, leave: Read = lambda _: ""
) -> tuple[str, tuple[str, ...]]:
    """A text with what has a form blanked, so that lines stay, and what was read there."""
    found = tuple(read(match) for match in form.finditer(text))
    if not found:
        return text, ()
    return form.sub(lambda match: leave(match) + _blank(match), text), found


def _formulas(text: str) -> tuple[str, tuple[str, ...]]:
    found = math.find(list(enumerate(text.split("\n")))) if "$" in text else ()
    for formula in found:
        sign = "$$" if formula.display else "$"
        written = f"{sign}{formula.tex}{sign}"
        text = text.replace(written, " " + "\n" * written.count("\n"), 1)
    return text, tuple(tex(formula.tex) for formula in found)


def _blank(match: re.Match[str]) -> str:
    return " " + "\n" * match[0].count("\n")
