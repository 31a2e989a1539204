"""From how many shards a batch draws, by the size of the shuffle buffer: formula and simulation."""

import math
import re
from pathlib import Path

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot

RECORD = Path(__file__).parents[1] / "labs" / "feed.out.txt"
SHARD = 500  # samples of a shard in the lab
READERS = (1, 4, 16, 64)
TITLE = ("缓冲与交错读", "Buffer and interleaving")
DESC = (
    "横轴是打乱缓冲的容量，以分片里的样本数为单位，0.01 到 100，对数；纵轴是一个批次等效地取自多少个分片，对数。四条曲线是同时交错读 1、4、16、64 个分片。"
    "缓冲远小于一个分片时，四条各自平在 1、4、16、64；缓冲够大时都并到同一条上升的直线，约为缓冲所含分片数的两倍。圆点是模拟，都落在曲线上。",
    "Capacity of the shuffle buffer in shards, 0.01 to 100, logarithmic, against the number of shards "
    "a batch draws on, logarithmic. The four curves are 1, 4, 16 and 64 shards read interleaved. "
    "With a buffer much smaller than a shard they are flat at 1, 4, 16 and 64; with a large one all "
    "join the same rising line, at about twice the shards in the buffer. The dots of the simulation lie on the curves.",
)


def shards(buffer: float, readers: int) -> float:
    """One over the chance that two samples of a batch share a shard."""
    x = readers / buffer
    return readers / (1 - (1 - math.exp(-x)) / x)


def draw(fig: Figure) -> None:
    x = ("缓冲容量 ÷ 分片的样本数（对数）", "buffer ÷ samples of a shard (logarithmic)")
    y = ("一批等效取自几个分片（对数）", "shards that a batch draws on (logarithmic)")
    text = RECORD.read_text("utf-8")
    dots = re.findall(r"(\d+) readers, buffer +(\d+): same shard ([\d.]+)", text)
    with plot(fig, (44, 30, 344, 220), x, y) as axes:
        at = [10 ** (-2 + i / 40) for i in range(161)]
        for readers in READERS:
            axes.plot(at, [shards(b, readers) for b in at])
        axes.plot(
            [int(b) / SHARD for _, b, _ in dots],
            [1 / float(p) for _, _, p in dots],
            "o",
            color=COLOUR["e"],
            markersize=5,
        )
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set(xlim=(0.01, 100), ylim=(0.8, 400))
        axes.minorticks_off()
        axes.set_xticks([0.01, 0.1, 1, 10, 100], ["0.01", "0.1", "1", "10", "100"])
        axes.set_yticks([1, 4, 16, 64, 256], ["1", "4", "16", "64", "256"])
        axes.text(0.012, 1.15, fig.say(("一次读 1 个", "1 at a time")))
        axes.text(0.012, 4.6, fig.say(("4 个", "4")))
        axes.text(0.012, 18.5, fig.say(("16 个", "16")))
        axes.text(0.012, 74, fig.say(("64 个", "64")))
