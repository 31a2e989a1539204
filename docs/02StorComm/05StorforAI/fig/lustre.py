"""A read from Lustre: the name from the MDS, the stripes from four OSTs at once."""

from coursekit.figures import Cell, Figure, Kind, arrow, box, grid, line, node

TITLE = ("Lustre 的一次读", "A read from Lustre")
DESC = (
    "左边是客户端。① 向右上方的 MDS 打开文件，② 取回布局：4 个 OST，条带 1 MiB。③ 客户端直接同四个 OST 读写，"
    "OST 0 存第 0、4 段，OST 1 存第 1、5 段，OST 2 存第 2、6 段，OST 3 存第 3、7 段，每个 OST 各管自己那些段的锁。"
    "下方是文件的八段，轮流落在四个 OST 上。",
    "On the left the client. ① It opens the file at the MDS, top right, and ② gets the layout: 4 OSTs, stripes of "
    "1 MiB. ③ It then reads and writes at four OSTs directly: OST 0 has segments 0 and 4, OST 1 has 1 and 5, OST 2 "
    "has 2 and 6, OST 3 has 3 and 7, each with the locks for its own. Below, the eight segments of the file in turn "
    "on the four OSTs.",
)
KINDS: tuple[Kind, ...] = ("a", "b", "c", "d")


def draw(fig: Figure) -> None:
    client = box(fig, (1, 84, 104, 72), ("客户端", "client"), ("按布局自己算", "works out where"), "e")
    mds = box(fig, (226, 1, 172, 56), "MDS", ("名字、布局、路径的锁", "names, layouts, path locks"), "e")
    line(fig, (32, 84), (32, 14))
    arrow(fig, (32, 14), (226, 14))
    fig.text((130, 6), ("① 打开", "① open"))
    line(fig, (226, 38), (74, 38), dashed=True)
    arrow(fig, (74, 38), (74, 84), dashed=True)
    fig.text((150, 52), ("② 布局", "② layout"))
    for i, kind in enumerate(KINDS):
        words = (f"OST {i}：第 {i}、{i + 4} 段，锁", f"OST {i}: {i}, {i + 4}, locks")
        target = node(fig, (226, 78 + 34 * i, 172, 28), words, kind)
        arrow(fig, client.at(1, 0.2 + 0.2 * i), target.left, heads="both", kind=kind)
    fig.text((122, 186), ("③ 直接读写", "③ reads, writes"))
    cells = [[Cell(str(i), KINDS[i % 4]) for i in range(8)]]
    grid(fig, (62, 230), (42, 24), cells, [("文件", "file")])
