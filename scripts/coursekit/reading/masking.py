r"""A page's text in, its lines of the same length out, with everything that is not prose blanked.

What is blanked becomes private-use characters, so that line and column of a find are those of the
file: `HIDDEN` (a fence, an address, a citation, a `{{ number }}`, whose unit may be of either
script), `WORD` (inline code, a formula: it reads as a word) or `GONE` (a link's target, a tag,
attributes: nothing of it is seen).
Bodies of admonitions, tabs, lists and tables stay, and so do quoted titles, image captions and, of
the front matter, `title` and `description`.
"""

import functools
import re
from typing import Final

from coursekit.reading import frontmatter, tables

HIDDEN: Final = "\ue000"
WORD: Final = "\ue001"
GONE: Final = "\ue002"

_KEPT = re.compile(r"((?:title|description):\s+[\"']?)(.*?)([\"']?\s*)")
_BOX = re.compile(r"^([ \t]*)((?:!!!|\?\?\?\+?|===[+!]?)[ \t][^\"\n]*)(.*)$", re.MULTILINE)
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{3,}[ \t:|-]*")

# What has to be in the text, the pattern, what it is blanked with; earlier rules win.
_RULES: Final = tuple(
    (needle, re.compile(pattern, re.MULTILINE | re.DOTALL), mask)
    for needle, pattern, mask in (
        ("`", r"(?P<t>`+)(?!`)[^\n]+?(?<!`)(?P=t)(?!`)", WORD),
        ("<!--", r"<!--.*?-->", HIDDEN),
        ("-8<-", r"^[ \t]*;?-+8<-+[^\n]*$", HIDDEN),
        ("$$", r"(?<!\\)\$\$.+?(?<!\\)\$\$", WORD),
        ("$", r"(?<![\\$])\$(?![\s$])(?:\\.|[^$\\\n]|\n(?![ \t]*\n))+?(?<!\s)\$(?!\d)", WORD),
        ("{{", r"\{\{[^{}\n]*\}\}", HIDDEN),
        ("](", r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)", GONE),
        ("]:", r"^[ \t]*\[[^\]\n^]+\]:[ \t]+\S[^\n]*$", HIDDEN),
        ("][", r"(?<=\])\[[^\]\n]*\]", GONE),
        ("[^", r"\[\^[^\]\s]+\]:?", HIDDEN),
        ("[@", r"\[@[^\]\n]+\]", HIDDEN),
        ("*[", r"^\*\[[^\]\n]+\]:", HIDDEN),
        ("://", r"<?\bhttps?://[^\s<>()\]，。；、）」]+>?", HIDDEN),
        ("<", r"</?[a-zA-Z][^<>]*>", GONE),
        ("{", r"\{:?[ \t]*(?:[#.][\w-]|[\w-]+=)[^{}\n]*\}", GONE),
        (":", r":(?<![\w:]:)[a-z][a-z0-9_+]*-[a-z0-9_+-]+:(?![\w:])", HIDDEN),
    )
)


@functools.lru_cache(maxsize=2048)  # every check of words asks for the same pages
def lines(text: str) -> tuple[str, ...]:
    """The masked lines of a page; line 1 is the first of the tuple."""
    source, head = frontmatter.split(text)
    front = _front(source, head) if head else []
    body = [
        line or HIDDEN * len(written)
        for (_, line), written in zip(tables.numbered(text), text.splitlines(), strict=True)
    ][head:]
    masked = "\n".join(body)
    for needle, pattern, mask in _RULES:
        if needle in masked:
            masked = pattern.sub(functools.partial(_blank, mask), masked)
    masked = _BOX.sub(_box, masked)
    after = (HIDDEN * len(at) if _RULE.fullmatch(at) else at for at in masked.split("\n"))
    return (*front, *(after if body else ()))


def _front(source: str, head: int) -> list[str]:
    kept = [HIDDEN * 3]
    for line in source.splitlines():
        found = _KEPT.fullmatch(line)
        parts = (found[1], found[2], found[3]) if found else (line, "", "")
        kept.append(HIDDEN * len(parts[0]) + parts[1] + HIDDEN * len(parts[2]))
    return kept + [HIDDEN * 3] * (head - len(kept))


def _blank(mask: str, found: re.Match[str]) -> str:
    return mask * len(found[0]) if "\n" not in found[0] else re.sub(r"[^\n]", mask, found[0])


def _box(found: re.Match[str]) -> str:
    title = found[3]
    if len(title) > 1 and title.startswith('"') and title.rstrip().endswith('"'):
        inner = title.rstrip()[1:-1]
        title = HIDDEN + inner + HIDDEN * (len(title) - len(inner) - 1)
    return found[1] + HIDDEN * len(found[2]) + title
