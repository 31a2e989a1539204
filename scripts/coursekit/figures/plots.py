"""matplotlib on the sheet: its lines in the palette, its texts as texts of the figure.

    from coursekit.figures.plots import plot

    def draw(fig):
        with plot(fig, (52, 30, 336, 200), x=("步数", "steps"), y=("损失", "loss")) as axes:
            axes.plot(steps, loss)
            axes.text(300, 2.1, fig.say(("训练集", "training set")))

matplotlib only places things: every text goes through the figure, which refuses what cannot be
read, and every colour is `COLOUR["a"]` and the like, which become variables of the page.
Lines take colour and dashes in turn. Name a curve beside it; a legend sends the eye back and forth.
"""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree as ET

import matplotlib as mpl
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, LogFormatter

from coursekit.figures.geometry import Point, Rect
from coursekit.figures.paper import WIDTH, Anchor, Figure, Said, Text, n
from coursekit.figures.style import FILL, INK, SOFT, STROKE
from coursekit.figures.words import LARGE, SMALL

COLOUR = {kind: f"#0000{i:02x}" for i, kind in enumerate("abcde", 0xA1)}
FAINT = {kind: f"#0000{i:02x}" for i, kind in enumerate("abcde", 0xB1)}
_GRID = "#0000c1"
_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_VARIABLES = {
    **{COLOUR[k]: STROKE[k] for k in COLOUR},
    **{FAINT[k]: FILL[k] for k in FAINT},
    _GRID: f"{SOFT};opacity:.25",
    "#000000": INK,
}
_CURVES = {STROKE[k] for k in "abcd"}
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "course",
    "font.family": ["DejaVu Sans"],  # comes with matplotlib: the same places on every machine
    "font.size": SMALL,
    "axes.prop_cycle": cycler(color=[COLOUR[k] for k in "adcb"])
    + cycler(linestyle=["-", "--", "-.", ":"]),
    "axes.edgecolor": COLOUR["e"],
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.unicode_minus": False,
    "grid.color": _GRID,
    "xtick.color": COLOUR["e"],
    "ytick.color": COLOUR["e"],
    "lines.linewidth": 2.2,
    "legend.frameon": False,
    "hatch.linewidth": 1,
}
_ANCHORS: dict[str, Anchor] = {"start": "start", "middle": "middle", "end": "end"}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@contextmanager
def plot(fig: Figure, rect: Rect, x: Text, y: Text) -> Iterator[Axes]:
    """Axes of matplotlib in a rectangle of the figure; `x` and `y` are their names.

    Leave 50 units to the left and below for ticks and names, and 20 above.
    """
    left, top, w, h = rect
    high = top + h + 46
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # Chinese is measured by the figure
        canvas = Canvas(figsize=(WIDTH / 72, high / 72), facecolor="none")
        axes = canvas.add_axes(
            (left / WIDTH, 46 / high, w / WIDTH, h / high), facecolor="none", axisbelow=True
        )
        yield axes
        for axis in (axes.xaxis, axes.yaxis):
            if isinstance(axis.get_major_formatter(), LogFormatter):  # not ticks with words
                axis.set_major_formatter(FuncFormatter(_power))
        drawing = io.BytesIO()
        canvas.savefig(drawing, format="svg", metadata={"Date": None, "Creator": None})
    root = ET.fromstring(drawing.getvalue())  # noqa: S314 (matplotlib wrote it)
    _Copy(fig, root).children(root)
    fig.text((left, top - 12), y, anchor="start")
    fig.text((left + w, top + h + 35), x, anchor="end")


def _power(value: float, _: int) -> str:
    """A tick of a logarithmic axis."""
    if 1e-3 < value < 1e4:
        return f"{value:g}"
    exponent = f"{value:e}".partition("e")[2]
    return f"10{str(int(exponent)).translate(_RAISED)}"


class _Copy:
    """Copies what matplotlib drew to a figure, part by part."""

    def __init__(self, fig: Figure, root: ET.Element) -> None:
        text = ET.tostring(root, encoding="unicode")
        named = dict.fromkeys(re.findall(r'(?:url\(#|href=")#?([\w.-]+)', text))
        self._ids = {id_: f"{fig.id}-{i}" for i, id_ in enumerate(named, fig.ids)}
        fig.ids += len(named)
        self._fig = fig

    def children(self, parent: ET.Element) -> None:
        for element in parent:
            self._copy(element)

    def _copy(self, element: ET.Element) -> None:
        tag = element.tag.removeprefix(_SVG)
        if tag in ("metadata", "style"):
            return
        if tag == "text":
            self._text(element)
            return
        attributes = "".join(f' {k}="{v}"' for k, v in self._attributes(element))
        if tag == "g" and not attributes:
            self.children(element)
        elif len(element):
            self._fig.add(f"<{tag}{attributes}>")
            self.children(element)
            self._fig.add(f"</{tag}>")
        elif tag not in ("g", "defs"):
            self._fig.add(f"<{tag}{attributes}/>")
            self._note(element)

    def _attributes(self, element: ET.Element) -> Iterator[tuple[str, str]]:
        for name, value in element.items():
            if name == "id":
                if value in self._ids:
                    yield "id", self._ids[value]
            elif name == _XLINK:
                yield "href", f"#{self._ids[value[1:]]}"
            elif name == "d":
                yield "d", _short(" ".join(value.split()))
            elif value := self._painted(" ".join(value.split())):
                yield name, _short(value) if name in ("x", "y", "width", "height") else value

    def _painted(self, value: str) -> str:
        """A value with the ids of the figure and the colours of the page."""
        value = re.sub(r"url\(#([\w.-]+)\)", lambda m: f"url(#{self._ids[m[1]]})", value)
        return re.sub(r"#[0-9a-f]{6}\b(?!\))", self._colour, value)

    def _colour(self, found: re.Match[str]) -> str:
        if found[0] not in _VARIABLES:
            raise self._fig.error(f"colour {found[0]} is not of the palette; use COLOUR or FAINT")
        return _VARIABLES[found[0]]

    def _note(self, element: ET.Element) -> None:
        """A curve is a line that no text may lie on."""
        style, points = element.get("style", ""), _points(element.get("d", ""))
        stroke = re.search(r"stroke: (#\w+)", style)
        if stroke and "fill: none" in style and _VARIABLES.get(stroke[1]) in _CURVES:
            self._fig.stroke(points)

    def _text(self, element: ET.Element) -> None:
        words, style = "".join(element.itertext()), element.get("style", "")
        size = float((re.search(r"([\d.]+)px", style) or ("", "0"))[1])
        turn = re.search(r"rotate\(([-\d.]+)", element.get("transform", ""))
        if len(element) or (turn and float(turn[1])):
            raise self._fig.error(f"{words!r} is turned or a formula; write plain level text")
        x, y = float(element.get("x", 0)), float(element.get("y", 0))
        if size not in (SMALL, LARGE):
            raise self._fig.error(f"{words!r} is {size:g} units high; use {SMALL} or {LARGE:g}")
        anchor = re.search(r"text-anchor: (\w+)", style)
        self._fig.text(
            (x, y - 0.36 * size),
            Said(words),
            anchor=_ANCHORS[anchor[1]] if anchor else "start",
            large=size == LARGE,
        )


def _points(path: str) -> list[Point]:
    numbers = [float(v) for v in re.findall(r"-?[\d.]+", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _short(value: str) -> str:
    return re.sub(r"-?\d+\.\d+", lambda m: n(float(m[0])), value)
