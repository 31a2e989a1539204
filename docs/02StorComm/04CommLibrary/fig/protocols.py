"""What 128 bytes in a slot hold under the three protocols, and the latency of a hop."""

from coursekit.figures import Cell, Figure, Part, bars, grid, legend

WORDS, WIDE = 32, 11.6
TITLE = ("三种协议的 128 字节", "128 bytes under three protocols")
DESC = (
    "三行各 32 格，一格 4 字节。LL：数据与标志逐格相间，数据占 64 字节，即 50%。"
    "LL128：前 30 格是数据，末两格是标志，数据占 120 字节，即 93.75%。"
    "Simple：32 格全是数据，写完之后还要一次内存栅栏，再递增 tail。"
    "下方的条形是调优模型里环上一跳 NVLink 的时延：LL 0.6、LL128 1.9、Simple 3.4 微秒。",
    "Three rows of 32 cells, four bytes a cell. LL: data and flags alternate, data make up 64 bytes, "
    "50%. LL128: 30 cells of data and two of flag, data make up 120 bytes, 93.75%. Simple: all 32 "
    "cells are data, but a memory fence follows, and then the tail is raised. Bars below give the "
    "latency of one NVLink hop of a ring in the tuning model: 0.6, 1.9 and 3.4 microseconds.",
)
HOPS = (("LL", 0.6, "d", "up"), ("LL128", 1.9, "c", "dots"), ("Simple", 3.4, "a", ""))


def draw(fig: Figure) -> None:
    rows = (
        (("LL：64 / 128 = 50%", "LL: 64 / 128 = 50%"), [i % 2 for i in range(WORDS)]),
        (("LL128：120 / 128 = 93.75%", "LL128: 120 / 128 = 93.75%"), [i >= 30 for i in range(WORDS)]),
        (
            ("Simple：128 / 128，再加一次栅栏，然后 tail + 1", "Simple: 128 / 128, then a fence, then tail + 1"),
            [False] * WORDS,
        ),
    )
    for i, (name, flags) in enumerate(rows):
        assert WORDS - sum(flags) in (16, 30, 32)
        fig.text((14, 10 + i * 52), name, anchor="start", bold=True)
        grid(fig, (14, 22 + i * 52), (WIDE, 20), [[Cell("", *(("d", "up") if f else ("a", ""))) for f in flags]])
    legend(fig, 14, 160, [(("数据，每格 4 字节", "data, 4 bytes a cell"), "a", ""), (("标志", "flag"), "d", "up")])
    fig.text((14, 200), ("环上一跳 NVLink 的时延（2.20.3）", "latency of an NVLink hop of a ring (2.20.3)"), anchor="start", bold=True)
    bars(fig, (14, 212, 300, 126), 3.4, [
        (name, [Part(value, "", kind, hatch)], f"{value} µs") for name, value, kind, hatch in HOPS
    ])  # fmt: skip
