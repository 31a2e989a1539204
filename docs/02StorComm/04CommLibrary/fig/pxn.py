"""All-to-all from one node to card 3 of another: without and with PXN."""

from coursekit.figures import Box, Figure, Kind, arrow, line, node, row

TITLE = ("PXN：先换到同轨的卡，再合成一条消息", "PXN: change to the card on the rail, then send one message")
DESC = (
    "上半不用 PXN：节点 A 的四张卡各有一份要给节点 B 的卡 3，各走自己的网卡与叶交换机；前三份经脊到叶 3，网络上共四条小消息。"
    "下半用 PXN：卡 0、1、2 先经 NVLink 把各自的一份写给卡 3，卡 3 合成一条消息，只过叶 3，脊上没有流量。",
    "Above, without PXN: each of four cards in node A has a share for card 3 of node B and uses its "
    "own NIC and leaf; three of them reach leaf 3 through the spine, and four small messages are "
    "sent. Below, with PXN: cards 0, 1 and 2 write their shares to card 3 over NVLink, which sends "
    "all four as one message through leaf 3 alone; nothing crosses the spine.",
)


def draw(fig: Figure) -> None:
    fig.text((2, 8), ("不用 PXN：4 条小消息，3 条过脊", "without PXN: 4 small messages, 3 over the spine"), anchor="start", bold=True)
    a = cards(fig, 40, "A")
    leaves = rails(fig, 96)
    b = cards(fig, 204, "B")
    spine = node(fig, (50, 150, 240, 26), ("脊", "spine"), "e")
    for i in range(4):
        arrow(fig, a[i].bottom, leaves[i].top, kind="d")
    for i in range(3):
        x = leaves[i].bottom[0]
        arrow(fig, leaves[i].bottom, (x, spine.y), kind="d")
    up(fig, spine, leaves[3], "d")
    down = leaves[3].at(0.75, 1)[0]
    for shift in (-9, -3, 3, 9):
        arrow(fig, (down + shift, 124), (down + shift, 204), kind="d")
    y = 262
    fig.text((2, y + 8), ("用 PXN：1 条大消息，不过脊", "with PXN: 1 large message, none over the spine"), anchor="start", bold=True)
    a = cards(fig, y + 32, "A")
    inside = node(fig, (50, y + 84, 240, 26), ("节点 A 的 NVLink", "NVLink in node A"), "c")
    leaves = rails(fig, y + 136)
    b = cards(fig, y + 190, "B")
    for i in range(3):
        arrow(fig, a[i].bottom, (a[i].bottom[0], inside.y), kind="c")
    up(fig, inside, a[3], "c")
    down = a[3].at(0.75, 1)[0]
    arrow(fig, (down, y + 60), (down, y + 136), kind="a", wide=True)
    arrow(fig, (down, y + 164), (down, y + 190), kind="a", wide=True)


def up(fig: Figure, start: Box, end: Box, kind: Kind) -> None:
    """From the right side of one box to the bottom of another above it."""
    x, y = end.at(0.25, 1)[0], start.right[1]
    line(fig, start.right, (x, y), kind=kind)
    arrow(fig, (x, y), (x, end.bottom[1]), kind=kind)


def cards(fig: Figure, y: float, name: str) -> list[Box]:
    fig.text((20, y + 14), name, bold=True)
    return row(fig, (44, y, 352, 28), [(f"卡 {i}", f"GPU {i}") for i in range(4)], "a", 12)


def rails(fig: Figure, y: float) -> list[Box]:
    return row(fig, (44, y, 352, 28), [(f"叶 {i}", f"leaf {i}") for i in range(4)], "b", 12)
