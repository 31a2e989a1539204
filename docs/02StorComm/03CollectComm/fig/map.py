"""Bytes a GPU sends in a step for each form of parallelism, with collective, link and time."""

from typing import NamedTuple

from coursekit.figures import Figure, Hatch, Kind, Part, Text, bars, legend
from coursekit.formulas import FORMULAS

TITLE = ("并行方式、集合通信与字节", "Parallelism, collective, bytes")
DESC = (
    "五根横条，一张卡一步发送的字节。Llama 3 405B：张量并行的 AllGather 与 ReduceScatter 241 GB，走 NVLink，0.53 s；"
    "FSDP 的 AllGather 与 ReduceScatter 19.0 GB，上下文并行的 AllGather 与 ReduceScatter 16.1 GB，"
    "流水线的收发 8.59 GB，都走网卡，0.38、0.32、0.17 s。DeepSeek-V3：专家并行的 All-to-All 268 GB，走网卡，5.4 s。",
    "Five bars of the bytes that a GPU sends in a step. Llama 3 405B: tensor parallelism, all-gather and "
    "reduce-scatter, 241 GB over NVLink in 0.53 s; FSDP, all-gather and reduce-scatter, 19.0 GB, context "
    "parallelism, all-gather and reduce-scatter, 16.1 GB, and sends of the pipeline, 8.59 GB, all over the "
    "NIC in 0.38, 0.32 and 0.17 s. DeepSeek-V3: expert parallelism, all-to-all, 268 GB over the NIC in 5.4 s.",
)
NVLINK, NIC = 450e9, 50e9
HIDDEN, LENGTH, LAYERS, SEQUENCES, STAGES = 16384, 8192, 8, 16, 16


class Row(NamedTuple):
    """One form: its name with the collective, its bytes, its link."""

    name: Text
    sent: float
    link: float


def sent(calls: float, ranks: int, message: float) -> float:
    """Bytes of so many collectives."""
    inputs = {"calls": calls, "ranks": ranks, "message": message}
    return FORMULAS["collective-traffic"].value(inputs)


def rows() -> list[Row]:
    """The rows of the worked example."""
    state = 2 * LENGTH * HIDDEN
    layer = HIDDEN * 128 * (2 * 128 + 2 * 8) + 3 * HIDDEN * 53248
    keys = 2 * 2 * 128 * 131072 * LAYERS * SEQUENCES
    return [
        Row(("张量并行：AllGather、ReduceScatter", "tensor: all-gather, reduce-scatter"),
            sent(8 * LAYERS * SEQUENCES, 8, state), NVLINK),
        Row(("FSDP：AllGather、ReduceScatter", "FSDP: all-gather, reduce-scatter"),
            sent(1, 128, 6 * layer), NIC),
        Row(("上下文并行（长序列）：AllGather、ReduceScatter", "context, long sequences: all-gather, reduce-scatter"),
            sent(2, 16, keys), NIC),
        Row(("流水线并行：收发", "pipeline: send, receive"), 2 * SEQUENCES * 8 * state / 8, NIC),
        Row(("专家并行（DeepSeek-V3）：All-to-All", "expert, DeepSeek-V3: all-to-all"),
            sent(7.25, 8, 3 * 4 * 491520 * 7168), NIC),
    ]  # fmt: skip


def draw(fig: Figure) -> None:
    drawn: list[tuple[Text, list[Part], Text]] = []
    for name, amount, link in rows():
        look: tuple[Kind, Hatch] = ("c", "") if link == NVLINK else ("d", "up")
        total = f"{amount / 1e9:.3g} GB, {amount / link:.2g} s"
        drawn.append((name, [Part(amount / 1e9, "", *look)], total))
    bars(fig, (6, 20, 270, 240), 270, drawn, gap=22)
    legend(
        fig, 6, 276, [("NVLink, 450 GB/s", "c", ""), (("网卡，50 GB/s", "NIC, 50 GB/s"), "d", "up")]
    )
