"""Registering a buffer against sending it: measured pinning times, the wire at 400 Gb/s, a copy."""

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot
from coursekit.formulas import formula

TITLE = ("注册、发送与拷贝各用多久", "Registering, sending, copying: how long")
DESC = (
    "双对数图，横轴是缓冲大小，4 KiB 到 4 GiB，纵轴是时间。注册的实测曲线左边平在 60 µs，右边随大小增长，"
    "1 GiB 要 47 ms；以 400 Gb/s 发送的直线在它下方，1 GiB 要 21 ms；拷贝的直线在 1 MiB 处与注册曲线相交，再大就在它上方。",
    "Size of the buffer from 4 KiB to 4 GiB against time, both logarithmic. Registration, measured, is flat at "
    "60 µs on the left and grows with the size on the right, 47 ms for 1 GiB. Sending at 400 Gb/s is a straight "
    "line below it, 21 ms for 1 GiB. Copying is a line that meets registration at 1 MiB and lies above it "
    "from there on.",
)
# Measured: registration of host memory in 4 KiB pages, medians, in µs.
MEASURED = {2**12: 60.3, 2**16: 62.0, 2**20: 94.2, 2**24: 769, 2**28: 11187.5, 2**30: 47473.5, 2**32: 187145.1}
LINE, COPY = 50e9, 11.2e9


def micro(size: float, rate: float) -> float:
    """Time of so many bytes at a rate, in µs."""
    return 1e6 * formula("send-receive").value({"message": size, "latency": 0, "bandwidth": rate})


def draw(fig: Figure) -> None:
    x, y = ("缓冲大小（KiB）", "buffer (KiB)"), ("时间（µs）", "time (µs)")
    sizes = list(MEASURED)
    kib = [size / 2**10 for size in sizes]
    with plot(fig, (52, 30, 336, 220), x, y) as axes:
        axes.plot(kib, list(MEASURED.values()), "o-", markersize=4.5)
        axes.plot(kib, [micro(size, LINE) for size in sizes])
        axes.plot(kib, [micro(size, COPY) for size in sizes])
        axes.plot([1024, 1024], [0.05, 94.2], color=COLOUR["e"], linestyle=":", linewidth=1)
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set(xlim=(3, 6e6), ylim=(0.05, 1e6))
        axes.text(5, 150, fig.say(("注册（实测）", "register (measured)")))
        axes.text(1.5e4, 60, fig.say(("发送，400 Gb/s", "send, 400 Gb/s")))
        axes.text(5, 2.6, fig.say(("拷贝", "copy")))
