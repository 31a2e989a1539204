"""The fabric of the lab, with its addresses and AS numbers."""

from coursekit.figures import Figure, arrow, box, line, row

TITLE = ("实验的叶脊网", "The fabric of the lab")
DESC = (
    "上排四台脊交换机 spine1 到 spine4，同属 AS 65000；中排三台叶交换机 leaf1、leaf2、leaf3，各自的 AS 是 65011、65012、65013，每台叶与每台脊之间有一条链路。"
    "服务器 a 的地址是 10.1.1.10，只接 leaf1；服务器 b 的地址是 10.1.2.10，有两个网口，分别接 leaf2 与 leaf3。"
    "leaf1 与 spine1 之间的那条链路画得最粗，实验里切断的是它。脊 s 与叶 n 之间的子网是 10.0.s.2n/31，脊用其中的小地址。",
    "Four spine switches above, spine1 to spine4, all of AS 65000; three leaf switches below, leaf1, leaf2 and leaf3, of AS 65011, 65012 and 65013, with a link between every leaf and every spine. "
    "Server a, 10.1.1.10, is on leaf1 alone; server b, 10.1.2.10, has two ports, one on leaf2 and one on leaf3. "
    "The link between leaf1 and spine1, drawn thickest, is the one that the lab cuts. The subnet between spine s and leaf n is 10.0.s.2n/31, of which the spine has the lower address.",
)


def draw(fig: Figure) -> None:
    fig.text((2, 10), ("脊：同为 AS 65000", "spines: all of AS 65000"), anchor="start", bold=True)
    spines = row(fig, (10, 22, 380, 28), [f"spine{n}" for n in range(1, 5)], "b", 22)
    names = [f"leaf{n}" for n in range(1, 4)]
    leaves = [box(fig, (10 + 135 * n, 158, 110, 44), name, f"AS {65011 + n}", kind="a") for n, name in enumerate(names)]
    for spine in spines:
        for leaf in leaves:
            cut = spine is spines[0] and leaf is leaves[0]
            arrow(fig, leaf.top, spine.bottom, kind="d" if cut else "e", wide=cut, heads="both" if cut else "none")
    fig.text((2, 106), ("切断", "cut:"), anchor="start", bold=True)
    a = box(fig, (10, 262, 110, 44), "a", "10.1.1.10", kind="c")
    b = box(fig, (212, 262, 110, 44), "b", "10.1.2.10", kind="c")
    line(fig, leaves[0].bottom, a.top)
    fig.text((72, 220), "10.1.1.0/24", anchor="start")
    for leaf, x in zip(leaves[1:], (240, 294), strict=True):
        line(fig, leaf.bottom, (x, b.y))
    fig.text((220, 246), "10.2.2.0/31", anchor="end")
    fig.text((324, 246), "10.2.3.0/31", anchor="start")
    fig.text((2, 328), ("脊 s 与叶 n 之间：10.0.s.2n/31，小地址归脊", "spine s to leaf n: 10.0.s.2n/31, the spine is lower"), anchor="start")
