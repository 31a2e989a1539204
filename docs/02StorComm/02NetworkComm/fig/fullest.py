"""How many flows the fullest of four uplinks got, by chance and in the lab."""

import re
from itertools import product
from pathlib import Path

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, FAINT, plot

RECORD = Path(__file__).parents[1] / "labs" / "fabric.out.txt"
TITLE = ("四条流投到四条上行，最满的一条有几条流", "Four flows on four uplinks: how many on the fullest")
DESC = (
    "横轴是最满的上行所带的流数，1 到 4；纵轴是出现的比例。每处两根柱，左为按均匀哈希算出的概率，右为实验里一千次投掷的实测。"
    "一条的约 9%，两条的约 70%，三条的约 19%，四条的约 2%，两根柱几乎等高。",
    "The number of flows on the fullest uplink, 1 to 4, against how often it happened. Two bars at each: "
    "left the probability under a uniform hash, right what a thousand draws of the lab gave. "
    "About 9% with one, 70% with two, 19% with three and 2% with four; the two bars are nearly equal.",
)


def draw(fig: Figure) -> None:
    draws = [max(map(draw.count, draw)) for draw in product(range(4), repeat=4)]
    chance = [100 * draws.count(m) / len(draws) for m in range(1, 5)]
    row = re.search(r"~ measured, .* draws(.*)", RECORD.read_text("utf-8"))[1]
    found = [float(share) for share in re.findall(r"([\d.]+)%", row)]
    x, y = ("最满的上行上有几条流", "flows on the fullest uplink"), ("占全部投掷的比例（%）", "share of all draws (%)")
    with plot(fig, (40, 30, 348, 210), x, y) as axes:
        places = range(1, 5)
        axes.bar([m - 0.2 for m in places], chance, 0.36, color=FAINT["a"], edgecolor=COLOUR["a"])
        axes.bar([m + 0.2 for m in places], found, 0.36, color=FAINT["d"], edgecolor=COLOUR["d"], hatch="//")
        axes.set(xticks=list(places), ylim=(0, 84))
        for m, one, other in zip(places, chance, found, strict=True):
            axes.text(m - 0.2, one + 2, f"{one:.1f}", ha="center")
            axes.text(m + 0.2, other + 2, f"{other:.1f}", ha="center")
        axes.text(2.9, 62, fig.say(("左：算出的概率", "left: by chance")))
        axes.text(2.9, 54, fig.say(("右：实测", "right: measured")))
