"""The storage levels of an AI cluster by latency and bandwidth, with lines of equal bytes in flight."""

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot

TITLE = ("时延与带宽：从 HBM 到对象存储", "Latency against bandwidth, from HBM to the object store")
DESC = (
    "横轴是时延，从 100 ns 到 1 s，纵轴是带宽，从 0.03 到 10,000 GB/s，都是对数刻度。自左上到右下：HBM 352 ns、3,100 GB/s，"
    "CXL 内存 140 至 410 ns、至多 32 GB/s，经 PCIe 的主机内存 1.46 µs、55 GB/s，本地 NVMe 60 µs、14 GB/s，"
    "共享闪存 1 ms 以内、每节点约 1 GB/s，机械硬盘 11.6 ms、0.285 GB/s，对象存储每个连接 150 ms、0.085 GB/s。"
    "三条虚线是在途 10 kB、1 MB 与 100 MB；除 CXL 外，各点都在 10 kB 与 100 MB 两线之间。",
    "Latency, 100 ns to 1 s, against bandwidth, 0.03 to 10,000 GB/s, both logarithmic. From upper left to "
    "lower right: HBM at 352 ns and 3,100 GB/s, CXL memory at 140 to 410 ns and 32 GB/s at most, host memory "
    "over PCIe at 1.46 µs and 55 GB/s, local NVMe at 60 µs and 14 GB/s, shared flash below 1 ms and about 1 GB/s "
    "a node, a hard disk at 11.6 ms and 0.285 GB/s, an object store at 150 ms and 0.085 GB/s a connection. Three "
    "dashed lines are 10 kB, 1 MB and 100 MB in flight; all points but CXL lie between the outer two.",
)
LEVELS = (  # seconds, GB/s, label, place of the label as factors, colour
    (352e-9, 3100, ("HBM", "HBM"), (1.5, 1.15), "a"),
    (1.464e-6, 55, ("主机内存，经 PCIe", "host DRAM over PCIe"), (1.6, 1.0), "a"),
    (60e-6, 14, ("本地 NVMe", "local NVMe"), (1.6, 1.0), "d"),
    (1e-3, 0.977, ("共享闪存", "shared flash"), (1.6, 1.05), "d"),
    (11.56e-3, 0.285, ("机械硬盘", "hard disk"), (1.6, 1.0), "c"),
    (150e-3, 0.085, ("对象存储", "object store"), (0.1, 0.42), "c"),
)
FLIGHT = ((1e4, ("10 kB", "10 kB"), 1.3e-6), (1e6, ("1 MB", "1 MB"), 3e-6), (1e8, ("100 MB", "100 MB"), 3.4e-4))


def draw(fig: Figure) -> None:
    with plot(fig, (50, 26, 336, 270), ("时延（秒）", "latency (s)"), ("GB/s", "GB/s")) as axes:
        for size, name, at in FLIGHT:
            axes.plot([1e-7, 3], [size / 1e-7 / 1e9, size / 3 / 1e9], "--", color=COLOUR["e"], linewidth=0.8)
            axes.text(at, size / at / 1e9 * 1.25, fig.say(name))
        axes.plot([140e-9, 410e-9], [32, 32], "-", color=COLOUR["b"], linewidth=3)
        axes.text(1.25e-7, 14, "CXL")
        for wait, rate, name, (right, up), colour in LEVELS:
            axes.plot([wait], [rate], "o", color=COLOUR[colour])
            axes.text(wait * right, rate * up, fig.say(name))
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set(xlim=(1e-7, 3), ylim=(0.02, 20_000))
        axes.set_xticks([1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1], ["100 ns", "1 µs", "10 µs", "0.1 ms", "1 ms", "10 ms", "0.1 s", "1 s"])
        axes.set_yticks([0.1, 1, 10, 100, 1000, 10_000], ["0.1", "1", "10", "100", "1k", "10k"])
        axes.set_xticks([], minor=True)
        axes.set_yticks([], minor=True)
