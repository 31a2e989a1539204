"""Latency against IOPS of a virtual disk as the queue gets deeper, as the lab measured it."""

import re
from pathlib import Path

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot

RECORD = Path(__file__).parents[1] / "labs" / "queuedepth.out.txt"
TITLE = ("队列加深时的 IOPS 与时延", "IOPS and latency as the queue gets deeper")
DESC = (
    "横轴是 IOPS，以千计，纵轴是平均时延，微秒，对数刻度。八个点是队列深度 1 到 128，依次连线：深度 1 到 4，曲线主要向右走，"
    "时延涨到 1.7 倍；4 到 8 有一处陡折；最后一段，64 到 128，几乎竖直向上，IOPS 多 5%，时延涨到 1.9 倍。",
    "IOPS in thousands against mean latency in microseconds, logarithmic. Eight points are the queue depths 1 to 128, "
    "joined in order: from 1 to 4 the curve mainly goes right while latency grows 1.7 times; between 4 and 8 it has a "
    "steep kink; the last stretch, from 64 to 128, is almost straight up, IOPS 5% more and latency 1.9 times as long.",
)


def draw(fig: Figure) -> None:
    rows = [
        [float(v.replace(",", "")) for v in line.split()]
        for line in re.findall(r"^~ depth +(.+)$", RECORD.read_text("utf-8"), re.M)
    ]
    with plot(fig, (62, 26, 322, 220), ("IOPS（千）", "IOPS (thousand)"), ("平均时延（µs）", "mean latency (µs)")) as axes:
        axes.plot([row[1] / 1e3 for row in rows], [row[2] for row in rows], "o-", color=COLOUR["a"])
        for depth, rate, wait, *_ in rows:
            axes.text(rate / 1e3 + 1.5, wait * 0.76, fig.say(f"{depth:g}"))
        axes.text(5, 1700, fig.say(("点旁：队列深度", "at each point: queue depth")))
        axes.set_yscale("log")
        axes.set_yticks([50, 100, 200, 500, 1000, 2000], ["50", "100", "200", "500", "1,000", "2,000"])
        axes.set_yticks([], minor=True)
        axes.set(xlim=(0, 100), ylim=(35, 3000))
