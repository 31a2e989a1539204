"""Bounds on an all-reduce and an all-to-all of 1 GiB over 4,096 endpoints in three topologies."""

from coursekit.figures import Figure, Part, bars

TITLE = ("两种集合通信，次序相反", "Two collectives, opposite orders")
DESC = (
    "1 GiB 的 AllReduce 时间下界：胖树与 Dragonfly 42.9 ms，环面 7.2 ms。"
    "1 GiB 的 All-to-All：胖树与 Dragonfly 受限于端口，21.5 ms；环面受限于切口，42.9 ms。",
    "Lower bounds on the time of 1 GiB. All-reduce: fat-tree and dragonfly 42.9 ms, torus 7.2 ms. "
    "All-to-all: fat-tree and dragonfly 21.5 ms, bound by ports; torus 42.9 ms, bound by the cut.",
)
S = 2**30 / 50e9 * 1e3 * 4095 / 4096  # ms that one port needs for 1 GiB to all others
TREE, TORUS = ("胖树", "fat-tree"), ("环面", "torus")


def draw(fig: Figure) -> None:
    part(fig, 14, ("AllReduce，端口说了算", "all-reduce: ports decide"), [2 * S, 2 * S, S / 3])
    name = ("All-to-All，环面受限于切口，另两种仍是端口", "all-to-all: cut on the torus, ports on the others")
    part(fig, 144, name, [S, S, 2 * S * 4096 / 4095])


def part(fig: Figure, y: float, name: tuple[str, str], times: list[float]) -> None:
    fig.text((4, y), name, anchor="start", bold=True)
    kinds = [("a", ""), ("c", "up"), ("d", "dots")]
    rows = [
        (topology, [Part(time, "", kind, hatch)], f"{time:.1f} ms")
        for topology, time, (kind, hatch) in zip((TREE, "Dragonfly", TORUS), times, kinds, strict=True)
    ]
    bars(fig, (80, y + 14, 250, 96), 2 * S, rows)
