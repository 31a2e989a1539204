"""MkDocs' events in, the same site out sooner: the one file that changes how libraries work.

What it changes, each in a module of `faster/`:
- finished pages are kept, under keys of all that they may show (`finished`, `keys`);
- of the others, the HTML of their Markdown is kept (`rendering`);
- what is made more than once is made once (`repeats`);
- languages are built at the same time, each in its own process (`languages`);
- the formulas' catalogue is made in another, while the course is read (`ahead`);
- under `mkdocs serve`, an edit of a page's own text builds that page and its twin (`preview`).

All of it uses insides of libraries, so it knows exact versions and steps aside with any other.
`COURSE_CACHE=0` switches it off, which is how tests and benchmark get a build to compare with.
"""

from __future__ import annotations

import contextlib
import gc
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import event_priority

from coursekit import cache, edits
from coursekit.reading.course import ROOT
from faster import keys
from faster.ahead import Ahead
from faster.finished import Finished
from faster.languages import Languages
from faster.preview import Preview
from faster.rendering import Renders
from faster.repeats import Highlights, Published, Reads, Searched, Templates

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2.environment import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

CACHE = ROOT / ".cache"
KEEP, DAYS = 4, 30  # sets of settings, and days that an entry nobody uses is kept
PLUGINS = {"i18n", "scripts/hooks.py", "scripts/fastbuild.py"}  # known to need no sight of a page


@dataclass
class Process:
    """What lasts from build to build; without it, building is left as it is."""

    programs: str
    ahead: Ahead
    finished: cache.Store
    reads: Reads
    languages: Languages


@dataclass
class Build:
    """Of one build of all languages."""

    folder: Path
    surroundings: str
    finished: Finished
    renders: Renders
    preview: Preview
    nav: Navigation | None = None


process: Process | None = None
now: Build | None = None


def on_startup(command: str, dirty: bool) -> None:
    """Remember pages as they were read, before the first of them is."""
    global process
    if not dirty and keys.known():
        gc.set_threshold(50_000)  # most objects of a build stay: do not look at them so often
        ahead = Ahead()
        ahead.start()
        programs, store = keys.programs(), cache.Store(CACHE / "finished")
        reads, languages = Reads(store, programs), Languages(only_fill=command == "serve")
        process = Process(programs, ahead, store, reads, languages)
        for part in (reads, Searched(store, programs), Highlights()):
            part.install()


@event_priority(-200)  # after the i18n plugin has set the language
def on_config(config: MkDocsConfig) -> None:
    """Before the first language: open the memories for these settings, forget the build before."""
    global now
    if process is None or keys.i18n(config).building:
        return
    texts = process.reads.keep()
    programs, kept = process.programs, process.finished
    settings = keys.settings(config, programs)
    store = cache.Store(CACHE / "pages" / settings)
    course = config.extra[keys.COURSE]
    assets = keys.assets(config, course)
    read = cache.key(programs, texts, assets)  # all that the course is made of
    shown = kept.remember("shown", read, lambda: cache.key(programs, edits.shown(course)))
    surroundings = keys.surroundings(config, assets, shown)
    finished = Finished(kept, settings, texts)
    now = Build(store.folder, surroundings, finished, Renders(store), Preview(config))
    now.renders.install()
    Published(kept).install(shown, cache.key(surroundings, texts))
    if _only_known_plugins(config):
        finished.install()
    else:  # one that looks at every page must be shown every page
        Finished.uninstall()
    process.ahead.wait()


@event_priority(-200)
def on_files(files: Files, config: MkDocsConfig) -> None:
    """The site's folder is empty: begin with the other languages."""
    if process and _only_known_plugins(config) and not keys.i18n(config).building:
        process.languages.start(config, len(files.documentation_pages()))


@event_priority(-200)
def on_nav(nav: Navigation, **_: Any) -> None:
    """Keep the navigation, which later events are not given."""
    if now:
        now.nav = nav


@event_priority(-200)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages of a language are read."""
    if now and now.nav:
        env.bytecode_cache = Templates(cache.Store(now.folder / "templates"))
        env.auto_reload = False  # a build reads each template once
        now.finished.all_read(cache.key(now.surroundings, keys.around(config, files)))
        now.preview.language_built(now.nav, env, files)


@event_priority(-200)
def on_post_page(output: str, page: Page, **_: Any) -> None:
    """A page is finished."""
    if now:
        now.finished.made(page, output)


@event_priority(-200)  # after the i18n plugin has built the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """The last language is built."""
    if now and not keys.i18n(config).building:
        now.preview.done = True
        with contextlib.suppress(OSError):
            os.utime(now.folder)  # used, so kept
        if now.renders.missed:
            cache.prune(CACHE / "pages", KEEP, DAYS)
            cache.prune(CACHE / "finished", KEEP, DAYS)


def on_serve(server: LiveReloadServer, **_: Any) -> None:
    """Build one page where that is enough."""
    everything = server.builder

    def builder() -> None:
        with contextlib.suppress(Exception):  # the full build meets it again and reports it
            if now and now.preview.build_edited():
                return
        everything()

    server.builder = builder


def on_shutdown() -> None:
    """A build that failed leaves no other running."""
    if process:
        process.languages.stop()
        process.ahead.stop()


def _only_known_plugins(config: MkDocsConfig) -> bool:
    return set(config.plugins) == PLUGINS
