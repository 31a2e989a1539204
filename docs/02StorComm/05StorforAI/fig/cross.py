"""Resharding as the intersection of two splits of one tensor."""

from coursekit.figures import Figure, brace, cell

TITLE = ("两种切法的交", "Where two splits cross")
DESC = (
    "左图：一个张量按两列、两行切成 A、B、C、D 四片，由四个进程存下。右图：同一个张量由三个进程按行读取，各要三分之一。"
    "进程 0 要 A、B 的上部，进程 1 要四片各一段，进程 2 要 C、D 的下部：一共八块，每块在某一片里。",
    "Left: a tensor in two columns and two rows, pieces A, B, C and D, saved by four ranks. Right: the same "
    "tensor read by three ranks in rows, a third each. Rank 0 wants the upper part of A and B, rank 1 a "
    "stretch of all four, rank 2 the lower part of C and D: eight blocks, each within one piece.",
)
HIGH, WIDE = 156, 120
BORDERS = (0, 1 / 3, 2 / 3, 1)


def draw(fig: Figure) -> None:
    left, right, top = 20, 170, 30
    fig.text((left + WIDE / 2, 10), ("保存时", "as saved"))
    fig.text((right + WIDE / 2, 10), ("读取时", "as read"))
    for row in range(2):
        for column in range(2):
            name = "ABCD"[2 * row + column]
            cell(fig, (left + column * WIDE / 2, top + row * HIGH / 2, WIDE / 2, HIGH / 2), name, "a")
    for rank in range(3):
        low, up = BORDERS[rank], BORDERS[rank + 1]
        kind, hatch = (("c", ""), ("d", "up"), ("b", "dots"))[rank]
        for row in range(2):
            first, end = max(low, row / 2), min(up, row / 2 + 0.5)
            for column in range(2):
                if first < end:
                    rect = (right + column * WIDE / 2, top + first * HIGH, WIDE / 2, (end - first) * HIGH)
                    cell(fig, rect, "ABCD"[2 * row + column], kind, hatch=hatch)
        middle = top + (low + up) / 2 * HIGH
        pieces = ("2 块", "2 blocks"), ("4 块", "4 blocks"), ("2 块", "2 blocks")
        fig.text((right + WIDE + 12, middle - 8), (f"进程 {rank}", f"rank {rank}"), anchor="start")
        fig.text((right + WIDE + 12, middle + 10), pieces[rank], anchor="start")
    brace(fig, (left, top + HIGH + 6), (left + WIDE, top + HIGH + 6), ("4 片", "4 pieces"), "below")
    brace(fig, (right, top + HIGH + 6), (right + WIDE, top + HIGH + 6), ("8 块", "8 blocks"), "below")
