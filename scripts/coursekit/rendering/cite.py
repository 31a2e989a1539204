"""What a page is called, where it is and when it changed in; the forms to cite it by out.

The access date is the reader's: `ACCESSED` stands for it until a script puts the day in.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from coursekit.model import Lang

AUTHOR: Final = "AIInfra contributors"
ACCESSED: Final[Mapping[Lang, str]] = {"zh": "访问日期", "en": "date of access"}
_SPECIAL: Final[Mapping[str, str]] = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "{}$&#%_"},
}


@dataclass(frozen=True)
class Source:
    """One page to cite; `updated` where it is known."""

    key: str
    lang: Lang
    title: str
    course: str
    address: str
    updated: dt.date | None = None


def bibtex(source: Source) -> str:
    """A BibTeX entry; doubled braces keep the capitals of names."""
    fields = {
        "author": f"{{{AUTHOR}}}",
        "title": f"{{{_escaped(source.title)}}}",
        "howpublished": _escaped(source.course),
    }
    if source.updated:
        fields["year"] = str(source.updated.year)
        fields["month"] = str(source.updated.month)
    fields["url"] = _address(source)
    fields["urldate"] = ACCESSED[source.lang]
    width = max(len(name) for name in fields)
    lines = [f"  {name.ljust(width)} = {{{value}}}" for name, value in fields.items()]
    return f"@misc{{{_label(source)},\n" + ",\n".join(lines) + "\n}"


def gb7714(source: Source) -> str:
    """An electronic resource by GB/T 7714-2015: author, title, container, dates, address."""
    updated = f"({source.updated.isoformat()})" if source.updated else ""
    return (
        f"{AUTHOR}. {source.title}[EB/OL]//{source.course}. "
        f"{updated}[{ACCESSED[source.lang]}]. {_address(source)}."
    )


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in text)


def _address(source: Source) -> str:
    """Addresses are read as they are, but for braces and backslashes."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", source.address)


def _label(source: Source) -> str:
    words = re.findall(r"[A-Za-z0-9]+", source.key.removesuffix("index"))
    return "-".join(["aiinfra", *words, source.lang])
