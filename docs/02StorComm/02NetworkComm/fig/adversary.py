"""Throughput of a dragonfly when every group sends to its neighbour, by the number of groups."""

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot

TITLE = ("相邻组流量下的吞吐", "Throughput under neighbour-group traffic")
DESC = (
    "横轴是组数，2 到 513，对数；纵轴是每端点能用的带宽占网口的比例，对数。最短路的线按 1/(g − 1) 下降，"
    "8 组处是 14.3%，513 组处是 0.2%；Valiant 的线从 100% 降到 50% 便不再降，8 组处是 57.1%。",
    "Groups from 2 to 513 against the share of its port that an endpoint can use, both logarithmic. The line of "
    "minimal routing falls as 1/(g − 1), 14.3% at 8 groups and 0.2% at 513; the line of Valiant falls from 100% to "
    "50% and stays, 57.1% at 8 groups.",
)


def draw(fig: Figure) -> None:
    groups = [2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128, 256, 513]
    with plot(fig, (56, 24, 328, 190), ("组数 g", "groups g"), ("每端点吞吐", "per endpoint")) as axes:
        axes.plot(groups, [g / (2 * (g - 1)) for g in groups], color=COLOUR["a"], linestyle="-")
        axes.plot(groups, [1 / (g - 1) for g in groups], color=COLOUR["d"], linestyle="--")
        axes.plot([8], [4 / 7], "o", color=COLOUR["a"])
        axes.plot([8], [1 / 7], "o", color=COLOUR["d"])
        axes.set_xscale("log", base=2)
        axes.set_yscale("log")
        axes.set(xticks=[2, 8, 32, 128, 512], xlim=(1.8, 620), ylim=(0.0015, 1.6))
        axes.set_xticks([], minor=True)
        axes.text(12, 0.72, fig.say(("Valiant，8 组 57.1%", "Valiant, 8 groups 57.1%")))
        axes.text(10, 0.19, fig.say(("最短路，8 组 14.3%", "minimal, 8 groups 14.3%")))
        axes.set_yticks([0.002, 0.01, 0.1, 0.5, 1], ["0.2%", "1%", "10%", "50%", "100%"])
        axes.set_yticks([], minor=True)
