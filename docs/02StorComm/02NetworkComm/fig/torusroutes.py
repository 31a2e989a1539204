"""A 4 by 4 torus: a route by dimension order, and the cut that severs every ring of four twice."""

from coursekit.figures import Figure, arrow, cell, line

TITLE = ("二维环面里的路与切口", "A route and the cut in a 2D torus")
DESC = (
    "4 × 4 个节点，同一行、同一列首尾相连，四边伸出的短线是绕回的链路。从左上角到第三行最右，先沿行往左绕回一跳，"
    "再沿列往下两跳，共三跳。竖直的虚线切口从中间切断四行，绕回处又切断四行，共八条。",
    "Four by four nodes; rows and columns close into rings by the stubs at the edges. From the top left to the "
    "right of the third row the route wraps left by one hop and then goes down two, three in all. The dashed cut "
    "severs the four rows in the middle and again where they wrap around, eight links.",
)
X, Y, STEP, W, H = 62, 40, 76, 40, 28


def draw(fig: Figure) -> None:
    xs = [X + STEP * i for i in range(4)]
    ys = [Y + 56 * i for i in range(4)]
    nodes = [[cell(fig, (x, y, W, H), f"{r},{c}", "a" if (r, c) in ROUTE else "p") for c, x in enumerate(xs)]
             for r, y in enumerate(ys)]  # fmt: skip
    for r in range(4):
        for c in range(3):
            line(fig, nodes[r][c].right, nodes[r][c + 1].left)
        if r:
            line(fig, nodes[r][0].left, (X - 34, nodes[r][0].left[1]))
            line(fig, nodes[r][3].right, (xs[3] + W + 34, nodes[r][3].right[1]))
    for c in range(4):
        line(fig, nodes[0][c].top, (nodes[0][c].top[0], Y - 16))
        line(fig, nodes[3][c].bottom, (nodes[3][c].bottom[0], ys[3] + H + 16))
        for r in range(3):
            if not (c == 3 and r < 2):
                line(fig, nodes[r][c].bottom, nodes[r + 1][c].top)
    way = {"kind": "d", "wide": True}
    arrow(fig, nodes[0][0].left, (X - 34, nodes[0][0].left[1]), **way)
    arrow(fig, (xs[3] + W + 34, nodes[0][3].right[1]), nodes[0][3].right, **way)
    arrow(fig, nodes[0][3].bottom, nodes[1][3].top, **way)
    arrow(fig, nodes[1][3].bottom, nodes[2][3].top, **way)
    for x in (xs[1] + W + 18, xs[3] + W + 20):
        line(fig, (x, 14), (x, ys[3] + H + 24), kind="b", dashed=True)
    fig.text((xs[1] + W + 18, ys[3] + H + 38), ("切口：每行断两处，共 8 条", "the cut: each row severed twice, 8 links"))


ROUTE = {(0, 0), (0, 3), (1, 3), (2, 3)}
