"""Fat-tree, dragonfly and torus, and where each has its long cables."""

from coursekit.figures import Box, Figure, cell, group, line, node, note, row

TITLE = ("三种拓扑的长缆在哪里", "Where three topologies have their long cables")
DESC = (
    "上中下三幅小图，虚线是出机柜的长缆，实线是短缆。胖树：四台叶连到四台汇聚，再连到两台核心，"
    "汇聚到核心全是长缆。Dragonfly：四个组，组内全互联，每两组之间一条长缆。"
    "环面：四列三行的节点，只与邻居相连，边上的绕回另一侧，中间一列跨机柜的是长缆。右边写着每端点的链路与弱点。",
    "Three small drawings one above the other; dashed lines are long cables that leave the "
    "cabinet, solid ones are short. Fat-tree: four leaves connect to four aggregation switches "
    "and those to two cores, all of the latter by long cables. Dragonfly: four groups, fully meshed "
    "inside, a long cable between each two. Torus: four columns and three rows of nodes connected to "
    "neighbours only, the edges wrap round, and the links across the cabinets are long. Beside them "
    "the links per endpoint and the weak point.",
)
LONG = {"kind": "d", "dashed": True}
SIDE = 262


def draw(fig: Figure) -> None:
    tree(fig, 4)
    dragonfly(fig, 156)
    torus(fig, 308)


def tree(fig: Figure, y: float) -> None:
    cores = row(fig, (50, y, 150, 24), [("核心", "core")] * 2, "b", 30)
    mids = row(fig, (4, y + 52, 242, 24), [("汇聚", "agg")] * 4, "b", 12)
    leaves = row(fig, (4, y + 104, 242, 24), [("叶", "leaf")] * 4, "a", 12)
    for i, mid in enumerate(mids):
        for j, core in enumerate(cores):
            line(fig, core.at((i + 1) / 5, 1), mid.at((j + 1) / 3, 0), **LONG)
    for pod in (0, 2):
        for i in (pod, pod + 1):
            for j in (pod, pod + 1):
                line(fig, mids[i].at((j - pod + 1) / 3, 1), leaves[j].at((i - pod + 1) / 3, 0))
    fig.text((SIDE, y + 12), ("胖树", "fat-tree"), anchor="start", bold=True)
    note(fig, SIDE, y + 26, 136, ("每端点 2 条交换机间链路，越往上越长；任何两点带宽相同", "2 links between switches per endpoint; equal bandwidth for any two"))  # fmt: skip


def dragonfly(fig: Figure, y: float) -> None:
    spots = [(4, y), (166, y), (4, y + 84), (166, y + 84)]
    boxes = []
    for i, (x, top) in enumerate(spots):
        boxes.append(group(fig, (x, top, 80, 52), (f"组 {i + 1}", f"group {i + 1}")))
        three = [cell(fig, (x + 8 + k * 24, top + 26, 16, 16), "", "b") for k in range(3)]
        line(fig, three[0].right, three[1].left)
        line(fig, three[1].right, three[2].left)
        bow = top + 47
        line(fig, three[0].bottom, (three[0].bottom[0], bow), (three[2].bottom[0], bow), three[2].bottom)  # fmt: skip
    one, two, three, four = boxes
    line(fig, one.right, two.left, **LONG)
    line(fig, three.right, four.left, **LONG)
    line(fig, one.bottom, three.top, **LONG)
    line(fig, two.bottom, four.top, **LONG)
    line(fig, one.at(1, 1), four.at(0, 0), **LONG)
    line(fig, two.at(0, 1), three.at(1, 0), **LONG)
    fig.text((SIDE, y + 12), ("Dragonfly", "dragonfly"), anchor="start", bold=True)
    note(fig, SIDE, y + 26, 136, ("Frontier：每端点 0.29 条长链路；两组之间窄，要绕行", "Frontier: 0.29 long links per endpoint; narrow between two groups, needs detours"))  # fmt: skip


def torus(fig: Figure, y: float) -> None:
    at: dict[tuple[int, int], Box] = {}
    for r in range(3):
        for c in range(4):
            at[r, c] = node(fig, (20 + c * 58, y + 10 + r * 44, 30, 24), "", "c")
    for r in range(3):
        for c in range(3):
            look = LONG if c == 1 else {}
            line(fig, at[r, c].right, at[r, c + 1].left, **look)
        left, right = at[r, 0].left, at[r, 3].right
        line(fig, (left[0] - 16, left[1]), left, **LONG)
        line(fig, right, (right[0] + 16, right[1]), **LONG)
    for c in range(4):
        for r in range(2):
            line(fig, at[r, c].bottom, at[r + 1, c].top)
        top, bottom = at[0, c].top, at[2, c].bottom
        line(fig, (top[0], top[1] - 10), top)
        line(fig, bottom, (bottom[0], bottom[1] + 10))
    fig.text((SIDE, y + 12), ("环面", "torus"), anchor="start", bold=True)
    note(fig, SIDE, y + 26, 136, ("没有交换机；TofuD 的光链路占四分之一；越远跳数越多", "no switches; a quarter of TofuD's links are optical; more hops with distance"))  # fmt: skip
    line(fig, (SIDE, y + 134), (SIDE + 24, y + 134), **LONG)
    fig.text((SIDE + 30, y + 134), ("长缆", "long cable"), anchor="start")
