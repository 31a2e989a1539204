"""Parts and labels in, one theme-aware SVG out, or a `FigureError` that says what is illegible.

The one sheet that the functions of this package draw on.
It is 400 units wide, as is every figure: on a phone of 390 pixels 12.5 units are still 11 pixels.
Colours are variables of the page with fallbacks, so one file serves both colour schemes.
"""

import html
import itertools
import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Literal, NamedTuple

from coursekit.figures.geometry import Point, Rect, crosses, meet
from coursekit.figures.style import STYLE, Hatch, Kind, pattern
from coursekit.figures.words import CHINESE, LARGE, SMALL, width
from coursekit.model import Lang

WIDTH: Final = 400
MARGIN: Final = 3  # below the lowest part, for its stroke and the tails of letters
Text = str | tuple[str, str]
Anchor = Literal["start", "middle", "end"]


class Said(str):
    """Words in the language of a drawing."""

    __slots__ = ()


class FigureError(Exception):
    """Something in a figure that a reader could not read; `line` is where its script drew it."""

    def __init__(self, fact: str, line: int = 1) -> None:
        super().__init__(fact)
        self.line = line


class _Label(NamedTuple):
    words: str
    rect: Rect
    line: int
    plate: bool


class Figure:
    """One drawing in one language; parts are drawn in the order they are added.

    A text is a pair (Chinese, English), or one string without Chinese that stands in both.
    """

    def __init__(self, id_: str, lang: Lang, title: Text, desc: Text, script: str = "") -> None:
        self.id, self.lang, self.height = id_, lang, 0.0
        self._script = script
        self._title, self._desc = self.say(title), self.say(desc)
        self._parts: list[str] = []
        self._labels: list[_Label] = []
        self._strokes: list[tuple[Point, Point]] = []
        self._patterns: dict[str, str] = {}
        self._linked = False
        self.ids = 0  # given to parts that matplotlib drew

    def say(self, text: Text) -> "Said":
        """The words of a text in the language of this drawing."""
        if isinstance(text, Said):
            return text
        if isinstance(text, str):
            if CHINESE.search(text):
                raise self.error(f"{text!r} has no English; write (Chinese, English)")
            return Said(text)
        zh, en = text
        if CHINESE.search(en):
            raise self.error(f"English text {en!r} has Chinese in it")
        return Said(zh if self.lang == "zh" else en)

    def text(
        self,
        at: Point,
        text: Text,
        *,
        anchor: Anchor = "middle",
        large: bool = False,
        bold: bool = False,
        plate: bool = False,
        turned: bool = False,
    ) -> None:
        """One line of text around, from or up to a point.

        `plate` puts it on the colour of the page, for a text that interrupts a line; `turned` text
        is read from bottom to top around the point.
        """
        words, (x, y), size = self.say(text), at, LARGE if large else SMALL
        long, high = width(words, size, bold=bold), size * 0.92
        if turned:
            rect = (x - high / 2, y - long / 2, high, long)
        else:
            left = x - long * {"start": 0, "middle": 0.5, "end": 1}[anchor]
            rect = (left, y - high / 2, long, high)
        if plate:
            self.add(f'<rect class="g" {attributes(rect)}/>')
        self._labels.append(_Label(words, rect, self._line(), plate))
        names = " ".join(n for n, on in (("t", large), ("f", bold)) if on)
        style = f' class="{names}"' if names else ""
        if turned:
            style += f' transform="rotate(-90 {n(x)} {n(y)})"'
        if anchor != "start":
            style += f' text-anchor="{anchor}"'
        self.add(f'<text{style} x="{n(x)}" y="{n(y)}">{html.escape(words)}</text>', rect)

    def add(self, part: str, rect: Rect | None = None) -> None:
        """SVG as it is; `rect` is the room it takes."""
        self._parts.append(part)
        if rect:
            self.height = max(self.height, rect[1] + rect[3])
            over = min(rect[0], rect[1], WIDTH - rect[0] - rect[2])
            if over < -0.01:
                what = self._labels[-1].words if part.startswith("<text") else part.split()[0][1:]
                raise self.error(f"{what!r} leaves the drawing by {math.ceil(-over)} units")

    def stroke(self, points: Sequence[Point]) -> None:
        """Note that a line runs along `points`: it takes room, and no text may lie on it."""
        self.height = max(self.height, *(y for _, y in points), 0)
        self._strokes += itertools.pairwise(points)

    def hatch(self, kind: Kind, hatch: Hatch) -> str:
        """The fill of a hatched area."""
        name = f"{self.id}-{kind}{hatch}"
        self._patterns[name] = pattern(name, kind, hatch)
        return f"url(#{name})"

    @contextmanager
    def link(self, page: str) -> Iterator[None]:
        """What is drawn inside leads to `page`, a source file below `docs/`."""
        self._linked = True
        self.add(f'<a href="{html.escape(page)}">')
        yield
        self.add("</a>")

    def error(self, fact: str, line: int = 0) -> FigureError:
        """An error at a line of the script, by default the one that is drawing now."""
        return FigureError(f"{fact} ({self.lang})", line or self._line())

    def svg(self) -> str:
        """The file: no prolog and no blank line, so that it can be inlined in a page."""
        self._look()
        size = f'viewBox="0 0 {WIDTH} {n(self.height + MARGIN)}" width="{WIDTH}"'
        role = "group" if self._linked else "img"  # the parts of an image are nothing by themselves
        named = f'role="{role}" aria-labelledby="{self.id}-t {self.id}-d"'
        return "\n".join(
            [
                f'<svg class="fig" xmlns="http://www.w3.org/2000/svg" {size} {named}>',
                f'<title id="{self.id}-t">{html.escape(self._title)}</title>',
                f'<desc id="{self.id}-d">{html.escape(self._desc)}</desc>',
                f"<style>{STYLE}</style>",
                *(["<defs>", *self._patterns.values(), "</defs>"] if self._patterns else []),
                *self._parts,
                "</svg>",
                "",
            ]
        )

    def _look(self) -> None:
        """Raise where two texts overlap, or a line runs through one."""
        for i, one in enumerate(self._labels):
            for other in self._labels[:i]:
                if meet(one.rect, other.rect, 1):
                    fact = f"texts {other.words!r} and {one.words!r} overlap"
                    raise self.error(fact, one.line)
            x, y, w, h = one.rect
            inner = (x + 1.5, y + 1.5, w - 3, h - 3)
            if not one.plate and any(crosses(*line, inner) for line in self._strokes):
                raise self.error(f"a line runs through the text {one.words!r}", one.line)

    def _line(self) -> int:
        """The line of the script that is drawing now."""
        frame = sys._getframe(1)  # noqa: SLF001 (there is no other way to the caller's line)
        while frame and frame.f_code.co_filename != self._script:
            if frame.f_back is None:
                return 1
            frame = frame.f_back
        return frame.f_lineno


def n(value: float) -> str:
    """A length as it is written in a drawing."""
    return f"{round(value, 2) + 0:g}"


def attributes(rect: Rect) -> str:
    """The attributes of a rectangle."""
    x, y, w, h = rect
    return f'x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"'
