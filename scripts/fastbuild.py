"""MkDocs' objects in, the same site out sooner: the one file that changes how libraries work.

What it changes, and why:
- `Page.render` keeps its result in `.cache/pages/` under a key of all it depends on. Links are
  looked up again at every hit and warnings are given again, so a warm build finds what a cold one
  finds. A first build fills the cache in several processes.
- The words that our own hooks mark as terms are found once a text.
- Code is highlighted once, not once a language, and the style that Pygments works out for every
  block is worked out once. Templates are compiled once, not once a language and build.
- Under `mkdocs serve`, an edit of a page's own text builds that page and its twin, not the course.

It uses insides of libraries, so it knows exact versions and steps aside with any other.
`COURSE_CACHE=0` switches it off, which is how tests and benchmark get a build to compare with.
"""

from __future__ import annotations

import contextlib
import copy
import json
import logging
import os
import sys
import threading
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.commands import build
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from pygments.formatters import HtmlFormatter
from pymdownx import highlight

from coursekit import cache, edits
from coursekit.model import CourseError, Lang, Term
from coursekit.reading import course as courses
from coursekit.rendering import terms as glossary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2.environment import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.toc import AnchorLink
    from pygments.lexer import Lexer

VERSIONS = {"mkdocs": "1.6.1", "mkdocs-material": "9.8.1", "mkdocs-static-i18n": "1.3.1"}
COURSE = "course"  # where scripts/hooks.py keeps it
KEEP, DAYS = 4, 30  # sets of settings, and days that an entry nobody uses is kept
FEW = 32  # pages that are not worth a second process

log = logging.getLogger("mkdocs.course")


@dataclass
class Built:
    """What the full build of one language leaves for the next edit."""

    files: Files
    nav: Navigation
    env: Environment
    store: cache.Store
    settings: dict[str, Any]
    theme: dict[str, Any]


@dataclass
class State:
    """Of this process: MkDocs loads a hook once and calls it for every build."""

    config: MkDocsConfig
    folder: Path | None  # of the cache for these settings; None: build without
    store: cache.Store | None = None
    seen: edits.Look = field(default_factory=dict)
    built: dict[str, Built] = field(default_factory=dict)
    nav: Navigation | None = None
    code: dict[str, str] = field(default_factory=dict)
    missed: bool = False
    done: bool = False


now: State


@event_priority(-200)  # after the i18n plugin has set the language
def on_config(config: MkDocsConfig) -> None:
    """Open the cache for these settings and this language; forget the build before."""
    global now
    if not _i18n(config).building:
        folder = _cache_folder(config) / _settings(config) if _can_be_on() else None
        now = State(config, folder, seen=edits.look(_roots(config)))
    if now.folder:
        now.store = cache.Store(now.folder / _language(config))
        Page.render = _render  # type: ignore[method-assign, assignment]
        highlight.highlight = _highlight
        HtmlFormatter._create_stylesheet = _create_stylesheet
        glossary.explain = _explain


@event_priority(-200)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """All pages are known: render those of a cold build in several processes."""
    now.nav = nav
    if now.store is not None:
        _fill(now.store, files, config)


@event_priority(-200)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep compiled templates."""
    if now.folder and now.store is not None and now.nav is not None:
        env.bytecode_cache = _Templates(cache.Store(now.folder / "templates"))
        env.auto_reload = False  # a build reads each template once
        now.built[_language(config)] = _built(config, env, files, now.nav, now.store)


@event_priority(-200)  # after the i18n plugin has built the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """The last language is built."""
    if now.folder and not _i18n(config).building:
        now.done = True
        with contextlib.suppress(OSError):
            os.utime(now.folder)  # used, so kept
        if now.missed:
            cache.prune(_cache_folder(config), KEEP, DAYS)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> None:
    """Build one page where that is enough."""
    everything = server.builder

    def builder() -> None:
        with contextlib.suppress(Exception):  # the full build meets it again and reports it
            if now.done and not config.strict and _build_edited():
                return
        everything()

    server.builder = builder


# What a render depends on


def _can_be_on() -> bool:
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


def _settings(config: MkDocsConfig) -> str:
    """Everything but the page that the HTML of a page depends on."""
    root = Path(config.config_file_path).parent
    snippets = config.mdx_configs.get("pymdownx.snippets", {})
    appended = [root / name for name in snippets.get("auto_append", [])]
    data = [path for path in Path(config.docs_dir, "data").rglob("*") if path.is_file()]
    packages = {p.name for place in sys.path for p in Path(place).glob("*.dist-info")}
    return cache.key(
        sys.version,
        sorted(packages),
        config.markdown_extensions,
        dict(config.validation.links),
        config.use_directory_urls,
        cache.contents([*Path(__file__).parent.rglob("*.py"), *data, *appended]),
    )


def _cache_folder(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent / ".cache" / "pages"


def _i18n(config: MkDocsConfig) -> Any:
    return config.plugins["i18n"]


def _language(config: MkDocsConfig) -> str:
    return str(_i18n(config).current_language)


def _roots(config: MkDocsConfig) -> list[Path]:
    custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    return [Path(config.docs_dir), Path(config.config_file_path), *custom]


# One page


_original = Page.render


def _render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """`Page.render` with a memory.

    A page that includes others is always rendered: what it includes may have changed.
    """
    if now.store is None or page.markdown is None or "8<-" in page.markdown:
        _original(page, config, files)
        return
    file = page.file
    name = cache.key(page.markdown, file.src_uri, file.url, file.inclusion.name, config.mdx_configs)
    kept = now.store.load(name)
    if kept is None or not _restore(page, json.loads(kept), files):
        now.missed = True
        entry = _record(page, config, files)
        now.store.save(name, json.dumps(entry, ensure_ascii=False).encode())


class _Asked:
    """The files of the site, with a note of which were asked for and what was found."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.found: dict[str, File | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        return self.found.setdefault(path, self._files.get_file_from_path(path))

    def name(self, file: File) -> str | None:
        return next((path for path, found in self.found.items() if found is file), None)


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append((record.name, record.levelno, record.getMessage()))


def _record(page: Page, config: MkDocsConfig, files: Files) -> dict[str, Any]:
    asked, records = _Asked(files), _Records()
    logging.getLogger("mkdocs").addHandler(records)
    try:
        _original(page, config, asked)  # type: ignore[arg-type]
    finally:
        logging.getLogger("mkdocs").removeHandler(records)
    return {
        "content": page.content,
        "toc": [_token(item) for item in page.toc],
        "title": page._title_from_render,
        "ids": sorted(page.present_anchor_ids or ()),
        "anchors": [[asked.name(f), found] for f, found in (page.links_to_anchors or {}).items()],
        "links": [[path, _facts(file)] for path, file in asked.found.items()],
        "log": records.kept,
    }


def _restore(page: Page, entry: dict[str, Any], files: Files) -> bool:
    """Give the page what an earlier render gave it, unless a link now leads elsewhere."""
    find = files.get_file_from_path
    if any(_facts(find(path)) != facts for path, facts in entry["links"]):
        return False
    page.content = entry["content"]
    page.toc = get_toc(entry["toc"])
    page._title_from_render = entry["title"]
    page.present_anchor_ids = set(entry["ids"])
    # An address on the page itself is looked up nowhere, so it has no name.
    targets = ((find(path) if path else page.file, found) for path, found in entry["anchors"])
    page.links_to_anchors = {file: found for file, found in targets if file}
    for name, level, message in entry["log"]:
        logging.getLogger(name).log(level, message)
    return True


def _facts(file: File | None) -> list[str] | None:
    """What a link depends on, of the file it leads to."""
    return [file.src_uri, file.url, file.inclusion.name] if file else None


def _token(item: AnchorLink) -> dict[str, Any]:
    children = [_token(child) for child in item.children]
    return {"name": item.title, "id": item.id, "level": item.level, "children": children}


class _Templates(jinja2.BytecodeCache):
    def __init__(self, store: cache.Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if body := self._store.load(f"{bucket.key}-{bucket.checksum}"):
            bucket.bytecode_from_string(body)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self._store.save(f"{bucket.key}-{bucket.checksum}", bucket.bytecode_to_string())


# Code


_original_highlight = highlight.highlight
_original_stylesheet = HtmlFormatter._create_stylesheet


def _highlight(code: str, lexer: Lexer, formatter: HtmlFormatter[str]) -> str:
    """The two pages of a pair show the same code."""
    if now.store is None:
        return str(_original_highlight(code, lexer, formatter))
    kinds = (type(lexer).__qualname__, type(formatter).__qualname__)
    name = cache.key(code, *kinds, lexer.options, formatter.options)
    if name not in now.code:
        now.code[name] = str(_original_highlight(code, lexer, formatter))
    return now.code[name]


def _create_stylesheet(formatter: HtmlFormatter[str]) -> None:
    """Two tables that follow from the style and are never changed."""
    key = (formatter.style, formatter.classprefix)
    if key not in _sheets:
        _original_stylesheet(formatter)
        _sheets[key] = (formatter.ttype2class, formatter.class2style)
    formatter.ttype2class, formatter.class2style = _sheets[key]


_sheets: dict[tuple[object, str], tuple[Any, Any]] = {}


# Our own


_original_explain = glossary.explain


def _explain(page: str, terms: tuple[Term, ...], lang: Lang, module: str, address: str) -> str:
    """Which terms a text has follows from the text and the glossary, which the settings cover."""
    if now.store is None:
        return _original_explain(page, terms, lang, module, address)
    name = cache.key("terms", page, lang, module, address)
    kept = now.store.load(name)
    if kept is None:
        kept = _original_explain(page, terms, lang, module, address).encode()
        now.store.save(name, kept)
    return kept.decode()


# Many pages


def _fill(store: cache.Store, files: Files, config: MkDocsConfig) -> None:
    """Render the pages of a cold build in as many processes as there are processors.

    Only where a copy of this process is safe to go on with: on Linux, and without threads.
    """
    pages = files.documentation_pages()
    if sys.platform != "linux" or threading.active_count() > 1:
        return
    if len(pages) < FEW or len(store) > len(pages) / 2:
        return
    workers = len(os.sched_getaffinity(0))
    if workers < 2:
        return
    now.missed = True
    names = [f"code-{os.getpid()}-{at}" for at in range(workers)]
    children = [_fork(pages[at::workers], files, config, name) for at, name in enumerate(names)]
    for child, name in zip(children, names, strict=True):
        os.waitpid(child, 0)
        now.code.update(json.loads(store.take(name) or "{}"))


def _fork(share: Iterable[File], files: Files, config: MkDocsConfig, name: str) -> int:
    """A process that renders its share of the pages and leaves their code under a name."""
    if child := os.fork():
        return child
    try:
        logger = logging.getLogger("mkdocs")
        logger.handlers.clear()  # the build says it again when it takes the page from the cache
        logger.propagate = False
        for file in share:
            with contextlib.suppress(Exception):  # the build meets it again and reports it
                _populate(file, files, config)
        if now.store is not None:
            now.store.save(name, json.dumps(now.code, ensure_ascii=False).encode())
    finally:
        os._exit(0)


def _populate(file: File, files: Files, config: MkDocsConfig) -> None:
    events, page = config.plugins, file.page or Page(None, file, config)
    page = events.on_pre_page(page, config=config, files=files)
    page.read_source(config)
    text = page.markdown or ""
    page.markdown = events.on_page_markdown(text, page=page, config=config, files=files)
    page.render(config, files)
    events.on_page_content(page.content or "", page=page, config=config, files=files)


# One edit


def _build_edited() -> bool:
    """Build the pages whose own text was edited, and their twins; False: build everything."""
    paths = _edited_pages(now.config)
    if paths is None:
        return False
    start = time.monotonic()
    names = {
        file.norm_src_uri  # type: ignore[attr-defined]
        for built in now.built.values()
        for file in built.files.documentation_pages()
        if file.abs_src_path in paths
    }
    if not all(_build_pages(lang, names) for lang in now.built):
        return False
    log.info("Built %s in %.2f seconds", ", ".join(sorted(names)), time.monotonic() - start)
    return True


def _edited_pages(config: MkDocsConfig) -> set[str] | None:
    """The pages that were edited, or None if an edit shows on other pages."""
    seen = edits.look(_roots(config))
    paths = edits.edited(now.seen, seen)
    if paths is None or not all(path.endswith(".md") for path in paths):
        return None
    try:
        course = courses.load()
    except CourseError:
        return None
    before, config.extra[COURSE] = config.extra[COURSE], course
    now.seen = seen
    return paths if edits.own_text_only(before, course) else None


def _built(
    config: MkDocsConfig, env: Environment, files: Files, nav: Navigation, store: cache.Store
) -> Built:
    """With copies of the settings that hooks and the i18n plugin change from language to language.

    To have the plugin set them once more would not do: it works on what it keeps as the original.
    """
    settings = {**config.data, "mdx_configs": copy.deepcopy(config.mdx_configs)}
    return Built(files, nav, env, store, settings, copy.deepcopy(dict(config.theme)))


def _build_pages(lang: str, names: set[str]) -> bool:
    config, built = now.config, now.built[lang]
    now.store = built.store
    _i18n(config).current_language = lang
    config.data.update(built.settings)
    for name, value in built.theme.items():
        config.theme[name] = value
    files = built.files.documentation_pages()
    for file in files:
        if file.page and file.norm_src_uri in names:  # type: ignore[attr-defined]
            meta = file.page.meta
            build._populate_page(file.page, config, built.files)
            if file.page.meta != meta:
                return False
            build._build_page(file.page, config, files, built.nav, built.env)
    for file in files:
        if file.page:
            level = config.validation.links.anchors
            file.page.validate_anchor_links(files=built.files, log_level=level)
    return True
