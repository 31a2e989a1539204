"""A page's key and language in, its address on the site out, alone or with its translations."""

from collections.abc import Mapping
from typing import Final

from coursekit.model import LANGS, Course, Lang, Page

PREFIX: Final[Mapping[Lang, str]] = {"zh": "", "en": "en/"}


def path(lang: Lang, key: str) -> str:
    """Where a page lies below the root of the site: `02StorComm/index` → `en/02StorComm/`."""
    below = key.removesuffix("index") if key.rpartition("/")[2] == "index" else f"{key}/"
    return PREFIX[lang] + below


def shown(course: Course, lang: Lang, key: str) -> Page | None:
    """The page whose text stands at an address: in that language, or else the Chinese one."""
    return course.page(lang, key) or course.page("zh", key)


def languages(course: Course, key: str) -> tuple[Lang, ...]:
    """The languages in which a page is written."""
    return tuple(lang for lang in LANGS if course.page(lang, key))


def alternates(course: Course, key: str, root: str) -> dict[str, str]:
    """`hreflang` → absolute address, for the languages in which a page is written.

    `x-default` is what a search engine shows readers of any other language: the Chinese page
    where there is one.
    """
    written = languages(course, key)
    found: dict[str, str] = {lang: root + path(lang, key) for lang in written}
    return {**found, "x-default": root + path(written[0], key)}


def ancestors(course: Course, page: Page) -> list[str]:
    """Keys of the index pages above a page, from the home page down."""
    folders = page.key.removesuffix("/index").split("/")[:-1]
    above = ["/".join([*folders[:depth], "index"]) for depth in range(len(folders) + 1)]
    return [key for key in above if key != page.key and course.page("zh", key)]
