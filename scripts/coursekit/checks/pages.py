"""Each page, and each page against the outline and its twin (P1xx)."""

import re
from collections.abc import Iterator

from coursekit.checks.registry import check
from coursekit.model import LANGS, SUFFIX, Course, Lang, Outline, Page, Problem, Where
from coursekit.rendering import render

_SUFFIXED = re.compile(r"\.(en|zh)\.md(#|$)")


@check("P101")
def page_missing(course: Course) -> Iterator[Problem]:
    """Every folder of the outline has its page, and every page exists in both languages.

    Bad:  02StorComm/index.md without 02StorComm/index.en.md
    Good: both files side by side.
    """
    folders = {module.folder for module in course.outline.modules}
    folders |= {section.folder for _, section in course.outline.sections()}
    wanted = {f"{folder}/index" for folder in folders & course.folders}
    wanted |= {page.key for page in course.pages.values()}
    for key in sorted(wanted):
        for lang in LANGS:
            if course.page(lang, key) is None:
                where = Where(f"{course.docs}/{key}{SUFFIX[lang]}")
                yield Problem(where, "P101", "page does not exist", _twin_hint(course, key, lang))


def _twin_hint(course: Course, key: str, lang: Lang) -> str:
    other: Lang = "en" if lang == "zh" else "zh"
    if course.page(other, key):
        return f"write it from its twin {key}{SUFFIX[other]}"
    return "write the page, in both languages"


@check("P102")
def page_empty(course: Course) -> Iterator[Problem]:
    """A page has text, not only a heading.

    Bad:  # 集合通信原理
    Good: # 集合通信原理, then at least a paragraph
    """
    for page in _pages(course):
        if not page.has_text:
            yield Problem(page.where(), "P102", "page has no text", "write it, or remove it")


@check("P103")
def title_mismatch(course: Course) -> Iterator[Problem]:
    """The H1 of a module's, section's or lesson's page is its title in the table that lists it.

    A page may declare former titles as `aliases:` in its front matter; white space is not compared.

    Bad:  # 集合通信 under the row 集合通信原理
    Good: # 集合通信原理
    """
    for outline in course.outlines.values():
        for page, title in _titled(course, outline):
            names = {_squeeze(name) for name in (page.title, *page.aliases)}
            if page.title and title and _squeeze(title) not in names:
                line = next(h.line for h in page.headings if h.level == 1)
                fact = f"H1 is {page.title!r}, the table says {title!r}"
                yield Problem(page.where(line), "P103", fact, "use one title in page and table")


def _titled(course: Course, outline: Outline) -> Iterator[tuple[Page, str]]:
    """Pages with the title their table gives them."""
    for module in outline.modules:
        page = course.page(outline.lang, f"{module.folder}/index")
        agreed = module.heading is None or module.heading.title == module.title
        if page and agreed:  # O110 reports a heading that disagrees with its row
            yield page, module.title
        for section in module.sections:
            page = course.page(outline.lang, f"{section.folder}/index")
            if page and section.folder != module.folder:
                yield page, section.title
            yield from _lesson_titles(course, outline.lang, page)


def _lesson_titles(course: Course, lang: Lang, index: Page | None) -> Iterator[tuple[Page, str]]:
    for row in (index.lessons or ()) if index else ():
        page = course.page(
            lang, f"{index.folder if index else ''}/{row.target.removesuffix('.md')}"
        )
        if page:
            yield page, row.title


@check("P104")
def one_h1(course: Course) -> Iterator[Problem]:
    """A page has exactly one first-level heading.

    Bad:  a page that starts with ## or has # twice
    Good: one # line, the title.
    """
    for page in _pages(course):
        tops = [h for h in page.headings if h.level == 1]
        if len(tops) != 1:
            line = tops[1].line if tops else 1
            fact = f"page has {len(tops)} first-level headings"
            yield Problem(page.where(line), "P104", fact, "give it one # line, the title")


@check("P105")
def front_matter_yaml(course: Course) -> Iterator[Problem]:
    """Front matter is valid YAML; MkDocs drops what is not, without a word.

    Bad:  title: Lesson 1: why
    Good: title: "Lesson 1: why"
    """
    yield from (p.yaml_fault for p in _pages(course) if p.yaml_fault)


@check("P106")
def front_matter_fields(course: Course) -> Iterator[Problem]:
    """Front matter has known keys with values of the right kind.

    Bad:  minuts: 20
    Good: minutes: 20
    """
    for page in _pages(course):
        yield from page.field_faults


@check("P107")
def link_suffix(course: Course) -> Iterator[Problem]:
    """Links name the page without a language suffix, in both languages.

    The site puts the reader's language in; a link to x.en.md leads nowhere on the Chinese page and
    to the wrong place on the English one.

    Bad:  [primitives](02Primitives.en.md)
    Good: [primitives](02Primitives.md)
    """
    for page in _pages(course):
        for link in page.links:
            if "://" not in link.target and _SUFFIXED.search(link.target):
                fact = f"link {link.target} carries a language suffix"
                hint = "write " + _SUFFIXED.sub(r".md\2", link.target)
                yield Problem(page.where(link.line), "P107", fact, hint)


@check("P108")
def unknown_marker(course: Course) -> Iterator[Problem]:
    """A marker in a page is one the site knows how to fill, there.

    Bad:  <!-- course:section -->, <!-- course:route trainnig -->
    Good: <!-- course:sections -->, <!-- course:route training -->
    """
    for page in _pages(course):
        for marker in page.markers:
            name, _, argument = marker.target.partition(" ")
            if name not in render.FILL:
                fact = f"marker course:{name} is unknown"
                hint = f"known markers: {', '.join(sorted(render.FILL))}"
                yield Problem(page.where(marker.line), "P108", fact, hint)
            elif render.FILL[name](course, page.key, page.lang, argument) is None:
                fact = f"marker course:{marker.target} has nothing to show here"
                hint = "mend the word after its name, or move it to the page it is for"
                if name in render.WORDS:
                    hint = f"name one of: {', '.join(sorted(render.WORDS[name]))}"
                yield Problem(page.where(marker.line), "P108", fact, hint)


def _pages(course: Course) -> list[Page]:
    return list(course.pages.values())


def _squeeze(title: str) -> str:
    return re.sub(r"[\s`]+", "", title)
