"""Three ways to join the cards of a server: through a switch, each with each, and a PCIe tree."""

from coursekit.figures import Figure, line, node, row

TITLE = ("机内的三种接法", "Three ways to join the cards of a server")
DESC = (
    "上图：四张卡都接到一台交换机，任意一对之间可用卡的全部链路。"
    "中图：四张卡两两直连，六条线，一对之间只有一条。"
    "下图：卡 0、1 与网卡接在左 PCIe 交换机下，卡 2、3 接在右交换机下，两台交换机经处理器相连，跨侧的流量共用这一段。",
    "Top: four cards connect to one switch, and any pair may use all links of a card. Middle: four cards "
    "joined each with each by six lines, a single one for a pair. Bottom: cards 0 and 1 and a NIC under "
    "the left PCIe switch, cards 2 and 3 under the right one; the switches meet at the processors, and "
    "all traffic between the sides shares that way.",
)


def draw(fig: Figure) -> None:
    fig.text((2, 10), ("交换机：任意一对用满全部链路", "switch: any pair uses all links"), anchor="start", bold=True)
    cards = row(fig, (10, 26, 380, 28), [(f"卡 {i}", f"card {i}") for i in range(4)], "a", 28)
    switch = node(fig, (10, 92, 380, 28), ("NVSwitch", "NVSwitch"), "e")
    for card in cards:
        for at in (0.3, 0.5, 0.7):
            line(fig, card.at(at, 1), (card.at(at, 1)[0], switch.y))

    fig.text((2, 150), ("全互联：每一对一条", "each with each: one link a pair"), anchor="start", bold=True)
    up = row(fig, (100, 166, 200, 28), [(f"卡 {i}", f"card {i}") for i in (0, 1)], "a", 80)
    down = row(fig, (100, 234, 200, 28), [(f"卡 {i}", f"card {i}") for i in (2, 3)], "a", 80)
    line(fig, up[0].right, up[1].left)
    line(fig, down[0].right, down[1].left)
    line(fig, up[0].bottom, down[0].top)
    line(fig, up[1].bottom, down[1].top)
    line(fig, up[0].at(1, 1), down[1].at(0, 0))
    line(fig, up[1].at(0, 1), down[0].at(1, 0))

    fig.text((2, 292), ("PCIe 树：跨侧共用处理器一段", "PCIe tree: one way between the sides"), anchor="start", bold=True)
    cpu = node(fig, (120, 308, 160, 28), ("处理器", "processors"), "e")
    left = node(fig, (10, 366, 180, 28), ("PCIe 交换机", "PCIe switch"), "b")
    right = node(fig, (210, 366, 180, 28), ("PCIe 交换机", "PCIe switch"), "b")
    line(fig, left.top, cpu.at(0.25, 1))
    line(fig, right.top, cpu.at(0.75, 1))
    under = row(fig, (10, 424, 180, 28), [("卡 0", "card 0"), ("卡 1", "card 1"), ("网卡", "NIC")], "a", 8)
    beside = row(fig, (230, 424, 140, 28), [("卡 2", "card 2"), ("卡 3", "card 3")], "a", 20)
    for box, parent in [*((b, left) for b in under), *((b, right) for b in beside)]:
        line(fig, box.top, (box.top[0], parent.y + parent.h))
