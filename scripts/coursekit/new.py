"""A section, two titles and a course in, the files of a new lesson out, as paths and texts.

The lesson takes the number of the row in the section's lesson table that has its Chinese title,
else the next free one.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from coursekit.model import LANGS, SUFFIX, Course, CourseError, Lang, Section
from coursekit.reading import tables


@dataclass(frozen=True)
class Lesson:
    """A lesson to be: `planned` when a row of its section's table waits for it."""

    folder: str
    number: int
    name: str
    planned: bool


_KEY = re.compile(r"(\d{1,2})(?:\.(\d{1,2}))?")
_TEMPLATE: Mapping[Lang, str] = {
    "zh": """\
---
minutes: 20
level: 进阶
requires: []
updated: {today}
---

# {title}

<!-- 用一个具体的处境和一个数字提出本课回答的问题，至多两段。 -->

<!-- 学完本课，你能……：三四条可以检验的能力（算出……、在……时选择……）。 -->

<!-- 正文四到七个 H2，每个带 id，两种语言相同：先直觉，再机制，再算术，再实际中会坏在哪里。
     至少一个算到底的例子，至少一张自己画的图，写明代价与取舍。 -->

## 小结 {{#summary}}

## 练习 {{#exercises}}

## 参考文献 {{#references}}
""",
    "en": """\
# {title}

<!-- Pose the question of this lesson with a concrete situation and a number, in two paragraphs. -->

<!-- After this lesson you can …: three or four abilities that can be tested. -->

<!-- Four to seven H2 with the same ids as the Chinese page: intuition, mechanism, arithmetic, what
     breaks in practice. One example carried to a number, one original figure, the trade-offs. -->

## Summary {{#summary}}

## Exercises {{#exercises}}

## References {{#references}}
""",
}


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


def plan(course: Course, section: Section, titles: Mapping[Lang, str]) -> Lesson:
    """Number and name of a new lesson; raises `CourseError` when its number is taken."""
    index = course.page("zh", f"{section.folder}/index")
    rows = (index.lessons or ()) if index else ()
    row = next((r for r in rows if not r.target and _same(r.title, titles["zh"])), None)
    keys = course.lessons(section.folder)
    used = [int(r.number) for r in rows] + [int(key.rpartition("/")[2][:2]) for key in keys]
    number = int(row.number) if row else max(used, default=0) + 1
    taken = next((k for k in keys if k.startswith(f"{section.folder}/{number:02}")), None)
    if taken:
        raise CourseError(f"{course.docs}/{taken}.md exists already; choose another title")
    return Lesson(section.folder, number, f"{number:02}{_camel(titles['en'])}", bool(row))


def pages(lesson: Lesson, titles: Mapping[Lang, str], today: dt.date) -> dict[str, str]:
    """Path below `docs/` → text of the two pages."""
    return {
        f"{lesson.folder}/{lesson.name}{SUFFIX[lang]}": _TEMPLATE[lang].format(
            title=titles[lang], today=today.isoformat()
        )
        for lang in LANGS
    }


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
