"""Time by message size in NCCL's tuning model, eight H100, and a published measurement."""

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot
from coursekit.formulas import formula

RANKS, STEPS = 8, 14
RING = 12 * 30.0  # channels and bandwidth of the search, GB/s
TITLE = ("调优模型的时间与消息长度", "Time by message size in the tuning model")
DESC = (
    "双对数图，横轴消息 64 KiB 到 64 MiB，纵轴微秒。2.27 的四条线：环 LL 从 15 微秒起，最早向上弯；NVLS 从 25 微秒起，"
    "约 1.10 MiB 处与环 LL 相交，之后最低；环 LL128 从约 41、环 Simple 从约 56 微秒起，处处高于两者中较低的一条。"
    "细点线是 2.20.3 的环 LL 与 NVLS，在约 0.47 MiB 相交。方点是 8 张 H200 的实测，高于模型，是它的 1.5 到 1.7 倍。",
    "Log-log plot of microseconds against messages from 64 KiB to 64 MiB. Four lines of 2.27: ring "
    "with LL starts at 15 and bends up first; NVLS starts at 25, meets it near 1.10 MiB and is lowest "
    "from there; ring with LL128 starts near 41 and ring with Simple near 56, above the lower of the "
    "two throughout. Thin dotted lines are ring LL and NVLS of 2.20.3, which meet near 0.47 MiB. Squares "
    "measured on eight H200 lie above the model, by a factor of 1.5 to 1.7.",
)
# nvidia2025constants, nvidia2024tuning: latency in µs, bandwidth in GB/s
NEW = {
    "LL": (6.6 + STEPS * 0.6, min(RING / 2, 141) * RANKS / STEPS),
    "LL128": (14 + STEPS * 1.9, RING * 0.92 * RANKS / STEPS),
    "Simple": (8.4 + STEPS * 3.4, RING * RANKS / STEPS),
    "NVLS": (25, 8 * 40 * 5 / 6),
}
OLD = {
    "LL": (6.6 + STEPS * 0.6, min(RING / 4, 87.7) * RANKS / STEPS),
    "NVLS": (23, 8 * 40 * 5 / 6),
}
# Bekman 2026, all-reduce-8xH200.md: algbw in GB/s by MiB
MEASURED = {1: 22.82, 2: 36.87, 8: 88.87, 16: 125.65}


def draw(fig: Figure) -> None:
    sizes = [2 ** (k / 4) for k in range(-16, 25)]
    old, new = crossing(OLD), crossing(NEW)
    assert abs(old - 0.47) < 0.005
    assert abs(new - 1.10) < 0.005
    ratios = [time((0, v), s) / min(time(NEW[k], s) for k in ("LL", "NVLS")) for s, v in MEASURED.items()]
    assert 1.5 < min(ratios)
    assert max(ratios) < 1.75
    x, y = ("消息（MiB）", "message (MiB)"), ("时间（µs）", "time (µs)")
    with plot(fig, (46, 30, 344, 270), x, y) as axes:
        axes.set(xscale="log", yscale="log", xlim=(2**-4, 2**6), ylim=(12, 1200))
        for name, kind, dashes in (("LL", "d", "-"), ("LL128", "c", "-."), ("Simple", "b", "--"), ("NVLS", "a", "-")):
            axes.plot(sizes, [time(NEW[name], s) for s in sizes], dashes, color=COLOUR[kind])
        for name in OLD:
            axes.plot(sizes, [time(OLD[name], s) for s in sizes], ":", color=COLOUR["e"], linewidth=1.3)
        for at, one in ((old, OLD), (new, NEW)):
            axes.plot([at], [time(one["NVLS"], at)], "o", color=COLOUR["b"], markersize=6)
        seen = [time((0, value), s) for s, value in MEASURED.items()]
        axes.plot(list(MEASURED), seen, "s", color=COLOUR["d"], markersize=5)
        axes.text(0.075, 13.3, fig.say(("环 LL", "ring LL")))
        axes.text(0.075, 62, fig.say(("环 Simple", "ring Simple")))
        axes.text(0.075, 43.5, fig.say(("环 LL128", "ring LL128")))
        axes.text(0.075, 27, "NVLS")
        axes.text(30, 92, "NVLS")
        axes.text(0.075, 800, fig.say(("方点：8 张 H200 的实测", "squares: measured, eight H200")))
        axes.text(0.075, 560, fig.say(("点线：2.20.3 的环 LL 与 NVLS", "dotted: ring LL, NVLS of 2.20.3")))
        axes.text(0.075, 392, fig.say(("圆点：切换点（MiB）", "circles: crossovers (MiB)")))
        axes.text(0.5, 17.5, f"{old:.2f}", ha="left")
        axes.text(1.3, 22, f"{new:.2f}")


def time(model: tuple[float, float], mib: float) -> float:
    """Microseconds for a message in MiB."""
    latency, bandwidth = model
    inputs = {"message": mib * 2**20, "latency": latency * 1e-6, "bandwidth": bandwidth * 1e9}
    return formula("send-receive").value(inputs) * 1e6


def crossing(models: dict[str, tuple[float, float]]) -> float:
    """MiB from where NVLS is faster than a ring with LL."""
    (early, slow), (late, fast) = models["LL"], models["NVLS"]
    return (late - early) / (1 / slow - 1 / fast) * 1e3 / 2**20
