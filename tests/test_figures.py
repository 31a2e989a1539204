"""The drawing kit refuses what would not be legible, and what it draws can stand in a page."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coursekit import cli
from coursekit.checks import drawings
from coursekit.checks.drawings import LEGIBLE, PHONE
from coursekit.figures import (
    Figure,
    FigureError,
    Scale,
    Task,
    arrow,
    box,
    cell,
    line,
    node,
    note,
    scripts,
    stamp,
    timeline,
    words,
)
from coursekit.figures.paper import WIDTH
from coursekit.model import CourseError, Lang

Draw = Callable[[Any], object]
SCRIPT = """\
from coursekit.figures import Figure, box

TITLE = ("环", "Ring")
DESC = ("两张卡。", "Two cards.")


def draw(fig: Figure) -> None:
    box(fig, (1, 1, 100, 40), ("卡 0", "card 0"))
    box(fig, (1, 60, 100, 40), ("卡 1", "card 1"), hatch="up")
"""


def figure(lang: Lang = "zh") -> Figure:
    return Figure("m-x", lang, ("题", "T"), ("说明", "D"), __file__)


def crossed(drawing: Figure, end: float) -> None:
    drawing.text((50, 20), "A B")
    arrow(drawing, (1, end - 39), (99, end))


def drawn(draw: Draw) -> str:
    drawing = figure()
    draw(drawing)
    return drawing.svg()


@pytest.mark.parametrize(
    ("draw", "fact"),
    [
        (lambda f: cell(f, (1, 1, 40, 20), ("一二三四", "A")), "'一二三四' is 13 units too large"),
        (lambda f: box(f, (1, 1, 90, 50), "Unbreakableword"), "'Unbreakableword' is .* too large"),
        (lambda f: box(f, (1, 1, 60, 30), ("甲", "A"), ("一二三四五六", "A")), "too low for its"),
        (lambda f: f.text((380, 20), ("长长的话", "A"), anchor="start"), "leaves the draw.* by 30"),
        (lambda f: node(f, (-3, 1, 40, 20), "A"), "'rect' leaves the drawing by 3 units"),
        (lambda f: f.text((50, 20), "卡"), "'卡' has no English"),
        (lambda f: f.text((50, 20), ("卡", "卡")), "English text '卡' has Chinese in it"),
        (lambda f: (f.text((50, 20), "AAAA"), f.text((60, 24), "BBBB")), "texts .* overlap"),
        (lambda f: crossed(f, 40), "a line runs through"),
        (lambda f: (f.text((50, 20), "AB"), box(f, (51, 1, 40, 40))), "a line runs through"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(draw: Draw, fact: str) -> None:
    with pytest.raises(FigureError, match=fact):
        drawn(draw)


@pytest.mark.parametrize(
    "draw",
    [
        lambda f: cell(f, (1, 1, 40, 20), ("一二", "A")),
        lambda f: (f.text((50, 20), "AAAA"), f.text((50, 36), "BBBB")),
        lambda f: crossed(f, 80),
        lambda f: arrow(f, (1, 30), (99, 30), "A", "on"),
        lambda f: arrow(f, (1, 30), (99, 90), ("甲", "A"), "right", way="down"),
    ],
)
def test_what_can_be_read_is_drawn(draw: Draw) -> None:
    assert "<text" in drawn(draw)


def test_text_is_wrapped_by_the_rules_of_its_language() -> None:
    chinese = words.wrap("先把数据切成块，再沿着环传一圈。", 100)
    english = words.wrap("split the data, then pass the parts around", 100)

    assert all(words.width(line) <= 100 for line in chinese + english)
    assert not [line for line in chinese if line[0] in "，。"]
    assert "".join(chinese) == "先把数据切成块，再沿着环传一圈。"
    assert " ".join(english) == "split the data, then pass the parts around"
    assert abs(len(chinese[0]) - len(chinese[-1])) < 4  # no last line of one character


def test_a_note_says_where_it_ends() -> None:
    assert note(figure(), 1, 10, 100, ("先把数据切成块", "A")) == 10 + 16


def test_the_least_text_of_the_kit_is_legible_on_a_phone() -> None:
    assert words.SMALL * PHONE / WIDTH >= LEGIBLE


def test_a_logarithmic_scale_gives_each_power_the_same_room() -> None:
    scale = Scale(1, 1000, 0, 300, log=True)

    assert [round(scale(v)) for v in (1, 10, 100, 1000)] == [0, 100, 200, 300]


def test_tasks_stand_in_their_lane_at_their_time() -> None:
    first, second = timeline(figure(), (100, 0, 200, 60), 10, "AB", [Task(0, 0, 5), Task(1, 5, 5)])

    assert (first.x, first.w, second.x) == (100, 100, 200)
    assert second.y - first.y == 30


def test_the_drawing_can_be_inlined_and_says_what_it_shows() -> None:
    drawing = figure()
    with drawing.link("00Summary/index.md"):
        box(drawing, (0, 0, 100, 50), ("甲 < 乙", "A"), "b")
    svg = drawing.svg()

    assert "\n\n" not in svg
    assert "<?xml" not in svg
    assert '<title id="m-x-t">题</title>' in svg
    assert '<desc id="m-x-d">说明</desc>' in svg
    assert "甲 &lt; 乙" in svg
    assert 'viewBox="0 0 400 53"' in svg


def test_a_drawing_with_links_is_a_group_so_that_they_can_be_reached() -> None:
    drawing = figure()
    box(drawing, (0, 0, 100, 50), "A")
    assert 'role="img"' in drawing.svg()

    with drawing.link("00Summary/index.md"):
        box(drawing, (0, 60, 100, 50), "B")
    assert 'role="group"' in drawing.svg()


def plotted(curve: Draw) -> str:
    from coursekit.figures.plots import plot

    drawing = figure("en")
    with plot(drawing, (50, 30, 330, 100), ("步", "step"), ("损失", "loss")) as axes:
        axes.plot([1, 2, 3], [3, 2, 1])
        curve(axes)
    return drawing.svg()


def test_a_plot_brings_text_and_colours_of_the_page_and_nothing_else() -> None:
    svg = plotted(lambda axes: axes.text(2.4, 2.5, "slow"))

    assert ">slow</text>" in svg
    assert "stroke: var(--fig-a,#2f4f8f)" in svg
    assert svg.count("<style>") == 1
    assert not re.search(r"metadata|<\?xml|DejaVu|xlink|#0000", svg)
    assert set(re.findall(r'\bid="([^"]*?)-', svg)) == {"m"}
    assert svg == plotted(lambda axes: axes.text(2.4, 2.5, "slow"))


def test_two_plots_on_one_sheet_keep_their_own_clipping() -> None:
    from coursekit.figures.plots import plot

    drawing = figure("en")
    for top in (30, 200):
        with plot(drawing, (50, top, 330, 100), ("步", "step"), ("损失", "loss")) as axes:
            axes.plot([1, 2, 3], [3, 2, 1])
    svg = drawing.svg()

    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    assert (
        len(set(re.findall(r"clip-path: ?url\(#([^)]+)\)|clip-path=\"url\(#([^)]+)\)", svg))) == 2
    )


def test_a_line_below_all_boxes_takes_room() -> None:
    drawing = figure("en")
    box(drawing, (0, 0, 100, 50), "A")
    line(drawing, (0, 20), (0, 80))

    assert drawing.height == 80


def test_ticks_with_words_stay_as_they_were_written() -> None:
    def ticks(axes: Any) -> None:
        axes.set_yscale("log")
        axes.set_yticks([1, 2], ["half", "all"])
        axes.set_yticks([], minor=True)

    assert ">half</text>" in plotted(ticks)


@pytest.mark.parametrize(
    ("spoil", "fact"),
    [
        (lambda axes: axes.text(1.9, 1.9, "slow"), "a line runs through the text 'slow'"),
        (lambda axes: axes.plot([1, 3], [1, 1], color="red"), "colour #ff0000 is not of the"),
        (lambda axes: axes.text(2.4, 2.5, "slow", rotation=30), "'slow' is turned"),
        (lambda axes: axes.text(2.4, 2.5, "$10^3$"), "is turned or a formula"),
        (lambda axes: axes.text(2.4, 2.5, "slow", size=8), "'slow' is 8 units high"),
    ],
)
def test_a_plot_is_held_to_the_rules_of_figures(spoil: Draw, fact: str) -> None:
    with pytest.raises(FigureError, match=fact):
        plotted(spoil)


def test_a_stamp_knows_another_source_and_another_drawing() -> None:
    digest, other = stamp.source("one"), stamp.source("two")
    sealed = stamp.seal(figure().svg(), digest)

    assert stamp.holds(sealed, digest) == (True, True)
    assert stamp.holds(sealed, other) == (False, True)
    assert stamp.holds(sealed.replace("说明", "别的"), digest) == (True, False)
    assert stamp.holds(figure().svg(), digest) == (False, False)


def write(folder: Path, **texts: str) -> Path:
    (folder / "fig").mkdir()
    for name, text in texts.items():
        (folder / "fig" / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


def test_the_command_draws_what_it_can_and_names_the_line_of_what_it_cannot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(
        tmp_path,
        ring=SCRIPT,
        wide=SCRIPT.replace('("卡 1", "card 1")', '("卡 1", "card number one of the ring")'),
        raises=SCRIPT.replace('hatch="up"', "hatch=1 / 0"),
        broken=SCRIPT.replace("def draw(", "def draw["),
        empty="TITLE = ('环', 'Ring')\n",
    )

    assert cli.main(["figures", str(folder)]) == 1

    out, err = capsys.readouterr()
    broken, *others = out.splitlines()
    assert broken.startswith(f"{folder}/fig/broken.py:7: SyntaxError: ")
    assert others == [
        f"{folder}/fig/empty.py:1: no DESC; a figure script has TITLE, DESC, draw",
        f"{folder}/fig/raises.py:9: ZeroDivisionError: division by zero",
        f"wrote {folder}/fig/ring.svg",
        f"wrote {folder}/fig/ring.en.svg",
        f"{folder}/fig/wide.py:9: the box of 'card' is 36 units too low for its lines (en)",
    ]
    assert err == "1 figure drawn, 4 not\n"

    assert cli.main(["figures", str(folder / "fig" / "ring.py")]) == 0
    assert capsys.readouterr().out == ""


def test_a_path_without_figure_scripts_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["figures", str(tmp_path)]) == 2
    assert "no figure script" in capsys.readouterr().err
    with pytest.raises(CourseError):
        list(scripts.find([tmp_path / "fig" / "x.svg"]))


def test_every_variable_of_the_palette_is_a_variable_of_the_page() -> None:
    css = Path(__file__).parents[1] / "docs" / "assets" / "course.css"
    defined = re.findall(r"^ +(--fig-[\w-]+):", css.read_text("utf-8"), re.MULTILINE)

    ours = {name for name in drawings.PALETTE if name.startswith("--fig-")}
    assert set(defined) == ours
    assert all(defined.count(name) == 2 for name in ours)  # light and dark
