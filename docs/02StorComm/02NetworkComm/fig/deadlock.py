"""A cycle of full buffers, each waiting for the next; and the turn that makes such a cycle."""

from coursekit.figures import Figure, arrow, box, node

TITLE = ("PFC 死锁：缓冲等成一个环", "PFC deadlock: buffers waiting in a circle")
DESC = (
    "上图：四台交换机排成一圈，每台的缓冲都满；数据要顺时针往下一台去，暂停帧逆时针发给上一台，谁也发不出去。"
    "下图：两台叶与两台脊。流 1 从叶 A 经脊 1 下到叶 B，因为往主机的链路断了又上到脊 2，再下到叶 A；"
    "流 2 反过来。「先下后上」的那一转使两条流的缓冲首尾相接。",
    "Above: four switches in a circle, the buffer of each full; data wants to go on clockwise and pauses go back "
    "anticlockwise, so none can send. Below: two leaves and two spines. Flow 1 goes from leaf A by spine 1 down to "
    "leaf B and, as the link to its host is down, up again to spine 2 and down to leaf A; flow 2 the other way "
    "round. The turn from down to up joins the buffers of both in a circle.",
)


def draw(fig: Figure) -> None:
    places = [(10, 22), (246, 22), (246, 112), (10, 112)]
    boxes = [
        box(fig, (x, y, 144, 48), (f"交换机 {i + 1}", f"switch {i + 1}"), ("缓冲满", "buffer full"), "d")
        for i, (x, y) in enumerate(places)
    ]
    one, two, three, four = boxes
    arrow(fig, one.at(1, 0.25), two.at(0, 0.25), ("数据", "data"), kind="a")
    arrow(fig, two.at(0, 0.8), one.at(1, 0.8), ("暂停", "pause"), "below", kind="d", dashed=True)
    arrow(fig, two.at(0.7, 1), three.at(0.7, 0), kind="a")
    arrow(fig, three.at(0.3, 0), two.at(0.3, 1), kind="d", dashed=True)
    arrow(fig, three.at(0, 0.75), four.at(1, 0.75), ("数据", "data"), "below", kind="a")
    arrow(fig, four.at(1, 0.2), three.at(0, 0.2), ("暂停", "pause"), kind="d", dashed=True)
    arrow(fig, four.at(0.3, 0), one.at(0.3, 1), kind="a")
    arrow(fig, one.at(0.7, 1), four.at(0.7, 0), kind="d", dashed=True)

    left = node(fig, (60, 206, 110, 28), ("脊 1", "spine 1"), "b")
    right = node(fig, (230, 206, 110, 28), ("脊 2", "spine 2"), "b")
    a = node(fig, (60, 296, 110, 28), ("叶 A", "leaf A"), "c")
    b = node(fig, (230, 296, 110, 28), ("叶 B", "leaf B"), "c")
    arrow(fig, a.at(0.3, 0), left.at(0.3, 1), kind="a")
    arrow(fig, left.at(0.8, 1), b.at(0.15, 0), kind="a")
    arrow(fig, b.at(0.7, 0), right.at(0.7, 1), kind="a")
    arrow(fig, right.at(0.2, 1), a.at(0.85, 0), kind="a")
    fig.text((40, 265), ("上", "up"))
    fig.text((334, 265), ("又上", "up again"), anchor="start")
    fig.text((285, 340), ("先下后上的一转在这里", "the turn from down to up"))
    fig.text((115, 340), ("另一条流同样", "and the other flow's"))
