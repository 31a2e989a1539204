"""A write that does not lie on the blocks of the medium, and one that does."""

from coursekit.figures import Cell, Figure, grid, legend

TITLE = ("没对齐的写", "A write that is not aligned")
DESC = (
    "两行各四个 4 KiB 的介质块，每块分成两半。上一行，4 KiB 的写从 2 KiB 处开始，落在第 1 块的后半与第 2 块的前半："
    "两块都要先读出，改一半，再整块写回。下一行，同样 4 KiB 的写从 4 KiB 处开始，恰好是第 2 块，只写不读。",
    "Two rows of four 4 KiB blocks of the medium, each in two halves. Above, a write of 4 KiB begins at 2 KiB and "
    "covers the second half of block 1 and the first half of block 2: both are read, changed by half and written "
    "whole. Below, the same 4 KiB begin at 4 KiB and are exactly block 2: written without a read.",
)


def draw(fig: Figure) -> None:
    left, top, size = 26, 44, (44, 30)
    rows = (
        ([Cell("", "d", "down"), Cell("", "a"), Cell("", "a"), Cell("", "d", "down")], ("从 2 KiB 处写 4 KiB：读 2 块，写 2 块", "4 KiB at 2 KiB: 2 blocks read, 2 written")),
        ([Cell("", "p"), Cell("", "p"), Cell("", "a"), Cell("", "a")], ("从 4 KiB 处写 4 KiB：写 1 块", "4 KiB at 4 KiB: 1 block written")),
    )
    for at, (cells, words) in enumerate(rows):
        y = top + at * 86
        fig.text((left + 4 * size[0], y - 14), words)
        grid(fig, (left, y), size, [cells + [Cell("", "p")] * 4])
        for block in range(4):
            fig.text((left + (2 * block + 1) * size[0], y + size[1] + 13), (f"块 {block + 1}", f"block {block + 1}"))
    legend(fig, 0, top + 154, [
        (("要写的数据", "data to be written"), "a", ""),
        (("先读出、原样写回", "read first, written back"), "d", "down"),
        (("不动", "untouched"), "p", ""),
    ])  # fmt: skip
