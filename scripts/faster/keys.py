"""A build's settings in, the keys of all that its pages depend on out.

A key may cover too much, never too little: whole folders go in, so that what is added to them
(data, lock files, drawings, scripts) is covered before anyone thinks of it.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.utils import get_build_date

from coursekit import cache

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from coursekit.model import Course

VERSIONS = {"mkdocs": "1.6.1", "mkdocs-material": "9.8.1", "mkdocs-static-i18n": "1.3.1"}
SCRIPTS = Path(__file__).resolve().parents[1]
COURSE = "course"  # where scripts/hooks.py keeps it
_NOT_SHOWN = {"extra", "hooks", "plugins", "site_dir", "strict", "theme", "watch"}  # as they are

log = logging.getLogger("mkdocs.course")


def known() -> bool:
    """Whether to work on libraries' insides: not if told, and only in the versions known here."""
    if os.environ.get("COURSE_CACHE") == "0":
        return False
    if logging.getLogger("mkdocs").getEffectiveLevel() != logging.INFO:
        return False  # a render would leave other records to remember
    found = {name: version(name) for name in VERSIONS}
    if found == VERSIONS:
        return True
    wrong = ", ".join(f"{n} {found[n]} (not {v})" for n, v in VERSIONS.items() if found[n] != v)
    log.info("scripts/fastbuild.py does not know %s; building without the page cache", wrong)
    return False


def programs() -> str:
    """What our own code and the packages make of a text."""
    packages = {p.name for place in sys.path for p in Path(place).glob("*.dist-info")}
    return cache.key(sys.version, sorted(packages), cache.contents(_files(SCRIPTS)))


def settings(config: MkDocsConfig, code: str) -> str:
    """Everything but the page that the Markdown of a page is rendered by."""
    root = Path(config.config_file_path).parent
    snippets = config.mdx_configs.get("pymdownx.snippets", {})
    appended = [root / name for name in snippets.get("auto_append", [])]
    return cache.key(
        code,
        config.markdown_extensions,
        dict(config.validation.links),
        config.use_directory_urls,
        cache.contents([*_files(Path(config.docs_dir, "data")), *appended]),
    )


def assets(config: MkDocsConfig, course: Course) -> str:
    """What a course was read from besides the texts of its pages."""
    docs = Path(config.docs_dir)
    files = [docs / name for name in course.files if not name.endswith(".md")]
    names = (course.files, course.folders, course.repository)
    return cache.key(names, cache.contents(files))


def surroundings(config: MkDocsConfig, assets: str, shown: str) -> str:
    """Everything outside a page's own text that its HTML may show, but for MkDocs' own objects.

    `assets` is the key of the files that are no pages, `shown` that of what pages may show of each
    other.
    """
    theme = config.theme.custom_dir
    own = [*(_files(Path(theme)) if theme else []), Path(config.config_file_path)]
    days = (dt.date.today().isoformat(), get_build_date())  # noqa: DTZ011 (what is overdue)
    return cache.key(days, shown, assets, cache.contents(own))


def around(config: MkDocsConfig, files: Files) -> str:
    """What templates are given besides the page: settings and all pages as navigation shows them.

    The pages' texts have been read and rendered.
    """
    values = {name: value for name, value in config.data.items() if name not in _NOT_SHOWN}
    extra = {k: v for k, v in config.extra.items() if k not in {COURSE, "alternate"}}
    pages = [
        (file.src_uri, file.url, file.inclusion.name, file.page.title, dict(file.page.meta))
        for file in files.documentation_pages()
        if file.page
    ]
    theme = (dict(config.theme), config.theme.dirs)
    return cache.key(values, extra, theme, dict(i18n(config).config), pages)


def _files(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts]


def language(config: MkDocsConfig) -> str:
    """The language that is being built."""
    return str(i18n(config).current_language)


def i18n(config: MkDocsConfig) -> Any:
    """The plugin that builds one language after the other."""
    return config.plugins["i18n"]
