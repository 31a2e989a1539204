"""One tensor of the lab: written by four ranks, read back by two and by three."""

from coursekit.figures import Figure, arrow, cell

TITLE = ("四片写，两片或三片读", "Written in four, read in two or three")
DESC = (
    "全局张量有 1024 行，四个进程各写 256 行，存成四个文件。两个进程读时，进程 0 要 0 到 511 行，取前两个文件的整片；"
    "进程 1 要 512 到 1023 行，取后两个。三个进程读时，边界落在片的中间：进程 0 取文件 0 的整片和文件 1 的前 86 行，"
    "进程 1 取文件 1 的后 170 行和文件 2 的前 172 行，进程 2 取文件 2 的后 84 行和文件 3 的整片。",
    "The global tensor has 1024 rows; four ranks wrote 256 each, into four files. Of two readers rank 0 "
    "wants rows 0 to 511, the whole pieces of the first two files, and rank 1 rows 512 to 1023, those of "
    "the other two. With three readers the borders fall inside pieces: rank 0 takes all of file 0 and the "
    "first 86 rows of file 1, rank 1 the last 170 of file 1 and the first 172 of file 2, rank 2 the last "
    "84 of file 2 and all of file 3.",
)
ROWS = 1024
HIGH = 168  # units for all rows
THREE = (0, 342, 684, 1024)


def draw(fig: Figure) -> None:
    fig.text((70, 10), ("磁盘上的文件", "files on disk"))
    fig.text((200, 10), ("读出的行", "rows read"))
    fig.text((333, 10), ("读的进程", "readers"))
    panel(fig, 24, (0, 512, 1024))
    panel(fig, 24 + HIGH + 22, THREE)


def panel(fig: Figure, top: float, borders: tuple[int, ...]) -> None:
    """Four files at the left, the readers at the right, every piece read in between."""
    scale = HIGH / ROWS
    for file in range(4):
        cell(fig, (2, top + file * HIGH / 4, 136, HIGH / 4), f"__{file}_0.distcp", "a")
    for rank, (first, end) in enumerate(zip(borders, borders[1:])):
        hatch = ("", "up", "dots")[rank]
        kind = ("c", "d", "b")[rank]
        high = (end - first) * scale
        right = cell(fig, (270, top + first * scale, 126, high), (f"进程 {rank}", f"rank {rank}"), kind, hatch=hatch)
        for file in range(first // 256, (end - 1) // 256 + 1):
            low, up = max(first, file * 256), min(end, file * 256 + 256)
            middle = top + (low + up) / 2 * scale
            arrow(fig, (140, middle), (right.x - 2, middle), kind=kind)
            fig.text((204, middle - 8), f"{low}–{up - 1}")
