"""A mesh of two by four ranks: a tp group is a row, a dp group a column."""

from coursekit.figures import Cell, Figure, brace, grid, note

TITLE = ("2 × 4 的网格", "A mesh of 2 × 4")
DESC = (
    "两行四列的格子，格里是进程序号。第一行 0 到 3，第二行 4 到 7。每一行是一个 tp 组，行内序号相邻，放在同一个节点；"
    "每一列是一个 dp 组，如 0 与 4，跨两个节点。",
    "Two rows of four cells with ranks in them: 0 to 3 in the first row, 4 to 7 in the second. A row is a "
    "tp group, with neighbouring numbers, in one node; a column is a dp group, such as 0 and 4, across two nodes.",
)


def draw(fig: Figure) -> None:
    left, top, width, height = 118, 60, 60, 44
    cells = [
        [Cell(str(4 * row + column), "ac"[row], ("", "up")[row]) for column in range(4)]
        for row in range(2)
    ]
    rows = [("节点 0：tp 组", "node 0: tp group"), ("节点 1：tp 组", "node 1: tp group")]
    grid(fig, (left, top), (width, height), cells, rows, [str(column) for column in range(4)])
    brace(fig, (left, 34), (left + 4 * width, 34), ("tp 维的坐标", "coordinate in tp"), "above")
    for column in range(4):
        middle = left + (column + 0.5) * width
        fig.text((middle, top + 2 * height + 18), "dp", bold=True)
    words = (
        "一列是一个 dp 组，如 0 与 4。每个进程恰好在一个 tp 组和一个 dp 组里。",
        "A column is a dp group, such as 0 and 4. Each rank is in one tp group and one dp group.",
    )
    note(fig, 6, top + 2 * height + 36, 388, words)
