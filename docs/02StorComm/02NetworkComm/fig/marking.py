"""ECN marking by queue length, with the thresholds of the DCQCN paper."""

from coursekit.figures import Figure
from coursekit.figures.plots import plot

TITLE = ("队列长度与标记概率", "Queue length and marking")
DESC = (
    "横轴是出口队列长度，纵轴是报文被标记的概率。5 KB 以下为零，到 200 KB 线性升到 1%，再长则全部标记。",
    "Length of the egress queue against the probability that a packet is marked: none below 5 KB, rising "
    "linearly to 1% at 200 KB, every packet beyond.",
)


def draw(fig: Figure) -> None:
    x, y = ("队列长度（KB）", "queue (KB)"), ("标记概率（%）", "marked (%)")
    with plot(fig, (46, 30, 332, 110), x, y) as axes:
        axes.plot([0, 5, 200, 200], [0, 0, 1, 1.4])
        axes.set(xlim=(0, 240), ylim=(0, 1.4), xticks=[5, 50, 100, 150, 200], yticks=[0, 0.5, 1])
        axes.text(14, 0.85, fig.say(("Kmin 5，Kmax 200，Pmax 1%", "Kmin 5, Kmax 200, Pmax 1%")))
        axes.text(204, 1.1, fig.say(("全标", "all")))
