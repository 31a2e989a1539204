"""Terms of the glossary in, the glossary page and the explained words of a page out.

The page is Markdown (it takes the place of its marker), the words are marked in finished HTML.
"""

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from coursekit.model import Course, Lang, Term

_SKIP = (
    "a|abbr|button|code|figure|h1|h2|h3|h4|h5|h6|label|math|pre|script|section|style|svg|table"
    "|title"
)
_WHOLE = "code|math|pre|script|style"  # never one inside another of its name: passed in one piece
_TOKEN = re.compile(
    rf"<(?P<whole>{_WHOLE})\b[^>]*>.*?</(?P=whole)>|<(?P<end>/?)(?P<skip>{_SKIP})\b[^>]*>"
    r"|<[^>]*>|[^<]+",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(r"(「[^」]*」|&quot;[^&]*&quot;|\"[^\"]*\")")
_WORD = re.compile(r"[A-Za-z0-9_-]+")
_LATIN = re.compile(r"[A-Za-z0-9_-]")
_NAMES_SEPARATOR = {"zh": "、", "en": ", "}
_ALSO = {"zh": "又称", "en": "also"}
_TAUGHT = {"zh": "讲解：", "en": "Taught in: "}


@dataclass(frozen=True)
class Name:
    """One name of a term, as pages write it."""

    name: str
    term: Term

    def stands(self, text: str, lower: str, at: int) -> bool:
        """Whether the name stands there as a word; case counts unless it is all lower-case."""
        if not (lower if self.name.islower() else text).startswith(self.name, at):
            return False
        end = at + len(self.name)
        glued = _glued(text[at - 1 : at], text[at]) or _glued(text[end - 1], text[end : end + 1])
        return not glued


@dataclass(frozen=True)
class Lexicon:
    """Names, in the order of their claim, by their lower-case letters.

    `lengths` are those of the names, the longest first, by how they begin: with a Latin word, or
    with two other characters. `starts` finds where in a text one may stand, the word a group.
    """

    names: Mapping[str, Sequence[Name]]
    lengths: Mapping[str, Sequence[int]]
    starts: re.Pattern[str]

    def find(self, text: str, lower: str, start: re.Match[str]) -> Name | None:
        """The longest name that stands there."""
        at = start.start()
        for length in self.lengths.get(lower[at : start.end() if start[1] else at + 2], ()):
            for name in self.names.get(lower[at : at + length], ()):
                if name.stands(text, lower, at):
                    return name
        return None


def _glued(left: str, right: str) -> bool:
    """Whether two neighbours belong to one Latin word; either may be empty."""
    return bool(_LATIN.fullmatch(left) and _LATIN.fullmatch(right))


def glossary_page(course: Course, lang: Lang) -> str:
    """All terms under their first letters, each with other names, definition and section."""
    terms = sorted(course.terms, key=lambda term: _order(term, lang))
    parts = []
    for letter, group in groupby(terms, key=lambda term: _order(term, lang)[0]):
        heading = letter.upper() if letter.isalpha() else "0–9"
        parts.append(f"## {heading} {{#letter-{letter}}}")
        parts.extend(_entry(term, course, lang) for term in group)
    return "\n\n".join(parts)


def _entry(term: Term, course: Course, lang: Lang) -> str:
    other: Lang = "en" if lang == "zh" else "zh"
    main = term.names(lang)[0]
    names = [n for n in (term.names(other)[0], term.abbr) if n and n.lower() != main.lower()]
    aside = f" <small>{', '.join(names)}</small>" if names else ""
    also = _NAMES_SEPARATOR[lang].join(term.names(lang)[1:])
    if also:
        gap = " " if also[0].isascii() else ""
        also = f"（{_ALSO[lang]}{gap}{also}）" if lang == "zh" else f" ({_ALSO[lang]} {also})"
    definition = term.definition[lang].rstrip("。.") + also + ("。" if lang == "zh" else ".")
    page = course.page(lang, f"{term.page}/index")
    link = f"{_TAUGHT[lang]}[{page.title}]({term.page}/index.md)" if page else ""
    gap = "" if lang == "zh" else " "
    return f"{main}{aside} {{#{term.id}}}\n:   {definition}{gap}{link}"


def explain(page: str, terms: tuple[Term, ...], lang: Lang, module: str, address: str) -> str:
    """HTML in which the first use of each term leads to its entry and carries its definition.

    `module` is the folder of the module the page belongs to, `address` the glossary page as seen
    from this page.
    Headings, links, code, figures, formulas, tables and quoted titles are left alone.
    """
    if not terms:
        return page
    lexicon = _lexicon(_Terms(terms), lang, module)
    seen: set[str] = set()
    depth = 0
    parts: list[str] = []
    for token in _TOKEN.finditer(page):
        if token["skip"]:
            depth += -1 if token["end"] else 1
        if depth or token[0].startswith("<"):
            parts.append(token[0])
            continue
        for at, piece in enumerate(_QUOTED.split(token[0])):
            parts.extend([piece] if at % 2 else _marked(piece, lexicon, seen, lang, address))
    return "".join(parts)


def _marked(text: str, lexicon: Lexicon, seen: set[str], lang: Lang, address: str) -> Iterator[str]:
    """Text in pieces, the first use of each term as a link; `seen` is kept up to date."""
    lower = text.lower()
    end = done = 0
    for start in lexicon.starts.finditer(text):
        at = start.start()
        found = lexicon.find(text, lower, start) if at >= end else None
        if found is None:
            continue
        end = at + len(found.name)
        if found.term.id not in seen:
            seen.add(found.term.id)
            title = html.escape(found.term.definition[lang], quote=True)
            yield text[done:at]
            yield f'<a class="term" href="{address}#{found.term.id}" title="{title}">'
            yield f"{text[at:end]}</a>"
            done = end
    yield text[done:]


class _Terms:
    """Terms that are the same when they are the same object: to hash 800 for each page is slow."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = terms

    def __hash__(self) -> int:
        return id(self.terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Terms) and self.terms is other.terms


@lru_cache(maxsize=32)
def _lexicon(known: _Terms, lang: Lang, module: str) -> Lexicon:
    """The names that a page of a module may use; of two alike, that of the module first."""
    found = [
        (term.page.partition("/")[0] != module, name, term)
        for term in known.terms
        for name in _written(term, lang)
    ]
    names: dict[str, list[Name]] = defaultdict(list)
    lengths: dict[str, set[int]] = defaultdict(set)
    for elsewhere, name, term in sorted(found, key=itemgetter(0)):
        if not (elsewhere and _everyday(name)):
            names[name.lower()].append(Name(name, term))
            word = _WORD.match(name)
            lengths[(word[0] if word else name[:2]).lower()].add(len(name))
    firsts = {form[:1] for name in names for form in (name, name.upper())} - {""}
    other = "|".join(sorted(re.escape(first) for first in firsts if not _WORD.match(first)))
    starts = re.compile(
        f"(?<!{_LATIN.pattern})({_WORD.pattern})" + (f"|(?:{other})" if other else "")
    )
    longest = {start: sorted(sizes, reverse=True) for start, sizes in lengths.items()}
    return Lexicon(names, longest, starts)


def _written(term: Term, lang: Lang) -> Iterator[str]:
    yield from (html.escape(name, quote=False) for name in term.names(lang))
    if len(term.abbr) > 1:
        yield term.abbr


def _everyday(name: str) -> bool:
    """Short names mean other things elsewhere: an image of module 03, 层, SM, CP."""
    if name.isascii():
        return name.isalpha() and (name.islower() or len(name) < 3)
    return len(name) < 3


def _order(term: Term, lang: Lang) -> tuple[str, str]:
    """First letter (by sound in Chinese; 0 for digits), then the whole name."""
    name = term.names(lang)[0]
    sound = ("".join(_sounds()(name)) if lang == "zh" else name).lower()
    return (sound[0] if "a" <= sound[0] <= "z" else "0"), sound


@cache
def _sounds() -> Callable[[str], list[str]]:
    """What gives the sounds of a Chinese name."""
    import pypinyin  # a third of a second, which only the glossary page is worth

    # At the head of a term 重 means "again" and 长 "long" (重计算, 长序列); the library guesses the
    # other sounds.
    pypinyin.load_single_dict({ord("重"): "chóng", ord("长"): "cháng"})
    return pypinyin.lazy_pinyin
