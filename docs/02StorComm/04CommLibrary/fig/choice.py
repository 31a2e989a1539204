"""Model times of an all-reduce over 512 H200 by message size, with two choices of a public log."""

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot
from coursekit.formulas import formula

NODES, GPUS, RANKS = 64, 8, 512
STEPS, FAR, NET = 1022, 126, 8 * 48.0  # bandwidth of eight channels, GB/s
TITLE = ("512 张 H200 的模型时间", "Model times over 512 H200")
DESC = (
    "双对数图，横轴消息 1 MiB 到 256 GiB，纵轴毫秒。树加 LL128 从约 0.15 毫秒起，消息短时最低；NVLSTree 从约 0.28 毫秒起，"
    "在 16 与 32 MiB 之间越过它，成为最低；环加 Simple 从约 6.8 毫秒起一直是平的，约 21 GiB 处才与 NVLSTree 相交。"
    "两个方点是日志里的选择：16 MiB 在树上，32 MiB 在 NVLSTree 上。",
    "Log-log plot of milliseconds against messages from 1 MiB to 256 GiB. Tree with LL128 starts near "
    "0.15 ms and is lowest for short messages; NVLSTree starts near 0.28 ms and passes below it "
    "between 16 and 32 MiB; ring with Simple is flat from about 6.8 ms and meets NVLSTree only near "
    "21 GiB. Two squares are the choices in the log: 16 MiB on the tree, 32 MiB on NVLSTree.",
)
# nvidia2025tuning: latency in µs, bandwidth in GB/s
TREE = (14 + 2 * (7 * 1.25 + 6 * 8.5), min(min(NET * 0.92, 8 * 36) * 120 / 128, 8 * 29) * 0.85 / 2)
NVLS = (25 + 2 * 6 * 20.9, 8 * 45.5 * RANKS / STEPS)
RING = ((8.4 + (STEPS - FAR) * 3.4 + FAR * 14) * 1.4, NET * RANKS / STEPS)
LL128 = [1, 1, 1, 1, 1, .9, .8, .8, .8, .7, .6, .6, .6, .6, .6, .6, .8, .9, .9, .9, .9, 1, 1]  # fmt: skip


def draw(fig: Figure) -> None:
    assert tree(16) < time(NVLS, 16) < time(RING, 16)
    assert time(NVLS, 32) < tree(32) < time(RING, 32)
    last = (RING[0] - NVLS[0]) / (1 / NVLS[1] - 1 / RING[1]) * 1e3 / 2**20
    assert 20 < last / 1024 < 22
    sizes = [2 ** (k / 4) for k in range(73)]
    with plot(fig, (46, 30, 344, 250), ("消息（MiB）", "message (MiB)"), ("时间（ms）", "time (ms)")) as axes:
        axes.set(xscale="log", yscale="log", xlim=(1, 2**18), ylim=(0.1, 2000))
        axes.plot(sizes, [tree(s) for s in sizes], "-", color=COLOUR["c"])
        axes.plot(sizes, [time(NVLS, s) for s in sizes], "-", color=COLOUR["a"])
        axes.plot(sizes, [time(RING, s) for s in sizes], "--", color=COLOUR["d"])
        axes.plot([16, 32], [tree(16), time(NVLS, 32)], "s", color=COLOUR["b"], markersize=6)
        axes.plot([last], [time(NVLS, last)], "o", color=COLOUR["b"], markersize=6)
        axes.text(2, 9, fig.say(("环，Simple", "ring, Simple")))
        axes.text(1.5, 0.42, "NVLSTree")
        axes.text(5, 0.118, fig.say(("树，LL128", "tree, LL128")))
        axes.text(70, 0.42, fig.say(("日志的选择：16、32 MiB", "in the log: 16, 32 MiB")))
        axes.text(last, 50, f"{last / 1024:.0f} GiB", ha="left")


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
