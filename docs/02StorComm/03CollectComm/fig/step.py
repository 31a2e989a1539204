"""A training step on one GPU: compute, tensor parallelism, pipeline, FSDP, and what is exposed."""

from coursekit.figures import Figure, Hatch, Kind, Task, Text, legend, timeline

TITLE = ("一步里的通信", "The communication of a step")
DESC = (
    "时间线，四行：计算、张量并行（NVLink）、流水线（网卡）、FSDP（网卡）。两个微批、每级两层，不按比例。"
    "开头 FSDP 收集第一层的权重，计算在等；第二层的权重在第一层计算时收集。每层计算之后是张量并行的通信，计算空着等它。"
    "每个微批做完，流水线的发送与下一个微批的计算同时进行。最后一个微批的反向中，第二层的梯度归约与第一层的计算同时进行，"
    "第一层的归约露在最后，然后更新。",
    "Time line with four lanes: compute, tensor parallelism (NVLink), pipeline (NIC), FSDP (NIC). Two "
    "micro-batches, two layers, not to scale. First FSDP gathers the weights of layer 1 while compute waits; "
    "those of layer 2 come while layer 1 computes. After each layer comes tensor-parallel communication, "
    "with compute idle. After each micro-batch a pipeline send runs beside the next computation. In the "
    "last backward pass the gradients of layer 2 are reduced while layer 1 computes, those of layer 1 at the "
    "end, exposed, before the update.",
)
Look = tuple[Kind, Hatch]
EXPOSED: Look = ("d", "up")
HIDDEN: Look = ("c", "dots")


def draw(fig: Figure) -> None:
    lanes: list[Text] = [
        ("计算", "compute"),
        ("张量并行", "tensor"),
        ("流水线", "pipeline"),
        "FSDP",
    ]
    tasks = [Task(3, 0, 1, "", *EXPOSED), Task(3, 1, 1, "", *HIDDEN)]
    now = 1.0
    passes: list[tuple[float, Text]] = [(1.5, ("前", "F")), (2.4, ("反", "B"))]
    for number, (length, name) in enumerate([passes[0], passes[0], passes[1], passes[1]]):
        for _ in range(2):
            tasks += [Task(0, now, length, name, "a"), Task(1, now + length, 0.7, "", *EXPOSED)]
            now += length + 0.7
        tasks.append(Task(2, now, 0.9, "", *(EXPOSED if number == 3 else HIDDEN)))
    tasks += [
        Task(3, now - 3.1, 1.3, "", *HIDDEN),
        Task(3, now, 1.3, "", *EXPOSED),
        Task(0, now + 1.3, 1.4, "", "b"),
    ]
    left = 66
    timeline(fig, (left, 8, 330, 128), now + 2.8, lanes, tasks)
    names: list[tuple[Text, Kind, Hatch]] = [
        (("计算", "compute"), "a", ""),
        (("更新", "update"), "b", ""),
        (("暴露的通信", "exposed"), *EXPOSED),
        (("藏住的通信", "hidden"), *HIDDEN),
    ]
    legend(fig, 6, 166, names)
