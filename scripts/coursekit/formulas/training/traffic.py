"""What a parallel step sends: a message and how often it is sent in, bytes, time and share out."""

import sympy

from coursekit.formulas.core import Case, Formula, Quantity
from coursekit.formulas.quantities import (
    BATCH,
    BYTES,
    COLLECTIVE_TIME,
    HIDDEN,
    MESSAGE,
    PARAMETERS,
    RANKS,
    SEQUENCE,
)
from coursekit.formulas.training.overlap import COMMUNICATION, STEP

_CALLS = Quantity("calls", "k", "1", "调用次数", "calls", "amount")
_SENT = Quantity("sent", "V", "B", "每卡发送的字节数", "bytes that a rank sends", "amount")
_SHARE = Quantity("communication_share", "c", "1", "通信时间占一步的比例", "share of communication in a step", "amount")  # fmt: skip

_FLUX = "bytedance2024performance"
_MEGATRON = "narayanan2021efficient"
_PAPER = "zhao2025insights"
_ZERO = "rajbhandari2019zero"

with sympy.evaluate(False):
    n, k = RANKS.symbol, _CALLS.symbol
    _MESSAGE = BATCH.symbol * SEQUENCE.symbol * HIDDEN.symbol * BYTES.symbol
    _WHOLE = PARAMETERS.symbol * BYTES.symbol
    _TRAFFIC = k * ((n - 1) / n) * MESSAGE.symbol
    _TIMES = k * COLLECTIVE_TIME.symbol
    _OF_STEP = COMMUNICATION.symbol / STEP.symbol

HIDDEN_STATES = Formula(
    name="hidden-states",
    title={"zh": "一批隐藏状态的字节数", "en": "Bytes of a batch of hidden states"},
    result=MESSAGE,
    expression=_MESSAGE,
    inputs=(BATCH, SEQUENCE, HIDDEN, BYTES),
    valid={
        "zh": "张量并行一次集合通信、流水线一次收发的消息；序列已切分时 s 取本卡的长度。专家并行的分发以 b 计每个 Token 的份数。",
        "en": "The message of a tensor-parallel collective and of a send between pipeline stages; where the sequence is split, s is that of the rank. In the dispatch of expert parallelism b counts the copies of a token.",
    },
    cite=(_MEGATRON,),
    cases=(
        Case("bsh elements of one byte", 24, "B", 0, "Section 3.2: bsh, with b = 2, s = 3, h = 4 put in", _MEGATRON,
             inputs={"batch": 2, "sequence": 3, "hidden": 4, "bytes": 1}),
        Case("FP8, 9 copies of 32 tokens of 7K", 2_016_000, "B", 0, "Section 2.3.2: 1 B × 32 × 9 × 7K", _PAPER,
             inputs={"batch": 9, "sequence": 32, "hidden": 7000, "bytes": 1}),
    ),
)  # fmt: skip

PARAMETER_BYTES = Formula(
    name="parameter-bytes",
    title={"zh": "权重或梯度的字节数", "en": "Bytes of weights or gradients"},
    result=MESSAGE,
    expression=_WHOLE,
    inputs=(PARAMETERS, BYTES),
    valid={
        "zh": "数据并行与 ZeRO 一步里各次集合通信的消息之和；N 取本卡参与的部分，权重与梯度的字节数常不相同。",
        "en": "The messages of data parallelism and ZeRO in a step, added up; N is what this rank takes part in, and weights and gradients often differ in bytes.",
    },
    cite=(_ZERO,),
    cases=(
        Case("GPT-2 1.5B in 16 bits", 3, "GB", 1e-12, "Section 3: 3GB for its weights in 16-bit precision", _ZERO,
             inputs={"parameters": 1.5e9, "bytes": 2}),
        Case("3 parameters of 4 B", 12, "B", 0, "by hand", inputs={"parameters": 3, "bytes": 4}),
    ),
)  # fmt: skip

TRAFFIC = Formula(
    name="collective-traffic",
    title={"zh": "每卡在 k 次集合通信中发送的字节数", "en": "Bytes that a rank sends in k collectives"},
    result=_SENT,
    expression=_TRAFFIC,
    inputs=(_CALLS, RANKS, MESSAGE),
    valid={
        "zh": "下界：AllGather、ReduceScatter 与均匀的 All-to-All 各计一次，AllReduce 计两次；S 是整个缓冲区。交换机参与归约时不成立。",
        "en": "A lower bound: all-gather, reduce-scatter and an even all-to-all count once, an all-reduce twice; S is the whole buffer. It does not hold where switches reduce.",
    },
    cite=(_MEGATRON, _ZERO),
    cases=(
        Case("8bsh(t − 1)/t of a layer, t = 8", 7, "B", 1e-12, "Section 3.2: the formula with bsh = 1 put in", _MEGATRON,
             inputs={"calls": 8, "ranks": 8, "message": 1}),
        Case("ZeRO-3: 3Ψ of many ranks", 3, "GB", 1e-3, "Section 7.2.2: 3Ψ", _ZERO,
             inputs={"calls": 3, "ranks": 4096, "message": 1e9}),
        Case("2 × 3/4 of 4 B", 6, "B", 1e-12, "by hand",
             inputs={"calls": 2, "ranks": 4, "message": 4}),
    ),
)  # fmt: skip

REPEATED = Formula(
    name="repeated-collectives",
    title={"zh": "k 次集合通信的时间", "en": "Time of k collectives"},
    result=COMMUNICATION,
    expression=_TIMES,
    inputs=(_CALLS, COLLECTIVE_TIME),
    valid={
        "zh": "一次接一次、互不重叠，也不与计算重叠。",
        "en": "One after the other, not overlapping each other or computing.",
    },
    cite=(_PAPER,),
    cases=(
        Case("2 × 61 exchanges of DeepSeek-V3", 14.76, "ms", 5e-4, "Section 2.3.2", _PAPER,
             inputs={"calls": 122, "collective_time": 120.96e-6}),
        Case("3 of 2 s", 6, "s", 0, "by hand", inputs={"calls": 3, "collective_time": 2}),
    ),
)  # fmt: skip

SHARE = Formula(
    name="communication-share",
    title={"zh": "通信占一步的比例", "en": "Share of communication in a step"},
    result=_SHARE,
    expression=_OF_STEP,
    inputs=(COMMUNICATION, STEP),
    valid={
        "zh": "全部暴露时它就是暴露的比例；与计算重叠时它是上限，可以超过 1。",
        "en": "If all is exposed it is the exposed share; where it overlaps with computing it is a bound, and may exceed 1.",
    },
    cite=(_FLUX,),
    cases=(
        Case("AllGather and GEMM on H800", 0.408, "1", 1e-3, "AG+Gemm(H800): Torch NCCL 0.583 ms, Torch Total 1.429 ms", _FLUX,
             inputs={"communication_time": 0.583e-3, "step_time": 1.429e-3}),
        Case("1 of 4 s", 0.25, "1", 0, "by hand", inputs={"communication_time": 1, "step_time": 4}),
    ),
)  # fmt: skip

FORMULAS = (HIDDEN_STATES, PARAMETER_BYTES, TRAFFIC, REPEATED, SHARE)
