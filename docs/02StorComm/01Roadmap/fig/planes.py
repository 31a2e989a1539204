"""Four planes for four card numbers: each NIC in a network of its own, and a way across planes."""

from coursekit.figures import Box, Figure, arrow, box, line, node, row

TITLE = ("多平面网络", "A network of several planes")
DESC = (
    "上方是四张互不相连的两层网，平面 0 到 3；下方两台服务器各四张卡，编号 i 的卡都接到平面 i。"
    "从服务器 A 的卡 0 到服务器 B 的卡 3：先经 A 的机内互联转到卡 3，再过平面 3。",
    "Four separate two-tier networks at the top, planes 0 to 3; two servers with four cards each below, "
    "card i of either connected to plane i. From card 0 of server A to card 3 of server B, the way leads "
    "through the links inside A to card 3 and then through plane 3.",
)
WAY = {"kind": "d", "wide": True}


def draw(fig: Figure) -> None:
    planes = row(fig, (10, 8, 380, 44), [(f"平面 {i}", f"plane {i}") for i in range(4)], "b", 20)
    a, inside_a = server(fig, 1, "A")
    b, inside_b = server(fig, 205, "B")
    for i, plane in enumerate(planes):
        if i < 3:
            line(fig, plane.at(0.35, 1), a[i].top)
            line(fig, plane.at(0.65, 1), b[i].top)
        line(fig, b[i].bottom, (b[i].bottom[0], inside_b.y))
    for card in a[1:3]:
        line(fig, card.bottom, (card.bottom[0], inside_a.y))
    arrow(fig, a[0].bottom, (a[0].bottom[0], inside_a.y), **WAY)
    arrow(fig, (a[3].bottom[0], inside_a.y), a[3].bottom, **WAY)
    arrow(fig, a[3].top, planes[3].at(0.35, 1), **WAY)
    arrow(fig, planes[3].at(0.65, 1), b[3].top, **WAY)
    arrow(fig, (4, 262), (40, 262), **WAY)
    fig.text((48, 262), ("A 的卡 0 → B 的卡 3：先换卡，再出网", "A's card 0 → B's card 3: swap, then leave"), anchor="start")


def server(fig: Figure, x: float, name: str) -> tuple[list[Box], Box]:
    """Four cards and what connects them."""
    box(fig, (x, 140, 194, 100), kind="p", dashed=True)
    cards = row(fig, (x + 8, 148, 178, 28), [(f"卡 {i}", str(i)) for i in range(4)], "a", 6)
    within = (f"服务器 {name} 机内互联", f"links in server {name}")
    return cards, node(fig, (x + 8, 204, 178, 28), within, "c")
