"""From the call to the wire: slots and counters, within a node and between nodes."""

from coursekit.figures import Cell, Figure, arrow, box, grid, group, node

SLOTS = 8
TITLE = ("从 ncclAllReduce 到线上", "From ncclAllReduce to the wire")
DESC = (
    "上方三步：调用，挑算法、协议与通道，核函数入流。中间是同一节点：GPU 0 的线程块经 NVLink 写进 GPU 1 显存里的 8 个槽，"
    "并递增 tail；GPU 1 的线程块取走后递增 head，归还槽。下方是跨节点：GPU 0 的线程块写进本地的 8 个槽，"
    "代理线程轮询 tail，让网卡把槽里的数据发到对面的 8 个槽，对面的代理线程替发方递增 tail，GPU 8 的线程块照常取走。"
    "数据不经过代理线程。",
    "Above, three steps: the call, the choice of algorithm, protocol and channels, the kernel put "
    "into the stream. In the middle, one node: a thread block of GPU 0 writes over NVLink into eight "
    "slots in the memory of GPU 1 and raises the tail; the thread block of GPU 1 takes the data and "
    "raises the head, which gives the slot back. Below, between nodes: the block of GPU 0 writes "
    "into eight slots of its own, a proxy thread polls the tail and has the NIC send them into "
    "eight slots on the other side, where the other proxy raises the tail, and the block of GPU 8 "
    "takes the data as usual. Data never pass through a proxy.",
)


def draw(fig: Figure) -> None:
    steps = [
        node(fig, (2, 2, 104, 28), "ncclAllReduce", "e"),
        node(fig, (140, 2, 128, 28), ("算法、协议、通道", "algorithm, protocol"), "e"),
        node(fig, (302, 2, 96, 28), ("核函数入流", "launch kernel"), "e"),
    ]
    for one, two in zip(steps, steps[1:]):
        arrow(fig, one.right, two.left)
    group(fig, (2, 44, 396, 112), ("同一节点（P2P）", "within a node (P2P)"))
    box(fig, (10, 74, 76, 62), "GPU 0", ("线程块", "thread block"), "a")
    slots(fig, 188, 82)
    box(fig, (316, 74, 74, 62), "GPU 1", ("线程块", "thread block"), "c")
    fig.text((236, 70), ("GPU 1 显存里的 8 个槽", "8 slots in GPU 1"))
    arrow(fig, (86, 92), (188, 92), ("NVLink 写", "NVLink store"), "above", wide=True, kind="a")
    arrow(fig, (284, 92), (316, 92), wide=True, kind="a")
    arrow(fig, (86, 114), (316, 114), ("tail：又写完一步", "tail: one more step written"), "on")
    arrow(fig, (316, 132), (86, 132), ("head：又还一槽", "head: one more slot free"), "on", dashed=True)
    group(fig, (2, 166, 396, 196), ("跨节点（NET）", "between nodes (NET)"))
    box(fig, (10, 192, 62, 60), "GPU 0", ("线程块", "block"), "a")
    slots(fig, 90, 206, 8)
    one = node(fig, (170, 202, 44, 28), ("网卡", "NIC"), "b")
    two = node(fig, (240, 202, 44, 28), ("网卡", "NIC"), "b")
    slots(fig, 304, 206, 8)
    box(fig, (328, 254, 62, 60), "GPU 8", ("线程块", "block"), "c")
    arrow(fig, (72, 216), (90, 216), wide=True, kind="a")
    arrow(fig, (154, 216), one.left, wide=True, kind="a")
    arrow(fig, one.right, two.left, wide=True, kind="a")
    arrow(fig, two.right, (304, 216), wide=True, kind="a")
    arrow(fig, (360, 226), (360, 254), wide=True, kind="a")
    left = box(fig, (88, 296, 104, 54), ("代理线程", "proxy thread"), ("CPU 上", "on the CPU"), "d")
    right = box(fig, (214, 296, 104, 54), ("代理线程", "proxy thread"), ("CPU 上", "on the CPU"), "d")
    arrow(fig, (40, 252), (88, 323), ("tail", "tail"), "left", way="straight")
    arrow(fig, left.at(0.94, 0), one.bottom, ("提交发送", "send"), "left", dashed=True)
    arrow(fig, right.at(0.4, 0), (256, 230), ("提交接收", "receive"), "right", dashed=True)
    arrow(fig, right.right, (346, 314), "tail", "below")


def slots(fig: Figure, x: float, y: float, wide: float = 12) -> None:
    """Eight slots of a circular buffer, three of them filled."""
    cells = [[Cell("", "a", "up") if 2 <= i < 5 else Cell() for i in range(SLOTS)]]
    grid(fig, (x, y), (wide, 20), cells)
