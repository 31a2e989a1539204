"""`Course` in, what is known of a lesson or section out: minutes, level, date, prerequisites.

Front matter stands in the Chinese page; the English page inherits what it does not give itself.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from coursekit.model import LESSON_NAME, Course, Lang, Link, Page


@dataclass(frozen=True)
class Details:
    """The front matter of one lesson as a reader of one language sees it."""

    minutes: int | None = None
    level: str | None = None
    updated: dt.date | None = None
    requires: tuple[Link, ...] = ()


def details(course: Course, lang: Lang, key: str) -> Details:
    """What the front matter of a page says."""
    chain = [page for page in (course.page(lang, key), course.page("zh", key)) if page]
    return Details(
        next((page.minutes for page in chain if page.minutes), None),
        next((page.level for page in chain if page.level), None),
        next((page.updated for page in chain if page.updated), None),
        next((page.requires for page in chain if page.requires), ()),
    )


def minutes(course: Course, folder: str) -> int:
    """The minutes of a section's lessons that exist, summed."""
    return sum(details(course, "zh", key).minutes or 0 for key in course.lessons(folder))


def is_lesson(course: Course, page: Page) -> bool:
    """Whether a page is a lesson: named like one, in the folder of a section."""
    return bool(LESSON_NAME.fullmatch(page.name) and course.outline.section(page.folder))


def title(course: Course, lang: Lang, key: str) -> str:
    """How a page is called in a language."""
    page = course.page(lang, key) or course.page("zh", key)
    return page.title if page else ""


def page_of(course: Course, name: str) -> str | None:
    """The key of the page that a requirement names: a page, or a section by its folder."""
    if course.page("zh", name):
        return name
    return f"{name}/index" if course.outline.section(name) else None


def folder_of(course: Course, name: str) -> str:
    """The section that a requirement names or lies in."""
    return name if course.outline.section(name) else name.rpartition("/")[0]


def needs(course: Course) -> Mapping[str, Sequence[str]]:
    """Lesson → the lessons to learn before it; a section stands for its lessons."""
    return {
        page.key: [key for link in page.requires for key in _lessons(course, link.target)]
        for page in course.pages.values()
        if page.lang == "zh" and page.requires
    }


def _lessons(course: Course, name: str) -> list[str]:
    return [name] if course.page("zh", name) else course.lessons(name)


def cycles(graph: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Ways through the graph that come back to their start, each from its first key in order."""
    left = dict(graph)
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            cycle = error.args[1][:0:-1]
            start = cycle.index(min(cycle))
            yield [*cycle[start:], *cycle[: start + 1]]
            left = {key: before for key, before in left.items() if key not in cycle}
        else:
            return
