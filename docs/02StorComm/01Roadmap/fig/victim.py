"""How credits let one flow hold up another, and what holding back at the source does."""

from coursekit.figures import Figure, arrow, cell, group, node

TITLE = ("拥塞传给无关的流", "Congestion reaches a flow that has nothing to do with it")
DESC = (
    "上下两幅。三个源发往 D，一个源发往 E，都经过交换机 A 与 B。上：只有信用流控，B 的缓冲被去 D 的报文占满，"
    "A 的缓冲也被占满，去 E 的报文夹在里面动不了，E 空闲。下：去 D 的三个源被压到合起来等于 D 的速率，"
    "A 与 B 的缓冲里大多空着，去 E 的报文通行。",
    "Two drawings. Three sources send to D and one to E, all through switches A and B. Above, with "
    "credits only: B's buffer is full of packets for D, so is A's, and packets for E are stuck among "
    "them while E is idle. Below: the three sources for D are held back until together they match "
    "the rate of D; the buffers of A and B are mostly empty and packets for E pass.",
)
FULL = (["D", "D", "E", "D"], ["D", "D", "D", "D"])
FREE = (["", "", "D", "E"], ["", "", "E", "D"])


def draw(fig: Figure) -> None:
    panel(fig, 4, ("只有信用", "credits only"), FULL, held=False)
    panel(fig, 186, ("在源头压住去 D 的流", "held back at the source"), FREE, held=True)


def panel(fig: Figure, y: float, name: tuple[str, str], slots, *, held: bool) -> None:
    fig.text((2, y + 6), name, anchor="start", bold=True)
    y += 22
    sources = [node(fig, (1, y + i * 34, 66, 26), (f"源 {i + 1} → D", f"{i + 1} → D"), "d") for i in range(3)]  # fmt: skip
    victim = node(fig, (1, y + 106, 66, 26), ("源 4 → E", "4 → E"), "c")
    a, b = switch(fig, 118, y, "A", slots[0]), switch(fig, 238, y, "B", slots[1])
    for i, source in enumerate(sources):
        arrow(fig, source.right, a.at(0, 0.2 + 0.2 * i), kind="d", dashed=held)
    arrow(fig, victim.right, a.at(0, 0.85), kind="c", wide=held)
    arrow(fig, a.right, b.left, wide=held)
    d = node(fig, (340, y + 12, 58, 30), ("D：满", "D: full"), "d")
    words = ("E：在收", "E: busy") if held else ("E：空闲", "E: idle")
    e = node(fig, (340, y + 86, 58, 30), words, "c")
    arrow(fig, b.at(1, 0.2), d.left, kind="d")
    arrow(fig, b.at(1, 0.8), e.left, kind="c", dashed=not held, wide=held)


def switch(fig: Figure, x: float, y: float, name: str, slots: list[str]):
    frame = group(fig, (x, y, 74, 130), (f"交换机 {name}", f"switch {name}"))
    for i, slot in enumerate(slots):
        kind, hatch = {"D": ("d", "dots"), "E": ("c", "up"), "": ("p", "")}[slot]
        cell(fig, (x + 17, y + 28 + i * 24, 40, 20), slot, kind, hatch=hatch)
    return frame
