"""The rate of a DCQCN sender after three notifications, from the rules of the algorithm."""

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot

TITLE = ("DCQCN 的发送速率", "The rate under DCQCN")
DESC = (
    "横轴是时间，0 到 16 ms，纵轴是发送速率。由 400 Gb/s 起，三个通知把速率减到 50；五步快速恢复，0.4 ms 时回到 98 Gb/s。"
    "之后三条曲线分开：每步只加 40 Mb/s 的一条几乎是平的，16 ms 时还在 111 Gb/s；每步加 4 Gb/s 的一条 5 ms 时到 400；"
    "按论文加上字节计数与超增的一条，前 5 ms 也几乎是平的，之后越升越快，约 13 ms 时到 400。",
    "Time from 0 to 16 ms against the sending rate. From 400 Gb/s, three notifications cut it to 50; five steps of fast recovery "
    "bring it to 98 Gb/s at 0.4 ms. Then three curves part: one that adds 40 Mb/s a step is nearly flat, 111 Gb/s at 16 ms; "
    "one that adds 4 Gb/s a step is at 400 after 5 ms; the one with byte counter and hyper increase, as in the paper, "
    "is nearly flat for 5 ms as well, then climbs faster and faster, and is at 400 after about 13 ms.",
)
LINE, GAIN, TIMER, STEPS, NOTICES, END = 400.0, 1 / 256, 55.0, 5, (0.0, 50.0, 100.0), 16000.0
BYTES, HYPER = 10e6, 0.2  # B between two events of the counter; Gb/s
PER_GBIT = 125.0  # B/µs at 1 Gb/s


def rates(increase: float, full: bool = False) -> tuple[list[float], list[float]]:
    """Times in ms and rates in Gb/s: cuts, fast recovery, additive and, if `full`, hyper increase."""
    alpha, target, rate = 1.0, LINE, LINE
    times, seen = [-0.4, 0.0], [rate, rate]
    for notice in NOTICES:
        target, rate = rate, rate * (1 - alpha / 2)
        alpha = (1 - GAIN) * alpha + GAIN
        times += [notice / 1e3, notice / 1e3]
        seen += [seen[-1], rate]
    now, sent, timer, counter = NOTICES[-1], 0.0, 0, 0
    due = now + TIMER
    while now < END:
        filled = now + (BYTES - sent) / (rate * PER_GBIT)
        if full and filled < due:
            now, sent, counter = filled, 0.0, counter + 1
        else:
            sent += (due - now) * rate * PER_GBIT
            now, due, timer = due, due + TIMER, timer + 1
        if min(timer, counter) > STEPS:
            target += (min(timer, counter) - STEPS) * HYPER
        elif max(timer, counter) > STEPS:
            target += increase
        target = min(LINE, target)
        rate = (target + rate) / 2
        times += [now / 1e3, now / 1e3]
        seen += [seen[-1], rate]
    return times, seen


def draw(fig: Figure) -> None:
    x, y = ("时间（ms）", "time (ms)"), ("速率（Gb/s）", "rate (Gb/s)")
    with plot(fig, (46, 30, 332, 190), x, y) as axes:
        axes.plot(*rates(0.04, full=True))
        axes.plot(*rates(0.04))
        axes.plot(*rates(4))
        axes.plot([4.8, 4.8], [0, 100], color=COLOUR["e"], linestyle=":", linewidth=1)
        axes.set(xlim=(-0.4, END / 1e3), ylim=(0, 430), xticks=[0, 4, 8, 12, 16])
        axes.text(5.2, 340, fig.say(("每步 4 Gb/s", "4 Gb/s a step")))
        axes.text(11.3, 190, fig.say(("含超增", "with hyper")))
        axes.text(10.6, 62, fig.say(("每步 40 Mb/s", "40 Mb/s a step")))
        axes.text(5.2, 22, fig.say(("超增开始", "hyper increase begins")))
