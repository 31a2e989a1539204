"""`Course` in, facts out: how many lessons a section has, and the state that follows from it."""

from dataclasses import dataclass

from coursekit import shape
from coursekit.model import LANGS, Course, Lang, Module, Section, State
from coursekit.once import once


@dataclass(frozen=True)
class Progress:
    """Lessons of one section: planned in its table or present as files; `zh`, `en` exist."""

    planned: int
    zh: int
    en: int
    complete: int
    sound: bool

    @property
    def state(self) -> State:
        """Done needs every planned lesson written in both languages, in the shape of a lesson."""
        if not self.zh and not self.en:
            return "planned"
        return "done" if self.sound and self.complete >= self.planned else "in progress"


@once
def progress(course: Course, section: Section) -> Progress:
    """Count the lessons of a section: its lesson table plans, its folder has."""
    keys = course.lessons(section.folder) if section.folder else []
    index = course.page("zh", f"{section.folder}/index")
    rows = len(index.lessons) if index and index.lessons else 0
    have = {lang: [k for k in keys if course.page(lang, k)] for lang in LANGS}
    complete = sum(all(_written(course, lang, key) for lang in LANGS) for key in keys)
    planned = max(rows, len(keys))
    sound = complete >= planned and not any(
        shape.faults(course, page)
        for key in keys
        for lang in LANGS
        if (page := course.page(lang, key))
    )
    return Progress(planned, len(have["zh"]), len(have["en"]), complete, sound)


def _written(course: Course, lang: Lang, key: str) -> bool:
    page = course.page(lang, key)
    return bool(page and page.has_text)


def section_state(course: Course, section: Section) -> State:
    """The state of a section by its lessons."""
    return progress(course, section).state


def module_state(course: Course, module: Module) -> State:
    """Planned or done when all sections are; in progress otherwise."""
    states = {section_state(course, section) for section in module.sections}
    if not states:
        return "planned"
    return states.pop() if len(states) == 1 else "in progress"
