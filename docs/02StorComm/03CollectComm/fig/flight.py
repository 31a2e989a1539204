"""HBM read rate of an H100 by the bytes in flight: Little's law and where queueing bends it."""

import re
from pathlib import Path

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot

RECORD = Path(__file__).parents[1] / "labs" / "ladder.out.txt"
TITLE = ("在途字节与 HBM 的读速率", "Bytes in flight and the read rate of HBM")
DESC = (
    "横轴是在途字节，16 KiB 到 4,224 KiB，纵轴是读速率，都是对数刻度。斜线是在途字节除以空载时延 352 ns，"
    "水平线是上限 3,352 GB/s，两线交于约 1.2 MB。五个点是 1、33、66、132、264 块：前两点略低于斜线，"
    "第三点离交点明显偏低，后两点接近水平线。",
    "Bytes in flight, 16 KiB to 4,224 KiB, against read rate, both logarithmic. A slanted line is bytes in "
    "flight over the unloaded wait of 352 ns, a level line the limit of 3,352 GB/s; they cross near 1.2 MB. "
    "Five points are 1, 33, 66, 132 and 264 blocks: the first two a little below the slanted line, the "
    "third well below the corner, the last two near the level line.",
)
BLOCK = 1024 * 16 / 1024  # KiB in flight by a block: every thread waits for 16 bytes


def draw(fig: Figure) -> None:
    text = RECORD.read_text("utf-8")
    points = [(int(b), float(r.replace(",", ""))) for b, r in re.findall(r"read by +(\d+) x 1024 threads: +([\d,]+)", text)]
    limit, wait = re.search(r"^~ HBM +([\d,]+) +[\d,]+ +[\d.]+ +(\d+)", text, re.M).groups()
    top, rate = float(limit.replace(",", "")), 1024 / float(wait)  # GB/s for each KiB in flight
    with plot(fig, (44, 30, 340, 220), ("在途字节（KiB）", "bytes in flight (KiB)"), ("GB/s", "GB/s")) as axes:
        axes.plot([16, top / rate], [16 * rate, top], color=COLOUR["a"])
        axes.plot([top / rate, 5000], [top, top], color=COLOUR["a"])
        axes.plot([b * BLOCK for b, _ in points], [r for _, r in points], "o", color=COLOUR["d"])
        axes.set_xscale("log", base=2)
        axes.set_yscale("log")
        axes.set(xticks=[16, 64, 256, 1024, 4096], yticks=[30, 100, 300, 1000, 3000], ylim=(25, 8000))
        axes.set_xticks([], minor=True)
        axes.set_yticks([], minor=True)
        axes.text(20, 34, fig.say(("1 块", "1 block")))
        axes.text(560, 900, fig.say(("33 块", "33 blocks")))
        axes.text(1150, 1750, fig.say(("66 块", "66")))
        axes.text(17, 4200, fig.say(("上限 3,352，斜线：在途 ÷ 352 ns", "limit 3,352; slope: in flight ÷ 352 ns")))
        axes.text(3000, 1900, fig.say(("264 块", "264")))
