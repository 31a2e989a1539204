"""The rate of a DCQCN sender after three notifications, from the equations of the algorithm."""

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot

TITLE = ("DCQCN 的发送速率", "The rate under DCQCN")
DESC = (
    "横轴是时间，0 到 2 ms，纵轴是发送速率。由 400 Gb/s 起，0、50、100 µs 各收到一个通知，速率减到 200、100、50；"
    "之后每 55 µs 回升一步，五步快速恢复到 98 Gb/s，再往后每步只加 40 Mb/s，几乎是平的；每步加 4 Gb/s 的虚线在 2 ms 时到 212 Gb/s。",
    "Time from 0 to 2 ms against the sending rate. From 400 Gb/s, notifications at 0, 50 and 100 µs cut it to 200, 100 and 50; "
    "then it steps up every 55 µs, five steps of fast recovery to 98 Gb/s, and after that 40 Mb/s a step, "
    "which looks flat; a dashed curve that adds 4 Gb/s a step reaches 212 Gb/s at 2 ms.",
)
LINE, GAIN, TIMER, STEPS, NOTICES, END = 400.0, 1 / 256, 55, 5, (0, 50, 100), 2000


def rates(increase: float) -> tuple[list[float], list[float]]:
    """Times in µs and rates in Gb/s of a sender: cuts, fast recovery, additive increase."""
    alpha, target, rate = 1.0, LINE, LINE
    times, seen = [-60.0, 0.0], [rate, rate]
    for notice in NOTICES:
        target, rate = rate, rate * (1 - alpha / 2)
        alpha = (1 - GAIN) * alpha + GAIN
        times += [notice, notice]
        seen += [seen[-1], rate]
    for step in range(1, (END - NOTICES[-1]) // TIMER + 1):
        if step > STEPS:
            target = min(LINE, target + increase)
        rate = (target + rate) / 2
        at = NOTICES[-1] + TIMER * step
        times += [at, at]
        seen += [seen[-1], rate]
    return times, seen


def draw(fig: Figure) -> None:
    x, y = ("时间（µs）", "time (µs)"), ("速率（Gb/s）", "rate (Gb/s)")
    with plot(fig, (46, 30, 332, 190), x, y) as axes:
        axes.plot(*rates(0.04))
        axes.plot(*rates(4))
        axes.plot([375, 375], [0, 150], color=COLOUR["e"], linestyle=":", linewidth=1)
        axes.set(xlim=(-60, END), ylim=(0, 430), xticks=[0, 500, 1000, 1500, 2000])
        axes.text(140, 330, fig.say(("三个通知，各减一半", "three notifications, each halves")))
        axes.text(420, 20, fig.say(("快速恢复结束", "fast recovery ends")))
        axes.text(1180, 62, fig.say(("每步 40 Mb/s", "40 Mb/s a step")))
        axes.text(900, 240, fig.say(("每步 4 Gb/s", "4 Gb/s a step")))
