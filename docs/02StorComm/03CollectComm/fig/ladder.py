"""The bandwidth ladder of an H100: limit by design and what was measured, on one logarithmic scale."""

import re
from pathlib import Path

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, FAINT, plot

RECORD = Path(__file__).parents[1] / "labs" / "ladder.out.txt"
TITLE = ("一颗 H100 的带宽阶梯", "The bandwidth ladder of one H100")
DESC = (
    "横轴是带宽，GB/s，对数刻度，从 10 到 100,000；纵轴自上而下是共享内存、L2、HBM、NVLink、PCIe、网卡。"
    "共享内存上限 33,454，L2 实测 7,400，HBM 上限 3,352，NVLink 450，PCIe 63，网卡 50；"
    "共享内存、HBM、PCIe 的实测都在上限的 0.87 倍以上，不锁页的主机内存只有 0.15 倍。",
    "Bandwidth in GB/s on a logarithmic scale from 10 to 100,000, for shared memory, L2, HBM, NVLink, "
    "PCIe and NIC from top to bottom. Limits: shared memory 33,454, HBM 3,352, NVLink 450, PCIe 63, "
    "NIC 50; L2 measured at 7,400. Shared memory, HBM and PCIe reach 0.87 of their limits or more, "
    "host memory that is not pinned 0.15.",
)
NVLINK, NIC = 450.0, 50.0  # GB/s, not measured here


def draw(fig: Figure) -> None:
    rows = dict(re.findall(r"^~ (shared memory|L2|HBM|host, \w+) {2,}(.+)$", RECORD.read_text("utf-8"), re.M))
    values = {name: [float(v.replace(",", "")) for v in text.split()] for name, text in rows.items()}
    rungs = [
        (("共享内存", "shared memory"), values["shared memory"][0], values["shared memory"][1]),
        (("L2", "L2"), None, values["L2"][0]),
        (("HBM", "HBM"), values["HBM"][0], values["HBM"][1]),
        (("NVLink", "NVLink"), NVLINK, None),
        (("PCIe", "PCIe"), values["host, pinned"][0], values["host, pinned"][1]),
        (("网卡", "NIC"), NIC, None),
    ]
    with plot(fig, (112, 26, 272, 240), ("带宽（GB/s）", "bandwidth (GB/s)"), ("", "")) as axes:
        for at, (_, limit, measured) in enumerate(rungs):
            if limit:
                axes.barh(-at, limit, 0.62, left=0, color=FAINT["a"], edgecolor=COLOUR["a"])
            if measured:
                axes.plot([measured], [-at], "o", color=COLOUR["d"])
            widest = max(limit or 0, measured or 0)
            axes.text(widest * 1.25, -at - 0.13, f"{limit or measured:,.0f}")
        axes.plot([values["host, pageable"][1]], [-4], "s", color=COLOUR["c"])
        axes.set_xscale("log")
        axes.set(xlim=(5, 300_000), xticks=[10, 100, 1000, 10_000, 100_000], ylim=(-6.6, 0.6))
        axes.set_yticks([-at for at in range(len(rungs))], [fig.say(name) for name, _, _ in rungs])
        axes.grid(visible=False, axis="y")
        axes.text(5.6, -6.4, fig.say(("条：上限  ●：实测  ■：不锁页", "bar: limit  ●: measured  ■: not pinned")))
