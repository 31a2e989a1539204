"""What is made at every build, made once: highlighted code, templates, what is read, search, JSON.

Each function here takes the place of one of a library's or of our own and gives the same results.
"""

from __future__ import annotations

import functools
import json
import pickle
from typing import TYPE_CHECKING, Any

import jinja2
from pygments.formatters import HtmlFormatter
from pymdownx import highlight

from coursekit import cache
from coursekit.reading import glossary, pages, references, rows
from coursekit.rendering import published, search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pygments.lexer import Lexer

    from coursekit.model import Lang, Term

_highlight = highlight.highlight
_create_stylesheet = HtmlFormatter._create_stylesheet
_parses: dict[Any, Callable[..., Any]] = {
    module: module.parse for module in (pages, glossary, references, rows)
}
_search_page, _search_index = search.page, search.index
_published = {"numbers": published.numbers, "files": published.files}


class Highlights:
    """Code by language and options: the same block may stand on many pages."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._sheets: dict[tuple[object, str], tuple[Any, Any]] = {}

    def install(self) -> None:
        """Take the place of the libraries' functions."""
        highlight.highlight = self._html
        HtmlFormatter._create_stylesheet = lambda formatter: self._sheet(formatter)

    def _html(self, code: str, lexer: Lexer, formatter: HtmlFormatter[str]) -> str:
        kinds = (type(lexer).__qualname__, type(formatter).__qualname__)
        name = cache.key(code, *kinds, lexer.options, formatter.options)
        if name not in self._known:
            self._known[name] = str(_highlight(code, lexer, formatter))
        return self._known[name]

    def _sheet(self, formatter: HtmlFormatter[str]) -> None:
        """Two tables that follow from the style and are never changed."""
        key = (formatter.style, formatter.classprefix)
        if key not in self._sheets:
            _create_stylesheet(formatter)
            self._sheets[key] = (formatter.ttype2class, formatter.class2style)
        formatter.ttype2class, formatter.class2style = self._sheets[key]


class Templates(jinja2.BytecodeCache):
    """Templates compiled once, not once a language and build."""

    def __init__(self, store: cache.Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """What was compiled of the same source before."""
        if body := self._store.load(f"{bucket.key}-{bucket.checksum}"):
            bucket.bytecode_from_string(body)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep what was compiled."""
        self._store.save(f"{bucket.key}-{bucket.checksum}", bucket.bytecode_to_string())


class Reads:
    """Pages, glossary, bibliography and rows as `coursekit` reads them, all in one entry.

    `programs` is the key of what reads.
    """

    def __init__(self, store: cache.Store, programs: str) -> None:
        self._store, self._programs = store, programs
        kept = store.load("read", programs)
        self._known: dict[str, Any] = pickle.loads(kept) if kept else {}  # noqa: S301 (our own)
        self._used: dict[str, Any] = {}

    def install(self) -> None:
        """Take the place of the functions that read a text."""
        for module, parse in _parses.items():
            module.parse = functools.partial(self._read, parse)

    def _read(self, parse: Callable[..., Any], text: str, *place: str) -> Any:
        name = cache.key(parse.__module__, text, *place)
        for known in (self._used, self._known):
            if name in known:
                return self._used.setdefault(name, known[name])
        return self._used.setdefault(name, parse(text, *place))

    def keep(self) -> str:
        """The course is read; gives the key of all the texts it was read from."""
        texts = cache.key(sorted(self._used))
        if self._used.keys() != self._known.keys():
            self._store.save("read", pickle.dumps(self._used), self._programs)
            self._known = self._used
        self._used = {}
        return texts


class Searched:
    """What the search index has of built pages, those of a language in one entry."""

    def __init__(self, store: cache.Store, programs: str) -> None:
        self._store, self._programs = store, programs

    def install(self) -> None:
        """Take the place of the function that makes the index."""
        search.index = self._index

    def _index(
        self, pages: Iterable[tuple[str, str]], terms: Iterable[Term], lang: Lang
    ) -> list[search.Page]:
        kept = self._store.load(f"search.{lang}", self._programs)
        known: dict[str, search.Page] = json.loads(kept) if kept else {}
        used: dict[str, search.Page] = {}

        def read(address: str, html: str) -> search.Page:
            name = cache.key(address, html)
            page = known.get(name) or _search_page(address, html)
            return used.setdefault(name, page)

        search.page = read
        found = _search_index(pages, terms, lang)
        if used.keys() != known.keys():
            data = json.dumps(used, ensure_ascii=False).encode()
            self._store.save(f"search.{lang}", data, self._programs)
        return found


class Published:
    """The JSON for programs; to make its numbers anew brings in SymPy."""

    def __init__(self, store: cache.Store) -> None:
        self._store = store

    def install(self, shown: str, everything: str) -> None:
        """Take the place of the functions that make it.

        `shown` is the key of programs and what pages show of each other, `everything` that of all.
        """
        self._remember("numbers", shown)
        self._remember("files", everything)

    def _remember(self, name: str, key: str) -> None:
        make = _published[name]
        setattr(
            published,
            name,
            lambda course: self._store.remember(name, key, functools.partial(make, course)),
        )
