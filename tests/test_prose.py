"""Each check of words and typography finds what it is for, at its line, and leaves what is right.

`CASES` has one entry a code and language: texts that break the rule with the problem they give, and
texts close by that break none.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
import trees

from coursekit import checks
from coursekit.model import Lang
from coursekit.reading import masking

TERMS = """\
- zh: 全归约
  en: all-reduce
  zh_def: 逐元素求和。
  en_def: A sum.
  aliases: {zh: [环上全归约], en: [AllReduce]}
  avoid: {zh: [全规约], en: [full reduce]}
  page: 01Cluster/01Node
- zh: 显存
  en: device memory
  abbr: VRAM
  zh_def: 卡上的内存。
  en_def: Memory on a card.
  page: 01Cluster/02Power
"""
pytestmark = pytest.mark.gates
CODES = ("W104",)  # has tests of its own
BOARD = "01Cluster/01Node/01Board"


@dataclass(frozen=True)
class Case:
    lang: Lang
    bad: dict[str, str]
    good: list[str]


CASES = {
    "Z101": Case(
        "zh",
        {
            "用GPU训练。": "Z101 spaces in '用GPU训练。'",
            "共 8张卡。": "Z101 spaces in '共 8张卡。'",
            "调用`wait()` 之后。": "Z101 spaces in '调用`…` 之后。'",
            "一张 卡。": "Z101 spaces in '一张 卡。'",
            "见 GPU ，再看。": "Z101 spaces in '见 GPU ，再看。'",
            "见[GPU](index.md)的页。": "Z101 spaces in '见GPU的页。'",
            '!!! note "用GPU"': "Z101 spaces in '用GPU'",
            "| 用GPU训练 | 慢 |": "Z101 spaces in '用GPU训练'",
        },
        [
            "耗时 {{ kv }}，即 {{ kv }}内。",
            "用 GPU 训练，共 8 张卡，各 $x_1$ 份，调用 `wait()` 之后；`用GPU`。",
            "见[电力](01Cluster/02Power/index.md)与 [GPU 一节](index.md)。",
            "**重点**：100% 的 2 × 3/4 份，约 0.04 s；TCP/IP 协议、α–β 模型、3–5 步。",
            "引自 https://example.org/用GPU训练，见脚注[^1]。\n\n[^1]: 见 GPU。",
            "词。\n\n```text\n用GPU训练\n```",
            "<!-- 用GPU -->\n\n词。{ .用GPU }",
            "$$\n\\text{用GPU}\n$$",
        ],
    ),
    "Z102": Case(
        "zh",
        {
            "先算,再传。": "Z102 marks in '先算,再传。'",
            "先算...再传。": "Z102 marks in '先算...再传。'",
            "先算--再传。": "Z102 marks in '先算--再传。'",
            "先算，，再传。": "Z102 marks in '先算，，再传。'",
            "先算(再传)。": "Z102 marks in '先算(再传)。'",
            "全归约 (all-reduce) 求和。": "Z102 marks in '全归约 (all-reduce) 求和。'",
            "用 TP: 切矩阵。": "Z102 marks in '用 TP: 切矩阵。'",
            "最后一句.": "Z102 marks in '最后一句.'",
            "共８张卡。": "Z102 marks in '共８张卡。'",
        },
        [
            "叶—脊网络，先算……再传——全归约（all-reduce）；函数 f(x) 与 (n − 1)/n。",
            "`a,b`，10:30、1,024 与 a.py。",
        ],
    ),
    "Z103": Case(
        "zh",
        {
            "所谓“无损”网络。": "Z103 quotation marks in '所谓“无损”网络。'",
            '所谓"无损"网络。': "Z103 quotation marks in '所谓\"无损\"网络。'",
        },
        ["所谓「无损」网络，Moore's law，`\"无损\"`。"],
    ),
    "Z103 English": Case(
        "en",
        {"The “lossless” fabric.": "Z103 curly quotation mark in 'The “lossle'"},
        ['The "lossless" fabric and `“code”`.'],
    ),
    "Z104": Case(
        "zh", {"快了十倍！": "Z104 exclamation mark in '快了十倍！'"}, ["共 n! 种，`!`，$n!$。"]
    ),
    "Z104 English": Case(
        "en",
        {"Ten times faster!": "Z104 exclamation mark in 's faster!'"},
        ["There are n! orders, a != b.", "![What it shows](assets/x.svg)"],
    ),
    "Z105": Case(
        "en",
        {
            "The word 显存 here.": "Z105 Chinese in English: 'word 显存 here.'",
            "First，second.": "Z105 Chinese in English: 'First，second'",
            "A doubled  space.": "Z105 doubled space in 'oubled  space.'",
        },
        [
            "Device memory (显存), 「显存」 and `显存`.",
            "| A   | B   |\n| --- | --- |\n| a   | b   |",
        ],
    ),
    "W101": Case(
        "zh",
        {"环的的代价。": "W101 '的的' is doubled", "集合通信通信。": "W101 '通信通信' is doubled"},
        ["常常一步一步地走，达到目的的办法，为了了解它，一个一个来。"],
    ),
    "W101 English": Case(
        "en",
        {"The the ring.": "W101 'The the' is doubled", "It is is so.": "W101 'is is' is doubled"},
        ["The ring that that page shows; parallelism [Parallelism basics](index.md); so-so so."],
    ),
    "W103": Case(
        "zh",
        {"一次全规约。": "W103 '全规约' is a name to avoid"},
        ["一次全归约，有人译作「全规约」，`全规约`。"],
    ),
    "W103 English": Case(
        "en",
        {"A Full reduce of all.": "W103 'Full reduce' is a name to avoid"},
        ['A full-reduced list; once called a "full reduce".'],
    ),
    "W201": Case(
        "zh",
        {"众所周知，它很快。": "W201 word '众所周知'", "极致的性能。": "W201 word '极致'"},
        ["众人所知不多，`极致`；完美匹配。"],
    ),
    "W201 English": Case(
        "en",
        {
            "It is worth noting that.": "W201 word 'It is worth noting'",
            "We leveraged it.": "W201 word 'leveraged'",
        },
        ["An evaluation harness in today's interfaces; `leverage`; the overleveraged firm."],
    ),
    "W202": Case(
        "zh",
        {
            "待补。": "W202 unfinished: '待补'",
            "<!-- TODO: 图 -->\n\n词。": "W202 unfinished: 'TODO: 图'",
        },
        [
            '??? question "问"\n\n    词。',
            "`TODO` 与未完成的，以及占位符。",
            "<!-- 一句话 -->\n\n词。",
        ],
    ),
    "W202 English": Case(
        "en",
        {"See TBD.": "W202 unfinished: 'TBD'", "Is it???": "W202 unfinished: '???'"},
        ["The TBDR renderer.", "A `TODO`."],
    ),
}  # fmt: skip
# What is not asked here: that twins differ, that a lesson of two lines has no shape.
APART = ("P2", "T", "L3", "N102")


def problems(docs: Path, lang: Lang, text: str) -> list[str]:
    """What is found in a page with this text, but for its being another than its twin."""
    zh, en = (text, "Text.") if lang == "zh" else ("词。", text)
    edits: list[trees.Edit] = [
        ("data/glossary.yml", TERMS),
        ("about.md", f"# 关于\n\n{zh}\n"),
        ("about.en.md", f"# About\n\n{en}\n"),
    ]
    found = checks.run(trees.course_of(docs, edits))
    return [
        f"{p.where}: {p.code} {p.fact}".replace(f"{docs.resolve()}/", "")
        for p in found
        if not p.code.startswith(APART)
    ]


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, case in CASES.items() for text in case.bad]
)
def test_what_is_wrong_is_found_where_it_is(code: str, text: str, tmp_path: Path) -> None:
    case = CASES[code]
    page = "about.md" if case.lang == "zh" else "about.en.md"

    assert problems(tmp_path, case.lang, text) == [f"{page}:3: {case.bad[text]}"]


@pytest.mark.parametrize(
    ("lang", "text"), [(case.lang, text) for case in CASES.values() for text in case.good]
)
def test_what_is_right_is_left_alone(lang: Lang, text: str, tmp_path: Path) -> None:
    assert problems(tmp_path, lang, text) == []


def lesson(text: str) -> list[trees.Edit]:
    return [("data/glossary.yml", TERMS), (BOARD + ".md", "正文。", text)]


def first_uses(docs: Path, text: str) -> list[str]:
    found = checks.run(trees.course_of(docs, lesson(text)))
    return [f"{p.where.line}: {p.fact}" for p in found if p.code == "W104"]


def test_a_lesson_gives_the_english_of_its_sections_terms_at_their_first_use(
    tmp_path: Path,
) -> None:
    text = "`全归约`。\n\n## 全归约\n\n**全归约**求和，显存不变。\n再来一次全归约。"

    assert first_uses(tmp_path, text) == ["13: first use of 全归约 without its English"]


def test_what_stands_in_the_parentheses_is_its_english(tmp_path: Path) -> None:
    text = "全归约（环形）求和。"

    assert first_uses(tmp_path, text) == ["9: first use of 全归约 without its English"]


@pytest.mark.parametrize(
    "text",
    [
        "全归约（All-Reduce）求和，再来一次全归约。",
        "**全归约**（AllReduce，求和）很快。",
        "见[全归约](02Nic.md)与「全归约」，环上全归约是它的一种。",
        "| 全归约 | 求和 |\n| --- | --- |\n| a | b |",
        "显存是别节的词。",
    ],
)
def test_what_is_no_first_use_is_not_asked_for_english(text: str, tmp_path: Path) -> None:
    assert first_uses(tmp_path, text) == []


def test_a_page_that_is_no_lesson_is_not_asked_for_english(tmp_path: Path) -> None:
    edits: list[trees.Edit] = [
        ("data/glossary.yml", TERMS),
        ("01Cluster/01Node/index.md", "正文，", "全归约，"),
    ]

    assert "W104" not in {p.code for p in checks.run(trees.course_of(tmp_path, edits))}


MASKED = [
    ("title: 用GPU", "用GPU"),
    ("minutes: 20", ""),
    ("# 题 {#id}", "# 题"),
    ("a `b c` d", "a d"),
    ("``a ` b`` c", " c"),
    (r"价 \$5 与 $x < \$2$ 元", r"价 \$5 与 元"),
    ("![图注](fig/a.svg)", "![图注]"),
    ("[词](a.md#b){ .c } 后", "[词] 后"),
    ("[词][ref] 后[^1]", "[词] 后"),
    ("[ref]: https://a.example 'x'", ""),
    ("[^1]: 注", " 注"),
    ("见 [@a2020b; @c2021d, 图 3]。", "见 。"),
    ("<kbd>Ctrl</kbd> 键", "Ctrl 键"),
    ('!!! note "题"', "题"),
    ("    ??? success", "    "),
    ('=== "甲"', "甲"),
    ('--8<-- "a.py:b"', ""),
    ("| --- | :-: |", ""),
    ("    缩进的正文", "    缩进的正文"),
    ("<!-- 一 -->后", "后"),
    (":material-check: 好", " 好"),
    ("{{ kv }} 字节", " 字节"),
]


@pytest.mark.parametrize(("line", "seen"), MASKED)
def test_only_prose_is_left_of_a_line_and_it_stays_where_it_is(line: str, seen: str) -> None:
    front = line.startswith(("title:", "minutes:"))
    text = f"---\n{line}\n---\n" if front else f"一\n\n{line}\n\n二\n"

    masked = masking.lines(text)

    assert [len(one) for one in masked] == [len(one) for one in text.splitlines()]
    shown = masked[1] if front else masked[2]
    hidden = {masking.HIDDEN, masking.WORD, masking.GONE}
    assert all(a == b for a, b in zip(shown, line, strict=True) if a not in hidden)
    left = "".join(
        " " if c == masking.WORD else c for c in shown if c not in hidden - {masking.WORD}
    )
    assert left.split() == seen.split()


def test_empty_front_matter_has_its_lines() -> None:
    assert masking.lines("---\n---\n\n一\n")[2:] == ("", "一")


def test_a_fence_and_a_comment_of_many_lines_are_hidden_whole() -> None:
    text = "一\n\n    ```text\n    二\n    ```\n\n<!-- 三\n四 -->\n\n$$\n五\n$$\n"

    masked = masking.lines(text)

    assert [bool(set(line) & set("一二三四五")) for line in masked] == [True] + [False] * 11
