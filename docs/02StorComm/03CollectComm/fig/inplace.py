"""Where input and output of rank 2 of four lie in memory when an operation works in place."""

from coursekit.figures import Cell, Figure, grid, legend

TITLE = ("就地操作时的缓冲区", "Buffers of operations in place")
DESC = (
    "六行，每行是卡 2 的一段内存，从左到右是块 0 到块 3。"
    "NCCL AllReduce：四块既是输入又是输出。NCCL AllGather：四块都是输出，只有块 2 同时是输入。"
    "NCCL ReduceScatter：四块都是输入，只有块 2 同时是输出。"
    "MPI_Reduce_scatter 就地：四块都是输入，输出在最前面的块 0。"
    "MPI_Alltoallv 就地：四块既是输入又是输出。NCCL AlltoAll：不支持就地，输入与输出是两段内存。",
    "Six rows, each memory of rank 2, blocks 0 to 3 from left to right. NCCL AllReduce: all four are "
    "input and output. NCCL AllGather: all four are output, block 2 alone is input too. NCCL "
    "ReduceScatter: all four are input, block 2 alone is output too. MPI_Reduce_scatter in "
    "place: all four are input, the output is the first, block 0. MPI_Alltoallv in place: all four "
    "are input and output. NCCL AlltoAll: not supported in place, two stretches of memory.",
)
IN, OUT, BOTH = Cell("in", "a"), Cell("out", "c", "up"), Cell("in, out", "d", "dots")
ROWS = [
    (("NCCL AllReduce", "NCCL AllReduce"), [BOTH] * 4),
    (("NCCL AllGather", "NCCL AllGather"), [OUT, OUT, BOTH, OUT]),
    (("NCCL ReduceScatter", "NCCL ReduceScatter"), [IN, IN, BOTH, IN]),
    (("MPI_Reduce_scatter", "MPI_Reduce_scatter"), [BOTH, IN, IN, IN]),
    (("MPI_Alltoallv", "MPI_Alltoallv"), [BOTH] * 4),
]


def draw(fig: Figure) -> None:
    y = 26.0
    for at, (name, cells) in enumerate(ROWS):
        columns = [(f"块 {n}", f"block {n}") for n in range(4)] if at == 0 else ()
        grid(fig, (178, y), (54, 24), [cells], [name], columns)
        y += 34
    grid(fig, (178, y), (54, 24), [[IN] * 4, [OUT] * 4])
    fig.text((172, y + 24), ("NCCL AlltoAll：两段", "NCCL AlltoAll: two"), anchor="end")
    entries = [
        (("输入 in", "input"), "a", ""),
        (("输出 out", "output"), "c", "up"),
        (("两者都是", "both"), "d", "dots"),
    ]
    legend(fig, 2, y + 58, entries)
