"""How far the busiest of sixteen links is above the mean, by the number of pieces that are hashed."""

from collections import Counter
from math import log, sqrt
from random import Random

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot

TITLE = ("分得越碎，摊得越平", "The finer the pieces, the more even the load")
DESC = (
    "双对数图。横轴是被哈希到 16 条链路的份数，16 到 262,144；纵轴是最忙链路超出平均的百分比。模拟的点从 16 份的约 210% "
    "降到 256 份的约 46%、4,096 份的约 11%、262,144 份的约 1.4%；虚线是近似式，略高于点，按份数的平方根下降。",
    "Both axes logarithmic: pieces hashed onto 16 links, 16 to 262,144, against how far the busiest link is above "
    "the mean. Simulated points fall from about 210% with 16 pieces to about 46% with 256, 11% with 4,096 and 1.4% "
    "with 262,144; the dashed line is the approximation, a little above the points and falling with the square root.",
)
LINKS, SEED = 16, 2026


def excess(pieces: int) -> float:
    """Mean excess of the busiest link over the mean load, in per cent."""
    dice, links = Random(SEED), range(LINKS)
    draws = max(20, min(2000, 400_000 // pieces))
    most = sum(max(Counter(dice.choices(links, k=pieces)).values()) for _ in range(draws)) / draws
    return 100 * (most * LINKS / pieces - 1)


def draw(fig: Figure) -> None:
    x, y = ("份数（流或报文）", "pieces (flows or packets)"), ("最忙链路超出平均（%）", "busiest link above the mean (%)")
    sizes = [16 * 4**i for i in range(8)]
    with plot(fig, (46, 30, 332, 190), x, y) as axes:
        axes.plot(sizes, [excess(n) for n in sizes], marker="o", linestyle="none")
        axes.plot(sizes, [100 * sqrt(2 * LINKS * log(LINKS) / n) for n in sizes])
        axes.set(xscale="log", yscale="log", xlim=(9, 600_000), ylim=(0.7, 500))
        axes.text(20, 260, fig.say(("16 条流", "16 flows")))
        axes.text(330, 62, fig.say(("256 条：每卡 16 条", "256 flows: 16 a NIC")))
        axes.text(14_000, 12, fig.say(("近似式", "approximation")), color=COLOUR["e"])
        axes.text(3_500, 1.0, fig.say(("逐包：1 GiB", "packets of 1 GiB")))
