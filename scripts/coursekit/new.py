"""A section, two titles and a course in, the files of a new lesson out, as paths and texts.

The lesson takes the number of the row in the section's lesson table that has its Chinese title,
else the next free one.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from coursekit import shape
from coursekit.model import LANGS, SUFFIX, Course, CourseError, Lang, Section
from coursekit.reading import tables


@dataclass(frozen=True)
class Lesson:
    """A lesson to be; `planned`: a row of its section's table waits for it, `lab`: as a lab."""

    folder: str
    number: int
    name: str
    planned: bool
    lab: bool = False


_KEY = re.compile(r"(\d{1,2})(?:\.(\d{1,2}))?")
_EXERCISES_ZH = '三到五题，编号 1. 2. 3.，答案缩进四格折叠在 ??? success "答案" 里'
_EXERCISES_EN = (
    'three to five, numbered, each answer folded, indented by four: ??? success "Answer"'
)
_HEAD = """\
---
minutes:
level:
requires: []
updated: {today}
---

"""
# A comment is TODO until its text is written: the checks find it, and a reader never sees it.
_OPENING: Mapping[Lang, str] = {
    "zh": """\
# {title}

<!-- TODO: 用一个具体的处境和一个数字提出本课回答的问题，一到两段。 -->

<!-- TODO: 「学完本节，你能：」，空一行，再列三四条可以检验的能力（算出……、在……时选择……）。 -->
""",
    "en": """\
# {title}

<!-- TODO: pose the question of this lesson with a situation and a number, in two paragraphs. -->

<!-- TODO: "After this lesson you can:", an empty line, three or four abilities to be tested. -->
""",
}
# Heading of each language, id, what belongs there in each language.
_Part = tuple[str, str, str, str, str]
_BODY: tuple[_Part, ...] = (
    ("直觉", "Intuition", "intuition", "不用公式说清为什么", "why, without a formula"),
    ("机制", "Mechanism", "mechanism", "一步一步，配一张图", "step by step, with a figure"),
    (
        "算例",
        "A worked example",
        "example",
        "真实的模型与硬件，算到数，再核对",
        "to a number, checked",
    ),
    (
        "代价与取舍",
        "Trade-offs",
        "tradeoffs",
        "何时不该用，代价多大",
        "when it is wrong, what it costs",
    ),
)
_LAB: tuple[_Part, ...] = (
    ("要测什么", "What is measured", "question", "装置与变量", "the set-up and its variables"),
    (
        "先预测",
        "Predict first",
        "prediction",
        "运行之前写下的预测",
        "what to expect, before the run",
    ),
    ("运行", "Run it", "output", "录下的输出", "the recorded output"),
    (
        "改两处试试",
        "Two changes to try",
        "changes",
        "两处改动及应见的结果",
        "two, and what they show",
    ),
)
_END: tuple[_Part, ...] = (
    ("小结", "Summary", "summary", "三到五句", "three to five sentences"),
    ("练习", "Exercises", "exercises", _EXERCISES_ZH, _EXERCISES_EN),
)
_REFERENCES = {"zh": "## 参考文献 {#references}", "en": "## References {#references}"}


def find_section(course: Course, key: str) -> Section:
    """The section called `02.03` (or `00` for a module that is its own section)."""
    found = _KEY.fullmatch(key)
    if not found:
        raise CourseError(f"{key!r} is not a section; write it like 02.03")
    module = next((m for m in course.outline.modules if int(m.number) == int(found[1])), None)
    if module is None:
        raise CourseError(f"no module {found[1]}; the outline has {_range(course)}")
    wanted = int(found[2]) if found[2] else None
    if wanted is None and len(module.sections) == 1:
        return module.sections[0]
    section = next((s for s in module.sections if int(s.number) == wanted), None)
    if section is None:
        keys = ", ".join(f"{module.number}.{s.number.zfill(2)}" for s in module.sections)
        raise CourseError(f"no section {key}; module {module.number} has {keys}")
    return section


def plan(course: Course, section: Section, titles: Mapping[Lang, str], called: str = "") -> Lesson:
    """Number and name of a new lesson; raises `CourseError` when its number is taken.

    It is `called` after its English title unless a shorter name is given.
    """
    index = course.page("zh", f"{section.folder}/index")
    rows = (index.lessons or ()) if index else ()
    if written := next((r for r in rows if r.target and _same(r.title, titles["zh"])), None):
        fact = f"the lesson {written.title!r} of {written.where.path} has a page, {written.target}"
        raise CourseError(f"{fact}; edit that, or choose another title")
    row = next((r for r in rows if _same(r.title, titles["zh"])), None)
    keys = course.lessons(section.folder)
    used = [int(r.number) for r in rows] + [int(key.rpartition("/")[2][:2]) for key in keys]
    number = int(row.number) if row else max(used, default=0) + 1
    taken = next((k for k in keys if k.startswith(f"{section.folder}/{number:02}")), None)
    if taken:
        raise CourseError(f"{course.docs}/{taken}.md exists already; choose another title")
    name = f"{number:02}{_camel(called or titles['en'])}"
    return Lesson(section.folder, number, name, bool(row), shape.is_lab(row))


def pages(lesson: Lesson, titles: Mapping[Lang, str], today: dt.date) -> dict[str, str]:
    """Path below `docs/` → text of the two pages."""
    head = {"zh": _HEAD.format(today=today.isoformat()), "en": ""}
    return {
        f"{lesson.folder}/{lesson.name}{SUFFIX[lang]}": head[lang]
        + _page(lesson, titles[lang], lang)
        for lang in LANGS
    }


def _page(lesson: Lesson, title: str, lang: Lang) -> str:
    at = LANGS.index(lang)
    parts = [_OPENING[lang].format(title=title)]
    for part in (*(_LAB if lesson.lab else _BODY), *_END):
        parts.append(f"## {part[at]} {{#{part[2]}}}\n\n<!-- TODO: {part[3 + at]} -->\n")
    return "\n".join([*parts, f"{_REFERENCES[lang]}\n\n<!-- course:references -->\n"])


def link_row(text: str, line: int, title: str, name: str) -> str:
    """A section page's text with the title in row `line` of its lesson table made a link."""
    lines = text.splitlines(keepends=True)
    lines[line - 1] = tables.with_cell(lines[line - 1], 1, f"[{title}]({name}.md)")
    return "".join(lines)


def _camel(title: str) -> str:
    words = re.findall(r"[A-Za-z0-9]+", title)
    if not words or not any(c.isalpha() for c in words[0]):
        raise CourseError(f"{title!r} cannot name a file; start the English title with a word")
    return "".join(word[0].upper() + word[1:] for word in words)


def _range(course: Course) -> str:
    numbers = [m.number for m in course.outline.modules]
    return f"{numbers[0]} to {numbers[-1]}"


def _same(one: str, other: str) -> bool:
    return re.sub(r"\s+", "", one) == re.sub(r"\s+", "", other)
