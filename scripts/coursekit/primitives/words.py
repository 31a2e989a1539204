"""A primitive and a language in, what its states and steps say in words out."""

from collections.abc import Mapping
from typing import Final

from coursekit.model import Lang
from coursekit.primitives.model import RANKS, Buffers, Primitive, Step, Value, sent, states

Text = Mapping[Lang, str]

TITLES: Final[Mapping[str, Text]] = {
    "broadcast": {"zh": "广播 Broadcast（二项树）", "en": "Broadcast (binomial tree)"},
    "reduce": {"zh": "归约 Reduce（二项树）", "en": "Reduce (binomial tree)"},
    "scatter": {"zh": "散发 Scatter（二项树）", "en": "Scatter (binomial tree)"},
    "gather": {"zh": "收集 Gather（二项树）", "en": "Gather (binomial tree)"},
    "reduce-scatter": {"zh": "ReduceScatter（环）", "en": "Reduce-scatter (ring)"},
    "all-gather": {"zh": "AllGather（环）", "en": "All-gather (ring)"},
    "all-reduce": {
        "zh": "AllReduce（环：ReduceScatter 接 AllGather）",
        "en": "All-reduce (ring: reduce-scatter, then all-gather)",
    },
    "all-to-all": {"zh": "All-to-All（两两交换）", "en": "All-to-all (exchange in pairs)"},
}
_STARTS: Final[Mapping[str, Text]] = {
    "broadcast": {"zh": "只有卡 0 有数据。", "en": "only rank 0 has data."},
    "reduce": {"zh": "每张卡各有四块。", "en": "every rank has four blocks."},
    "scatter": {
        "zh": "卡 0 有四块，每张卡一块。",
        "en": "rank 0 has four blocks, one for each rank.",
    },
    "gather": {"zh": "每张卡有一块。", "en": "every rank has one block."},
    "reduce-scatter": {"zh": "每张卡各有四块。", "en": "every rank has four blocks."},
    "all-gather": {"zh": "每张卡有一块。", "en": "every rank has one block."},
    "all-reduce": {"zh": "每张卡各有四块。", "en": "every rank has four blocks."},
    "all-to-all": {
        "zh": "卡 i 的第 j 块要交给卡 j。",
        "en": "block j of rank i is meant for rank j.",
    },
}
_ENDS: Final[Mapping[str, Text]] = {
    "broadcast": {
        "zh": "每张卡都有卡 0 的四块。",
        "en": "every rank has the four blocks of rank 0.",
    },
    "reduce": {
        "zh": "卡 0 的每一块都是四张卡之和。",
        "en": "every block of rank 0 is the sum over the four ranks.",
    },
    "scatter": {"zh": "卡 i 有第 i 块。", "en": "rank i has block i."},
    "gather": {
        "zh": "四块按卡号排在卡 0 上。",
        "en": "rank 0 has the four blocks in the order of the ranks.",
    },
    "reduce-scatter": {
        "zh": "卡 i 的第 i 块是四张卡之和。",
        "en": "block i of rank i is the sum over the four ranks.",
    },
    "all-gather": {
        "zh": "每张卡都有按卡号排好的四块。",
        "en": "every rank has the four blocks in the order of the ranks.",
    },
    "all-reduce": {
        "zh": "每张卡的每一块都是四张卡之和。",
        "en": "every block of every rank is the sum over the four ranks.",
    },
    "all-to-all": {
        "zh": "卡 j 的第 i 块来自卡 i：行与列对换了。",
        "en": "block i of rank j is from rank i: rows and columns have changed places.",
    },
}
_HALFWAY: Final[Text] = {
    "zh": "这就是 ReduceScatter 的结果，以下三步是 AllGather。",
    "en": "This is the result of a reduce-scatter; the next three steps are an all-gather.",
}
PAGE: Final[Mapping[Lang, Mapping[str, str]]] = {
    "zh": {
        "group": "集合通信逐步演示，左右方向键换步",
        "choose": "原语",
        "back": "← 上一步",
        "next": "下一步 →",
        "play": "播放",
        "pause": "暂停",
        "rank": "卡",
        "block": "块",
        "sent": "已发",
        "key": "「← 0」：这一步从卡 0 收到。粗体：已是结果。划去：不再需要，内容不作约定。"
        "「已发」：这张卡到此发出的块数。",
    },
    "en": {
        "group": "A collective step by step; the left and right arrow keys change the step",
        "choose": "Primitive",
        "back": "← Back",
        "next": "Next →",
        "play": "Play",
        "pause": "Pause",
        "rank": "rank",
        "block": "block",
        "sent": "sent",
        "key": "“← 0”: received from rank 0 in this step. Bold: part of the result. Struck out: no "
        "longer needed, its contents are undefined. “sent”: the blocks this rank has sent so far.",
    },
}


def of_states(primitive: Primitive, lang: Lang) -> tuple[str, ...]:
    """What each state says: what is given, then what each step moved, at last what has come out."""
    name, found = primitive.name, states(primitive)
    start = "起点：" if lang == "zh" else "Start: "
    said = [start + _STARTS[name][lang]]
    for at, step in enumerate(primitive.steps):
        said.append(_step(at + 1, found[at], step, lang))
    if name == "all-reduce":
        said[RANKS - 1] = _join(said[RANKS - 1], _HALFWAY[lang], lang)
    said[-1] = _join(said[-1], ("结果：" if lang == "zh" else "Result: ") + _ENDS[name][lang], lang)
    said[-1] = _join(said[-1], _total(primitive, lang), lang)
    return tuple(said)


def _step(number: int, before: Buffers, step: Step, lang: Lang) -> str:
    parts = []
    for send in step.sends:
        blocks = [_value(before[send.source][read], lang) for read, _ in send.slots]
        if lang == "zh":
            parts.append(
                f"卡 {send.source} 把 {'、'.join(blocks)} 发给卡 {send.target}".replace(
                    "和 发", "和发"
                )
            )
        else:
            parts.append(f"rank {send.source} sends {', '.join(blocks)} to rank {send.target}")
    if lang == "zh":
        added = "；收到后加到同一块上" if step.adds else ""
        return f"第 {number} 步：{'，'.join(parts)}{added}。"
    added = "; what arrives is added to the same block" if step.adds else ""
    return f"Step {number}: {'; '.join(parts)}{added}."


def _value(value: Value, lang: Lang) -> str:
    if len(value) < RANKS:
        return "+".join(value)
    letter = value[0][0]
    return f"{letter} 的和" if lang == "zh" else f"the sum of {letter}"


def _total(primitive: Primitive, lang: Lang) -> str:
    most, count = max(sent(primitive)[-1]), len(primitive.steps)
    share = f"{most // RANKS} S" if most % RANKS == 0 else f"{most}/{RANKS} S"
    if lang == "zh":
        return f"共 {count} 步，发得最多的卡发出 {most} 块，即 {share}（S 是一张卡的四块）。"
    return f"{count} steps; no rank sent more than {most} blocks, {share} (S is four blocks)."


def _join(one: str, other: str, lang: Lang) -> str:
    return one + ("" if lang == "zh" else " ") + other
