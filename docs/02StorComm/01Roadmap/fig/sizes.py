"""Time of a message by its size: distance sets the plateau, bandwidth the slope."""

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot
from coursekit.formulas import formula

TITLE = ("消息长度与时间", "Message size and time")
DESC = (
    "双对数图，横轴是消息长度，8 B 到 1 GiB，纵轴是时间。400 Gb/s 的两条实线：100 m 光纤从 4.5 µs 的平台起，2 km 光纤从 14 µs 起，"
    "约在 220 kB 与 690 kB 处转成斜线，之后重合。800 Gb/s 的两条虚线平台与前者相同，斜线低一半，拐点在两倍处。",
    "Log-log plot of time against message size from 8 B to 1 GiB. Two solid lines for 400 Gb/s: over "
    "100 m of fibre from a plateau of 4.5 µs, over 2 km from 14 µs; near 220 kB and 690 kB they bend "
    "into slopes that coincide. Two dashed lines for 800 Gb/s have the same plateaux, slopes half "
    "as high, and bend at twice the size.",
)
ENDS, SWITCH, LIGHT = 2.4e-6, 350e-9, 2e8
SHARE = 4096 / 4178


def draw(fig: Figure) -> None:
    sizes = [2 ** (i / 4) for i in range(12, 121)]
    names = ("消息长度（B）", "message size (B)"), ("时间（µs）", "time (µs)")
    with plot(fig, (48, 30, 334, 240), *names) as axes:
        axes.set(xscale="log", yscale="log", xlim=(8, 2**30), ylim=(2, 40000))
        for cable, kind in ((210, "a"), (2110, "d")):
            for rate, dashes in ((50e9, "-"), (100e9, "--")):
                times = [time(size, cable, rate) for size in sizes]
                axes.plot(sizes, times, dashes, color=COLOUR[kind])
            knee = first(cable, 50e9) / 1e6 * 50e9 * SHARE
            axes.plot([knee], [time(knee, cable, 50e9)], "o", color=COLOUR[kind])
        axes.text(12, 2.6, fig.say(("跨脊 100 m：4.5 µs", "100 m, across the spine: 4.5 µs")))
        axes.text(12, 17.5, fig.say(("跨楼 2 km：14 µs", "2 km, far building: 14 µs")))
        axes.text(3e7, 1500, "400 Gb/s", ha="right")
        axes.text(1.1e8, 500, "800 Gb/s")
        axes.text(1.6e6, 6, fig.say(("圆点：拐点", "dots: the knees")))


def time(size: float, cable: float, rate: float) -> float:
    """Microseconds."""
    inputs = {"message": size, "latency": first(cable, rate) / 1e6, "bandwidth": rate * SHARE}
    return formula("send-receive").value(inputs) * 1e6


def first(cable: float, rate: float) -> float:
    """Latency of the smallest message in microseconds."""
    inputs = {"end_delay": ENDS, "on_path": 3, "switching": SWITCH, "cable": cable,
              "signal_speed": LIGHT, "packet": 106, "bandwidth": rate}  # fmt: skip
    return formula("path-cut-through").value(inputs) * 1e6
