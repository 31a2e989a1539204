"""An order that is a function of the position: four ranks, then three, and no sample twice."""

import random

from coursekit.figures import Cell, Figure, grid, legend, note
from coursekit.figures.style import Hatch, Kind

BATCH = 12
KINDS: tuple[Kind, ...] = ("a", "c", "d", "b")
HATCHES: tuple[Hatch, ...] = ("", "up", "dots", "down")
TITLE = ("换卡数而次序不变", "Another number of ranks, the same order")
DESC = (
    "四行，每行是一步的 12 个位置，格里是样本编号，颜色与纹理是读它的进程。第 3、4 步由 4 个进程轮流取，故障之后第 5、6 步由 3 个进程轮流取。"
    "格里的编号与由谁来读无关，48 个位置上没有一个样本重复。",
    "Four rows, each with the 12 positions of a step; the cells hold sample numbers, colour and hatching "
    "say which rank reads them. Steps 3 and 4 are dealt to 4 ranks in turn; after a failure steps 5 and 6 "
    "are dealt to 3. The numbers do not depend on who reads them, and in 48 positions none comes twice.",
)


def draw(fig: Figure) -> None:
    order = random.Random(5).sample(range(100, 1000), 4 * BATCH)

    def rows(first: int, ranks: int) -> list[list[Cell]]:
        return [
            [
                Cell(str(order[at]), KINDS[at % BATCH % ranks], HATCHES[at % BATCH % ranks])
                for at in range(step * BATCH, step * BATCH + BATCH)
            ]
            for step in (first, first + 1)
        ]

    left, size = 52, (28.8, 26)
    grid(fig, (left, 4), size, rows(0, 4), rows=[("第 3 步", "step 3"), ("第 4 步", "step 4")])
    below = note(
        fig, left, 66, 344, ("故障：4 个进程变成 3 个，从第 5 步继续", "A failure: 4 ranks become 3 and go on at step 5")
    )
    grid(fig, (left, below + 6), size, rows(2, 3), rows=[("第 5 步", "step 5"), ("第 6 步", "step 6")])
    legend(
        fig,
        left,
        below + 72,
        [((f"进程 {i}", f"rank {i}"), KINDS[i], HATCHES[i]) for i in range(4)],
    )
