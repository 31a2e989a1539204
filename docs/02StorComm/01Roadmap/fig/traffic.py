"""Who sends to whom in training: tensor parallelism inside servers, data parallelism along numbers."""

from coursekit.figures import Cell, Figure, grid, legend

TITLE = ("训练的流量矩阵", "The traffic matrix of training")
DESC = (
    "16 行 16 列的矩阵，四台服务器各四张卡。对角线上四个 4 × 4 的方块是服务器内的张量并行；"
    "与对角线平行、相隔 4 的斜线是编号相同的卡之间的数据并行；其余 144 格为空。",
    "A matrix of 16 by 16, four servers with four cards each. Four blocks of 4 by 4 on the diagonal are "
    "tensor parallelism inside a server; lines parallel to the diagonal at a distance of 4 are data "
    "parallelism among cards of one number; the other 144 cells are empty.",
)
SERVERS = CARDS = 4
SIZE = 16


def draw(fig: Figure) -> None:
    total = SERVERS * CARDS
    cells = [[Cell("", *kind(i, j)) for j in range(total)] for i in range(total)]
    grid(fig, (64, 26), (SIZE, SIZE), cells)
    for server in range(SERVERS):
        middle = (server + 0.5) * CARDS * SIZE
        fig.text((64 + middle, 14), (f"服务器 {server}", f"server {server}"))
        fig.text((58, 26 + middle), (f"服务器 {server}", f"server {server}"), anchor="end")
    bottom = legend(fig, 330, 60, [(("张量", "tensor"), "a", "up")])
    bottom = legend(fig, 330, bottom, [(("数据", "data"), "d", "dots")])
    legend(fig, 330, bottom, [(("无", "none"), "p", "")])


def kind(i: int, j: int) -> tuple[str, str]:
    """Kind and hatching of what card i sends to card j."""
    if i == j:
        return "e", ""
    if i // CARDS == j // CARDS:
        return "a", "up"
    return ("d", "dots") if i % CARDS == j % CARDS else ("p", "")
