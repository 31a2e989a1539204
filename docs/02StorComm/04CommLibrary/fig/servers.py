"""Time of an all-reduce between servers over their number: ring, halving-doubling, NHR."""

import math

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot
from coursekit.formulas import formula

LATENCY, BANDWIDTH = 10e-6, 25e9
KIB = 1024
TITLE = ("服务器台数与三种算法的时间", "Number of servers and the time of three algorithms")
DESC = (
    "横轴是服务器台数，4 到 32，纵轴是时间，对数。下面一组是 48 KiB：环随台数上升，到 32 台约 0.62 ms；"
    "RHD 与 NHR 低而平，在 0.04 到 0.12 ms 之间，几乎重合。"
    "上面一组是 48 MiB：环与 NHR 几乎重合，都在 3 到 4.6 ms；RHD 在 4、8、16、32 台落到同一条线上，其余台数约 7 到 8 ms，高出约一倍。",
    "Over the number of servers, 4 to 32, time on a logarithmic axis. The lower set is for 48 KiB: the "
    "ring rises to about 0.62 ms at 32; RHD and NHR stay low, between 0.04 and 0.12 ms, and nearly "
    "coincide. The upper set is for 48 MiB: ring and NHR nearly coincide between 3 and 4.6 ms; RHD falls "
    "on the same line at 4, 8, 16 and 32 servers and takes 7 to 8 ms, about twice as long, elsewhere.",
)


def draw(fig: Figure) -> None:
    servers = range(4, 33)
    x, y = ("服务器台数", "servers"), ("时间（ms）", "time (ms)")
    with plot(fig, (48, 24, 342, 270), x, y) as axes:
        axes.set(yscale="log", xlim=(3, 33), ylim=(0.02, 20))
        for size in (48 * KIB, 48 * KIB**2):
            ring = [of("all-reduce-ring", p, size) for p in servers]
            axes.plot(servers, ring, "-", color=COLOUR["a"])
            axes.plot(servers, [nhr(p, size) for p in servers], "--", color=COLOUR["c"])
            axes.plot(servers, [rhd(p, size) for p in servers], "-.", color=COLOUR["d"])
        axes.text(4, 12, fig.say(("48 MiB", "48 MiB")))
        axes.text(24, 10, fig.say(("RHD", "RHD")), ha="center")
        axes.text(24, 2.1, fig.say(("环与 NHR", "ring and NHR")), ha="center")
        axes.text(4, 0.3, fig.say(("48 KiB", "48 KiB")))
        axes.text(20, 0.55, fig.say(("环", "ring")), ha="right")
        axes.text(32, 0.045, fig.say(("RHD 与 NHR", "RHD and NHR")), ha="right")


def of(name: str, ranks: int, size: float) -> float:
    """Milliseconds, by a registered formula."""
    inputs = {"ranks": ranks, "message": size, "latency": LATENCY, "bandwidth": BANDWIDTH}
    return formula(name).value(inputs) * 1e3


def nhr(ranks: int, size: float) -> float:
    """Twice the rounded-up logarithm of steps, the bytes of the ring."""
    steps = 2 * math.ceil(math.log2(ranks))
    return (steps * LATENCY + 2 * (ranks - 1) / ranks * size / BANDWIDTH) * 1e3


def rhd(ranks: int, size: float) -> float:
    """Halving-doubling; the ranks beyond a power of two hand in the whole message and get it back."""
    whole = 2 ** math.floor(math.log2(ranks))
    inner = of("all-reduce-halving-doubling", whole, size)
    return inner + (0 if whole == ranks else 2 * (LATENCY + size / BANDWIDTH) * 1e3)
