"""The ways of a GPU's bytes to the NIC: through one PCIe switch, or by way of host memory."""

from coursekit.figures import Figure, arrow, box, line, node

TITLE = ("显存里的数据怎样到网卡", "How data in GPU memory reaches the NIC")
DESC = (
    "上方是 CPU 与主机内存，CPU 里有 PCIe 根复合体；下方一台 PCIe 交换机接着 GPU 0 与网卡 0，另一台接着 GPU 1 与网卡 1。"
    "GPUDirect RDMA 的路只经过一台 PCIe 交换机，从 GPU 0 到网卡 0。"
    "中转的路从 GPU 0 上到 CPU、写进主机内存，再由网卡 0 读出来，根复合体与主机内存各走两遍。",
    "Above, the CPU with the PCIe root complex and host memory; below, one PCIe switch with GPU 0 and NIC 0 and "
    "another with GPU 1 and NIC 1. GPUDirect RDMA passes one PCIe switch, from GPU 0 to NIC 0. Staging goes up "
    "from GPU 0 to the CPU and into host memory, and NIC 0 reads it out again: root complex and memory twice.",
)


def draw(fig: Figure) -> None:
    box(fig, (60, 1, 190, 44), "CPU", ("PCIe 根复合体", "PCIe root complex"), "e")
    node(fig, (290, 8, 108, 30), ("主机内存", "host memory"), "a")
    for number, x in enumerate((1, 218)):
        node(fig, (x, 96, 180, 48), "", "b")
        fig.text((x + 90, 110), (f"PCIe 交换机 {number}", f"PCIe switch {number}"))
    for x, name, kind in ((1, "GPU 0", "d"), (109, "NIC 0", "c"), (218, "GPU 1", "d"), (326, "NIC 1", "c")):
        node(fig, (x, 196, 72, 30), (name.replace("NIC", "网卡"), name), kind)
    line(fig, (225, 45), (225, 72), (308, 72), (308, 96))
    for x in (254, 362):
        line(fig, (x, 144), (x, 196))
    # Direct: up to the switch and down again.
    line(fig, (56, 196), (56, 132), (126, 132), kind="c")
    arrow(fig, (126, 132), (126, 196), kind="c")
    fig.text((91, 164), ("① 直达", "① direct"), plate=True)
    # Staged: up to the CPU, into memory, back, and down to the NIC.
    line(fig, (20, 196), (20, 23), kind="d", dashed=True)
    arrow(fig, (20, 23), (60, 23), kind="d", dashed=True)
    arrow(fig, (250, 15), (290, 15), kind="d", dashed=True)
    arrow(fig, (290, 31), (250, 31), kind="d", dashed=True)
    arrow(fig, (166, 45), (166, 196), kind="d", dashed=True)
    fig.text((90, 70), ("② 经主机内存中转", "② staged"))
    fig.text((330, 56), ("写入、再读出", "written, read back"))
