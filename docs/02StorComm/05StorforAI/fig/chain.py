"""3FS: a write along the chain, reads from any target of it."""

from coursekit.figures import Figure, arrow, node

TITLE = ("3FS 的写与读", "Writes and reads in 3FS")
DESC = (
    "上图是写：客户端把数据交给链头 A，A 传给 B，B 传给链尾 C，三台各收一份；C 提交之后，确认由 C 经 B 到 A，再到客户端。"
    "下图是读：三个客户端分别从 A、B、C 读同一块，三台的出口带宽都用上。",
    "Above, a write: the client hands the data to the head A, A to B, B to the tail C, and each receives a copy; "
    "when C has committed, the acknowledgement goes from C by B to A and to the client. Below, reads: three "
    "clients read the same chunk from A, B and C, so that all three send.",
)


def draw(fig: Figure) -> None:
    names = [("A（头）", "A (head)"), ("B", "B"), ("C（尾）", "C (tail)")]
    places = (118, 222, 326)
    fig.text((1, 10), ("写：每台各收一份，入口共走三遍", "write: each receives a copy, three in all"), anchor="start")
    chain = [node(fig, (1, 28, 72, 44), ("客户端", "client"), "e")]
    chain += [node(fig, (x, 28, 72, 44), n, "a") for x, n in zip(places, names, strict=True)]
    for one, two in zip(chain, chain[1:], strict=False):
        arrow(fig, one.at(1, 0.28), two.at(0, 0.28), kind="a", wide=True)
        arrow(fig, two.at(0, 0.75), one.at(1, 0.75), kind="d", dashed=True)
    fig.text((1, 90), ("实线：数据；虚线：提交后的确认", "solid: data; dashed: commit acknowledged"), anchor="start")

    words = ("读：哪一台都能答，三台的出口都用上", "read: any of them answers, all three send")
    fig.text((1, 124), words, anchor="start")
    for i, (x, name) in enumerate(zip(places, names, strict=True)):
        target = node(fig, (x, 142, 72, 32), name, "a")
        reader = node(fig, (x, 206, 72, 28), (f"客户端 {i}", f"client {i}"), "e")
        arrow(fig, target.at(0.5, 1), reader.at(0.5, 0), kind="a", wide=True)
