"""What the loss of one leaf takes away: whole servers by the rack, one NIC of each by the rail."""

from coursekit.figures import Figure, line, node, row

TITLE = ("坏一台叶交换机", "The loss of one leaf switch")
DESC = (
    "上图按机柜接：四台叶各接一台服务器的四张网卡，叶 1 坏了，服务器 1 的四张卡全断，其余三台不受影响。"
    "下图按轨道接：四台叶各接四台服务器同号的卡，叶 1 坏了，四台服务器的卡 1 各断网卡。",
    "Top, by the rack: four leaves with the four cards of one server each; with leaf 1 gone, all cards of "
    "server 1 are cut off and the other three servers untouched. Bottom, by the rail: four leaves with "
    "the cards of one number each; with leaf 1 gone, card 1 of every server has lost its NIC.",
)
N = 4


def draw(fig: Figure) -> None:
    wiring(fig, 0, ("按机柜：叶 1 坏，一台服务器全断", "by the rack: one server lost"), rail=False)
    wiring(fig, 186, ("按轨道：叶 1 坏，每台断一张网卡", "by the rail: one NIC lost in each"), rail=True)


def wiring(fig: Figure, top: float, title: tuple[str, str], *, rail: bool) -> None:
    """Four leaves above four servers; broken lines and hatched cards have lost their leaf."""
    fig.text((2, top + 10), title, anchor="start", bold=True)
    leaves = []
    for i in range(N):
        name = (f"叶 {i}", f"leaf {i}")
        leaves.append(node(fig, (22 + i * 98, top + 26, 62, 26), name, "d" if i == 1 else "b", hatch="up" if i == 1 else ""))
    for server in range(N):
        at = 4 + server * 98
        for card in range(N):
            lost = (card if rail else server) == 1
            rect = (at + card * 24, top + 118, 20, 24)
            box = node(fig, rect, str(card), "d" if lost else "a", hatch="up" if lost else "")
            leaf = leaves[card if rail else server]
            line(fig, box.top, leaf.at(0.2 + 0.2 * (server if rail else card), 1), dashed=lost)
        fig.text((at + 46, top + 156), (f"服务器 {server}", f"server {server}"))
