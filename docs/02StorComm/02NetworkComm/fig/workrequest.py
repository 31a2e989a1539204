"""The life of one RDMA write: who touches what, from the request in memory to its completion."""

from coursekit.figures import Figure, Text, arrow, line, node

TITLE = ("一个 RDMA 写请求的一生", "The life of one RDMA write")
DESC = (
    "时序图，左边是发起方的 CPU、内存和网卡，右边是目标方的网卡、内存和 CPU，时间向下。"
    "1 CPU 把请求写进内存里的发送队列；2 CPU 写网卡的门铃寄存器；3 网卡从内存读请求；4 网卡从内存读数据；"
    "5 报文到目标网卡；6 目标网卡查密钥后把数据写进内存；7 目标网卡回确认；8 发起方网卡把完成条目写进内存；"
    "9 CPU 从内存读到完成条目。目标方的 CPU 没有任何动作。",
    "A sequence, time downwards: CPU, memory and NIC of the initiator on the left, NIC, memory and CPU of the "
    "target on the right. 1 the CPU writes the request to the send queue in memory; 2 it writes the doorbell "
    "register of the NIC; 3 the NIC reads the request from memory; 4 it reads the data; 5 packets go to the "
    "target's NIC; 6 that one checks the key and writes the data to memory; 7 it acknowledges; 8 the initiator's "
    "NIC writes a completion entry to memory; 9 the CPU finds it there. The target's CPU does nothing.",
)
CPU, MEMORY, NIC, FAR_NIC, FAR_MEMORY, FAR_CPU = 36, 106, 174, 240, 306, 370
TOP, STEP, FIRST = 58, 27, 82
STEPS: list[tuple[int, int, Text]] = [
    (CPU, MEMORY, ("1 写请求", "1 request")),
    (CPU, NIC, ("2 门铃", "2 doorbell")),
    (MEMORY, NIC, ("3 取请求", "3 fetch")),
    (MEMORY, NIC, ("4 取数据", "4 data")),
    (NIC, FAR_NIC, ("5 报文", "5 packets")),
    (FAR_NIC, FAR_MEMORY, ("6 写入", "6 write")),
    (FAR_NIC, NIC, ("7 确认", "7 ack")),
    (NIC, MEMORY, ("8 完成", "8 entry")),
    (MEMORY, CPU, ("9 查到", "9 poll")),
]


def draw(fig: Figure) -> None:
    fig.text((104, 9), ("发起方", "initiator"), bold=True)
    fig.text((312, 9), ("目标方", "target"), bold=True)
    columns: list[tuple[int, Text]] = [
        (CPU, "CPU"),
        (MEMORY, ("内存", "memory")),
        (NIC, ("网卡", "NIC")),
        (FAR_NIC, ("网卡", "NIC")),
        (FAR_MEMORY, ("内存", "memory")),
        (FAR_CPU, "CPU"),
    ]
    bottom = FIRST + STEP * (len(STEPS) - 1) + 14
    for x, text in columns:
        kind = "c" if x in (NIC, FAR_NIC) else "e" if x in (CPU, FAR_CPU) else "a"
        node(fig, (x - 29, 22, 58, 26), text, kind)
        line(fig, (x, 48), (x, bottom), dashed=True)
    for number, (start, end, text) in enumerate(STEPS):
        y = FIRST + STEP * number
        arrow(fig, (start, y), (end, y), kind="d" if CPU in (start, end) else "c")
        at = 140 if (start, end) == (CPU, NIC) else (start + end) / 2
        fig.text((at, y - 9), text, plate=True)
    fig.text((200, bottom + 16), ("第 1、2、9 步由 CPU 做，其余都由网卡做", "the CPU does steps 1, 2 and 9; the NICs do the rest"))
