"""A training server and the four networks that its ports go to."""

from coursekit.figures import Figure, box, group, line, node

TITLE = ("训练服务器的四个平面", "The four planes of a training server")
DESC = (
    "左边是一台训练服务器，从上到下有四组端口：八张卡各一张网卡、两张存储网卡、主机网卡、BMC。"
    "四组端口各向右连到一张独立的网，网的另一头分别是其他服务器的卡、并行文件系统与对象存储、"
    "调度器与登录节点及外网、运维跳板机；每张网里写着典型流量，以及它慢下来或断掉的后果。",
    "On the left a training server with four groups of ports, top to bottom: one NIC for each of "
    "eight GPUs, two storage NICs, the host NIC, the BMC. Each group connects to a network of its own "
    "on the right, at whose far end are the GPUs of other servers; parallel file systems and object "
    "stores; scheduler, log-in nodes and the outside; the operators' jump host. Each network says "
    "its typical traffic and what happens when it is slow or down.",
)
PLANES = (
    (("8 张卡各一张网卡", "a NIC a GPU"), ("参数平面", "backend network"),
     ("集合通信 → 别的卡", "collectives → other GPUs"), ("慢：所有卡一起等", "slow: all GPUs wait"), "a"),
    (("存储网卡", "storage NICs"), ("存储平面", "storage network"),
     ("数据、检查点 → 文件系统", "data, checkpoints → stores"), ("慢：断供，检查点拖长", "slow: data run out"), "c"),
    (("主机网卡", "host NIC"), ("业务平面", "frontend network"),
     ("调度、登录、日志 → 外面", "jobs, log-in, logs → outside"), ("慢：作业起不来", "slow: jobs do not start"), "d"),
    (("BMC", "BMC"), ("管理平面", "management network"),
     ("开关机、传感器 → 运维", "power, sensors → operators"), ("断：坏机器救不回来", "down: no rescue"), "b"),
)  # fmt: skip


def draw(fig: Figure) -> None:
    group(fig, (1, 1, 134, 322), ("训练服务器", "training server"))
    for i, (port, plane, traffic, effect, kind) in enumerate(PLANES):
        y = 22 + i * 76
        out = node(fig, (9, y + 17, 118, 34), port, kind)
        net = box(fig, (188, y, 210, 68), plane, [traffic, effect], kind)
        line(fig, out.right, net.left, kind=kind)
