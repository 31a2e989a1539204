"""Terms of the glossary in, the glossary page and the explained words of a page out.

The page is Markdown (it takes the place of its marker), the words are marked in finished HTML.
"""

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from pypinyin import lazy_pinyin, load_single_dict

from coursekit.model import Course, Lang, Term

# At the head of a term 重 means "again" and 长 "long" (重计算, 长序列); the library guesses the
# other sounds.
load_single_dict({ord("重"): "chóng", ord("长"): "cháng"})

_SKIP = "a|abbr|button|code|figure|h1|h2|h3|h4|h5|h6|label|math|pre|script|style|svg|th|title"
_TOKEN = re.compile(rf"<(/?)({_SKIP})\b[^>]*>|<[^>]*>|[^<]+", re.IGNORECASE)
_NAMES_SEPARATOR = {"zh": "、", "en": ", "}
_ALSO = {"zh": "又称", "en": "also"}
_TAUGHT = {"zh": "讲解：", "en": "Taught in: "}


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
        also = f"（{_ALSO[lang]}{also}）" if lang == "zh" else f" ({_ALSO[lang]} {also})"
    definition = term.definition[lang].rstrip("。.") + also + ("。" if lang == "zh" else ".")
    page = course.page(lang, f"{term.page}/index")
    link = f"{_TAUGHT[lang]}[{page.title}]({term.page}/index.md)" if page else ""
    gap = "" if lang == "zh" else " "
    return f"{main}{aside} {{#{term.id}}}\n:   {definition}{gap}{link}"


def explain(page: str, terms: tuple[Term, ...], lang: Lang, module: str, address: str) -> str:
    """HTML in which the first use of each term leads to its entry and carries its definition.

    `module` is the folder of the module the page belongs to, `address` the glossary page as seen
    from this page.
    Headings, links, code, figures and formulas are left alone.
    """
    if not terms:
        return page
    pattern, by_name = _lexicon(terms, lang, module)
    seen: set[str] = set()
    depth = 0
    parts: list[str] = []

    def mark(found: re.Match[str]) -> str:
        term = by_name[found[0].lower()]
        if term.id in seen:
            return found[0]
        seen.add(term.id)
        title = html.escape(term.definition[lang], quote=True)
        return f'<a class="term" href="{address}#{term.id}" title="{title}">{found[0]}</a>'

    for token in _TOKEN.finditer(page):
        if token[2]:
            depth += -1 if token[1] else 1
        elif not depth and not token[0].startswith("<"):
            parts.append(pattern.sub(mark, token[0]))
            continue
        parts.append(token[0])
    return "".join(parts)


@lru_cache(maxsize=32)
def _lexicon(
    terms: tuple[Term, ...], lang: Lang, module: str
) -> tuple[re.Pattern[str], Mapping[str, Term]]:
    """A pattern for every name, the longest first, and the term of each name in lower case."""
    by_name = {
        name.lower(): term
        for term in terms
        for name in _written(term, lang)
        if term.page.partition("/")[0] == module or not _everyday(name)
    }
    names = sorted(by_name, key=len, reverse=True)
    return re.compile("|".join(map(_bounded, names)) or r"(?!)"), by_name


def _written(term: Term, lang: Lang) -> Iterator[str]:
    yield from (html.escape(name, quote=False) for name in term.names(lang))
    if len(term.abbr) > 1:
        yield term.abbr


def _everyday(name: str) -> bool:
    """Short names mean other things elsewhere: an image in module 03 is no picture, 层 no layer."""
    if name.isascii():
        return name.isalpha() and name.islower()
    return len(name) < 3


def _bounded(name: str) -> str:
    """A Latin name matches only as a whole word, in any case unless it is all capitals."""
    before = r"(?<![A-Za-z0-9_-])" if name[0].isascii() else ""
    after = r"(?![A-Za-z0-9_-])" if name[-1].isascii() else ""
    word = re.escape(name)
    return before + (word if name.isupper() else f"(?i:{word})") + after


def _order(term: Term, lang: Lang) -> tuple[str, str]:
    """First letter (by sound in Chinese; 0 for digits), then the whole name."""
    name = term.names(lang)[0]
    sound = "".join(lazy_pinyin(name)).lower() if lang == "zh" else name.lower()
    return (sound[0] if "a" <= sound[0] <= "z" else "0"), sound
