"""Labels in two languages and coordinates in, one theme-aware SVG a language out.

A figure script is `docs/**/fig/NAME.py` with a function `draw(lang) -> Figure`; `course.py figures`
writes `NAME.svg` and `NAME.en.svg` beside it.
Colours are CSS variables of the page with fallbacks, so one file serves both colour schemes; text
is real text.
Lengths are SVG user units; 400 is the width of a phone, so a figure that is 400 wide is legible
there.
"""

import html
import runpy
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from coursekit.model import LANGS, CourseError, Lang

Text = Mapping[Lang, str]
STYLE = (
    ".fig text{font-family:var(--md-text-font-family,system-ui,sans-serif);font-size:15px;"
    "fill:var(--md-typeset-color,#222);dominant-baseline:central}"
    ".fig .s{font-size:12px;fill:var(--fig-soft,#555)}"
    ".fig .b{font-weight:600}"
    ".fig rect{stroke-width:1.5}"
    ".fig .a{fill:var(--fig-a-fill,#e8edf7);stroke:var(--fig-a,#2f4f8f)}"
    ".fig .c{fill:var(--fig-c-fill,#e6f3ef);stroke:var(--fig-c,#1d6f5c)}"
    ".fig .d{fill:var(--fig-d-fill,#fbeee0);stroke:var(--fig-d,#9a5b13)}"
    ".fig .p{fill:none;stroke:var(--fig-soft,#555)}"
    ".fig .l{fill:none;stroke:var(--fig-soft,#555);stroke-width:1.5}"
    ".fig .h{fill:var(--fig-soft,#555)}"
    ".fig a:hover rect,.fig a:focus-visible rect{stroke-width:3}"
)


class Figure:
    """One drawing in one language; parts are drawn in the order they are added."""

    def __init__(self, id_: str, lang: Lang, width: int, title: Text, desc: Text) -> None:
        self.id, self.lang, self.width, self.height = id_, lang, width, 0.0
        self._title, self._desc = title, desc
        self._parts: list[str] = []
        self._links = False

    def text(
        self, x: float, y: float, label: Text | str, kind: str = "", anchor: str = "middle"
    ) -> None:
        """One line of text around or from (x, y); `kind` is `s` small, `b` bold, or both."""
        style = f' class="{kind}"' if kind else ""
        words = html.escape(self._say(label))
        self._parts.append(
            f'<text{style} x="{x:g}" y="{y:g}" text-anchor="{anchor}">{words}</text>'
        )
        self.height = max(self.height, y + 10)

    def vertical(self, x: float, y: float, label: Text | str) -> None:
        """One bold line of text around (x, y), read from bottom to top."""
        words = html.escape(self._say(label))
        place = f'x="{x:g}" y="{y:g}" transform="rotate(-90 {x:g} {y:g})"'
        self._parts.append(f'<text class="b" {place} text-anchor="middle">{words}</text>')

    def box(
        self, x: float, y: float, w: float, h: float, kind: str, lines: Sequence[Text | str]
    ) -> None:
        """A rectangle with a bold first line and small further ones; raises if one is too wide."""
        self._parts.append(
            f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="8"/>'
        )
        self.height = max(self.height, y + h)
        top = y + h / 2 - (len(lines) - 1) * 9
        for row, line in enumerate(lines):
            size = 12 if row else 15
            if width(self._say(line), size) > w - 8:
                raise ValueError(f"{self.id}: {self._say(line)!r} is wider than its box")
            self.text(x + w / 2, top + row * 18, line, "s" if row else "b")

    def tag(self, x: float, y: float, w: float, kind: str, label: Text | str) -> None:
        """A small rectangle of height 19 with one small word."""
        place = f'x="{x:g}" y="{y:g}" width="{w:g}" height="19"'
        self._parts.append(f'<rect class="{kind}" {place} rx="4"/>')
        self.text(x + w / 2, y + 10, label, "s")

    def arrow(self, x: float, top: float, bottom: float) -> None:
        """A vertical line with a head at both ends: what crosses here goes both ways."""
        up = f"M{x - 4:g} {top + 6:g}L{x:g} {top:g}L{x + 4:g} {top + 6:g}z"
        down = f"M{x - 4:g} {bottom - 6:g}L{x:g} {bottom:g}L{x + 4:g} {bottom - 6:g}z"
        self._parts.append(f'<path class="l" d="M{x:g} {top + 5:g}V{bottom - 5:g}"/>')
        self._parts.append(f'<path class="h" d="{up}{down}"/>')

    def line(self, x: float, top: float, bottom: float) -> None:
        """A plain vertical line."""
        self._parts.append(f'<path class="l" d="M{x:g} {top:g}V{bottom:g}"/>')

    def begin_link(self, page: str) -> None:
        """What follows, until `end_link`, leads to `page`, a source file below `docs/`."""
        self._links = True
        self._parts.append(f'<a href="{page}">')

    def end_link(self) -> None:
        """End the link."""
        self._parts.append("</a>")

    def svg(self) -> str:
        """The file: no prolog and no blank line, so that it can be inlined in Markdown."""
        size = f'viewBox="0 0 {self.width} {self.height + 2:g}" width="{self.width}"'
        ids = f'aria-labelledby="{self.id}-t {self.id}-d"'
        role = "group" if self._links else "img"  # the parts of an image are nothing by themselves
        head = [
            f'<svg class="fig" xmlns="http://www.w3.org/2000/svg" {size} role="{role}" {ids}>',
            f'<title id="{self.id}-t">{html.escape(self._say(self._title))}</title>',
            f'<desc id="{self.id}-d">{html.escape(self._say(self._desc))}</desc>',
            f"<style>{STYLE}</style>",
        ]
        return "\n".join([*head, *self._parts, "</svg>", ""])

    def _say(self, label: Text | str) -> str:
        return label if isinstance(label, str) else label[self.lang]


def width(text: str, size: float) -> float:
    """Estimated width of text in user units: full-width characters are square."""
    return sum(size * (1 if unicodedata.east_asian_width(c) in "WF" else 0.56) for c in text)


def drawn(script: Path) -> dict[Path, str]:
    """The files a figure script makes and their text; writes nothing."""
    draw = runpy.run_path(str(script)).get("draw")
    if draw is None:
        raise CourseError(f"{script}:1: no function draw(lang); see docs/fig/stack.py for the form")
    suffix = {"zh": ".svg", "en": ".en.svg"}
    return {script.with_suffix(suffix[lang]): draw(lang).svg() for lang in LANGS}
