"""Endpoints of non-blocking fabrics with two and three tiers by the radix of the switch."""

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot

TITLE = ("端口数与无阻塞网络的规模", "Radix and the size of a non-blocking fabric")
DESC = (
    "横轴是交换机端口数，16 到 256，纵轴是最多的端点数，都是对数刻度。两层的线在 64 口处是 2,048，128 口处 8,192，"
    "144 口处过 10,240；三层的线在 36 口处过 10,240，64 口处是 65,536。水平虚线是 10,240。",
    "Radix from 16 to 256 against the most endpoints, both logarithmic. The line of two tiers passes "
    "2,048 at 64 ports, 8,192 at 128 and 10,240 at 144; the line of three tiers passes 10,240 at 36 "
    "ports and 65,536 at 64. A dashed level line marks 10,240.",
)


def draw(fig: Figure) -> None:
    radix = [16, 256]
    with plot(fig, (48, 30, 336, 220), ("端口数 k", "radix k"), ("端点", "endpoints")) as axes:
        for tiers, kind in ((2, "a"), (3, "d")):
            axes.plot(radix, [most(k, tiers) for k in radix], color=COLOUR[kind], linestyle="-")
            axes.plot([64], [most(64, tiers)], "o", color=COLOUR[kind])
        axes.plot(radix, [10240, 10240], color=COLOUR["e"], linestyle="--")
        axes.set_xscale("log", base=2)
        axes.set_yscale("log")
        axes.set(xticks=[16, 32, 64, 128, 256], xlim=(15, 300), ylim=(90, 9e6))
        axes.set_xticks([], minor=True)
        axes.text(68, 1150, fig.say(("两层，2,048", "two tiers, 2,048")))
        axes.text(70, 40_000, fig.say(("三层，65,536", "three tiers, 65,536")))
        axes.text(17, 14_000, "10,240")


def most(radix: int, tiers: int) -> float:
    """Endpoints of a full fabric: every tier but the top halves its ports."""
    return 2 * (radix / 2) ** tiers
