"""Where the data of a reduction can be, and which primitive leads from one place to the other."""

from coursekit.figures import Figure, arrow, box, note

TITLE = ("原语之间的恒等式", "Identities between primitives")
DESC = (
    "四个方框是数据所处的四种位置，箭头是把一种变成另一种的原语。"
    "上：每张卡有一份完整而不同的向量。左：和全在一张卡上。右：和的各块分散在各卡。下：每张卡都有完整的和。"
    "从上到左是 Reduce，从上到右是 ReduceScatter，从左到下是 Broadcast，从右到下是 AllGather，"
    "从左到右是 Scatter，从右到左是 Gather，从上直接到下是 AllReduce。起点与终点相同的路径结果相同。",
    "Four boxes are places where data can be, arrows the primitives that turn one into another. Top: "
    "every rank has a whole vector of its own. Left: the sum is on one rank. Right: the blocks of "
    "the sum are spread over the ranks. Bottom: every rank has the whole sum. Top to left is Reduce, "
    "top to right ReduceScatter, left to bottom Broadcast, right to bottom AllGather, left to right "
    "Scatter, right to left Gather, and straight from top to bottom AllReduce. Paths with the same "
    "ends give the same result.",
)


def draw(fig: Figure) -> None:
    top = box(fig, (2, 2, 396, 44), ("每张卡有一份，各不相同", "every rank has a vector of its own"), kind="a")
    left = box(fig, (2, 112, 118, 62), ("和在一张卡上", "the sum on one rank"), kind="d")
    right = box(fig, (202, 112, 118, 62), ("和的各块分在各卡", "its blocks over the ranks"), kind="b")
    bottom = box(fig, (2, 240, 396, 44), ("每张卡都有完整的和", "every rank has the whole sum"), kind="c")
    arrow(fig, (61, 46), left.top, ("Reduce", "reduce"), "right")
    arrow(fig, (261, 46), right.top, ("ReduceScatter", "reduce-scatter"), "left")
    arrow(fig, left.bottom, (61, 240), ("Broadcast", "broadcast"), "right")
    arrow(fig, right.bottom, (261, 240), ("AllGather", "all-gather"), "left")
    arrow(fig, (120, 130), (202, 130), ("Scatter", "scatter"), "above")
    arrow(fig, (202, 156), (120, 156), ("Gather", "gather"), "below")
    arrow(fig, (362, 46), (362, 240), ("AllReduce", "all-reduce"), "on")
    note(fig, 2, 294, 396, (
        "两条路径首尾相同，结果就相同，代价未必相同。",
        "Two paths with the same ends give the same result, not at the same cost.",
    ))  # fmt: skip
