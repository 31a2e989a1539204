"""Model times of an all-reduce over 512 H200 by message size, with two choices of a public log."""

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot
from coursekit.formulas import formula

NODES, GPUS, RANKS = 64, 8, 512
STEPS, FAR, NET = 1022, 126, 8 * 24.0  # bandwidth of eight channels, GB/s
TITLE = ("512 张 H200 的模型时间", "Model times over 512 H200")
DESC = (
    "横轴消息 1 MiB 到 64 GiB，对数；纵轴是模型时间与 NVLSTree 之比，NVLSTree 是高为 1 的横线。树加 LL128 从约 0.76 起，"
    "修正系数使它有几处跳动，约 17 MiB 处越过 1，之后停在约 1.14；环加 Simple 在短消息上远在图外，约 2.9 GiB 处才降到 1，"
    "之后趋向 0.83。两个方点是日志里的选择：16 MiB 在树上，刚低于 1；32 MiB 在 NVLSTree 上。",
    "Messages from 1 MiB to 64 GiB on a log axis; the vertical axis is model time over that of NVLSTree, "
    "which is the level line at 1. Tree with LL128 starts near 0.76, jumps a few times with its "
    "correction, passes 1 near 17 MiB and ends at about 1.14; ring with Simple is far outside for short "
    "messages, comes down to 1 only near 2.9 GiB and tends to 0.83. Two squares are the choices in the "
    "log: 16 MiB on the tree, just below 1, and 32 MiB on NVLSTree.",
)
# nvidia2025constants: latency in µs, bandwidth in GB/s
TREE = (14 + 2 * (7 * 1.25 + 6 * 8.5), min(min(NET * 0.92, 8 * 36) * 120 / 128, 8 * 29) * 0.85 / 2)
NVLS = (25 + 2 * 6 * 14, NET / 2 * 5 / 6)
RING = ((8.4 + (STEPS - FAR) * 3.4 + FAR * 14) * 1.4, NET * RANKS / STEPS)
LL128 = [1, 1, 1, 1, 1, .9, .8, .8, .8, .7, .6, .6, .6, .6, .6, .6, .8, .9, .9, .9, .9, 1, 1]  # fmt: skip


def draw(fig: Figure) -> None:
    assert tree(16) < time(NVLS, 16) < time(RING, 16)
    assert time(NVLS, 32) < tree(32) < time(RING, 32)
    last = (RING[0] - NVLS[0]) / (1 / NVLS[1] - 1 / RING[1]) * 1e3 / 2**20
    assert 2.85 < last / 1024 < 2.95
    sizes = [2 ** (k / 8) for k in range(129)]
    base = [time(NVLS, s) for s in sizes]
    x, y = ("消息（MiB）", "message (MiB)"), ("时间之比，NVLSTree 为 1", "time over NVLSTree's")
    with plot(fig, (46, 30, 344, 250), x, y) as axes:
        axes.set(xscale="log", xlim=(1, 2**16), ylim=(0.6, 1.6))
        axes.plot(sizes, [tree(s) / b for s, b in zip(sizes, base)], "-", color=COLOUR["c"])
        axes.plot(sizes, [1 for _ in sizes], "-", color=COLOUR["a"])
        axes.plot(sizes, [time(RING, s) / b for s, b in zip(sizes, base)], "--", color=COLOUR["d"])
        axes.plot([16, 32], [tree(16) / time(NVLS, 16), 1], "s", color=COLOUR["b"], markersize=6)
        axes.plot([last], [1], "o", color=COLOUR["b"], markersize=6)
        axes.text(1300, 1.4, fig.say(("环，Simple", "ring, Simple")))
        axes.text(1.3, 1.03, "NVLSTree")
        axes.text(2, 0.7, fig.say(("树，LL128", "tree, LL128")))
        axes.text(22, 0.92, fig.say(("日志：16、32 MiB", "log: 16, 32 MiB")))
        axes.text(last * 1.2, 1.05, f"{last / 1024:.1f} GiB", ha="left")


def tree(mib: float) -> float:
    """Milliseconds, with the correction that the model makes for trees."""
    index = int(mib * 2**14).bit_length() - 1
    factor = LL128[index] if index < len(LL128) else 1
    return time((TREE[0], TREE[1] * factor), mib)


def time(model: tuple[float, float], mib: float) -> float:
    """Milliseconds for a message in MiB."""
    latency, bandwidth = model
    inputs = {"message": mib * 2**20, "latency": latency * 1e-6, "bandwidth": bandwidth * 1e9}
    return formula("send-receive").value(inputs) * 1e3
