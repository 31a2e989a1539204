"""One packet through leaf, spine and leaf on a time line, cut-through and store-and-forward."""

from coursekit.figures import Figure, Task, Text, legend, line, timeline
from coursekit.formulas import formula

BYTES, RATE, SWITCH, LIGHT = 4178, 50e9, 350e-9, 2e8
CABLES = (5, 100, 100, 5)
END = 2600  # ns
TITLE = ("一个报文过三台交换机", "A packet through three switches")
DESC = (
    "两条时间线，从上到下七行：网卡到叶的铜缆、叶、叶到脊的光纤、脊、脊到叶的光纤、叶、叶到网卡的铜缆，按纳秒成比例。"
    "直通转发：每台交换机在报文头到达时就开始处理，三次交换各 350 ns、两段光纤各 500 ns，"
    "报文自己的串行化只有 84 ns 的窄条，合计约 2.18 µs。存储转发：每台交换机要等窄条收完才开始，多出三个窄条，合计约 2.43 µs。",
    "Two time lines of seven rows, top to bottom: copper from NIC to leaf, leaf, fibre from leaf to "
    "spine, spine, fibre from spine to leaf, leaf, copper from leaf to NIC, to scale in nanoseconds. "
    "Cut-through: every switch starts when the head of the packet arrives; three switches of 350 ns "
    "and two fibres of 500 ns, while the packet's own serialisation is a stripe of 84 ns; about "
    "2.18 µs in all. Store-and-forward: every switch waits until the stripe is in, three stripes "
    "more, about 2.43 µs in all.",
)
LANES: list[Text] = [
    ("铜缆 5 m", "copper 5 m"),
    ("叶", "leaf"),
    ("光纤 100 m", "fibre 100 m"),
    ("脊", "spine"),
    ("光纤 100 m", "fibre 100 m"),
    ("叶", "leaf"),
    ("铜缆 5 m", "copper 5 m"),
]
LEFT, WIDTH, HIGH = 82, 312, 126


def draw(fig: Figure) -> None:
    panel(fig, 24, ("直通转发", "cut-through"), "path-cut-through", wait=False)
    panel(fig, 198, ("存储转发", "store-and-forward"), "path-store-and-forward", wait=True)
    for tick in range(0, END, 500):
        x = LEFT + WIDTH * tick / END
        line(fig, (x, 198 + HIGH), (x, 198 + HIGH + 5))
        fig.text((x, 198 + HIGH + 14), f"{tick}")
    fig.text((LEFT + WIDTH * 2500 / END - 24, 198 + HIGH + 32), ("时间（ns）", "time (ns)"))
    legend(
        fig, 4, 364,
        [(("串行化", "serialisation"), "a", ""), (("交换", "switching"), "d", "dots"),
         (("传播", "propagation"), "c", "up")],
    )  # fmt: skip


def panel(fig: Figure, top: float, name: tuple[str, str], used: str, *, wait: bool) -> None:
    inputs = {"end_delay": 0, "on_path": 3, "switching": SWITCH, "cable": sum(CABLES),
              "signal_speed": LIGHT, "packet": BYTES, "bandwidth": RATE}  # fmt: skip
    total = formula(used).value(inputs)
    long = BYTES / RATE * 1e9
    tasks, at = [], 0.0
    for i, cable in enumerate(CABLES):
        flight = cable / LIGHT * 1e9
        tasks.append(Task(2 * i, at, flight, "", "c", "up"))
        tasks.append(Task(2 * i, at + flight, long, "", "a"))
        at += flight + (long if wait or i == len(CABLES) - 1 else 0)
        if i < len(CABLES) - 1:
            tasks.append(Task(2 * i + 1, at, SWITCH * 1e9, "", "d", "dots"))
            at += SWITCH * 1e9
    assert abs(at - total * 1e9) < 1e-6, "the drawing disagrees with the formula"
    fig.text((LEFT, top - 10), name, anchor="start", bold=True)
    timeline(fig, (LEFT, top, WIDTH, HIGH), END, LANES, tasks)
    x = LEFT + WIDTH * at / END
    line(fig, (x, top - 2), (x, top + HIGH + 2), dashed=True)
    fig.text((x, top - 12), f"{at / 1e3:.2f} µs")
