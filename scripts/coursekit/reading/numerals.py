"""A piece of running text in one language in, the numbers in it out, to compare with the other's.

Numbers written in digits are compared; those in words (三倍, threefold, 第一, first) may stand for
digits on the other page and ask for nothing themselves.
1.5 万, 15,000, 15k and 15 thousand are one number. A digit that belongs to a name (H100, GPT-4) is
none: a name may be said again in one language and be a pronoun in the other.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from coursekit.model import Lang

Value = Fraction | str


@dataclass(frozen=True)
class Number:
    """A number in digits: as written, all it can mean, and where in the text it begins."""

    text: str
    values: frozenset[Value]
    at: int


_SUPERSCRIPT: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_NUMBER: Final = re.compile(
    r"(?<![A-Za-z0-9_.])(?<![A-Za-z][-\u2011])"
    r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*)([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
)
_ZH_SCALE: Final = re.compile(r"\s*(?:([百千十]?)(万亿|亿|万)|([百千]))(?!兆|分)")
_EN_SCALE: Final = re.compile(r"[\s-]*(?:(hundred|thousand|million|billion|trillion)|([kKMBGT])\b)")
_ZH_UNITS: Final = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "亿": 10**8,
    "万亿": 10**12,
}
_EN_UNITS: Final = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "K": 10**3, "M": 10**6, "B": 10**9, "G": 10**9, "T": 10**12,
}  # fmt: skip


def numbers(text: str, lang: Lang) -> tuple[Number, ...]:
    """The numbers written in digits, in order."""
    return tuple(
        Number(found[0], _values(found, text, lang), found.start())
        for found in _NUMBER.finditer(text)
    )


def _values(found: re.Match[str], text: str, lang: Lang) -> frozenset[Value]:
    plain = found[1].replace(",", "")
    if plain.count(".") > 1:  # a version
        return frozenset([plain])
    value = _fraction(plain)
    if found[2]:
        power = int(found[2].translate(_SUPERSCRIPT).replace("--", "-") or 0)
        return frozenset([value**power if value and abs(power) < 100 else found[0]])
    if lang == "zh" and (scale := _ZH_SCALE.match(text, found.end())):
        if scale[3]:  # 5 千瓦 is 5 kW
            return frozenset([value, value * _ZH_UNITS[scale[3]]])
        return frozenset([value * _ZH_UNITS[scale[1]] * _ZH_UNITS[scale[2]]])
    if scale := _EN_SCALE.match(text, found.end()):
        scaled = value * _EN_UNITS[scale[1] or scale[2]]
        return frozenset([scaled] if scale[1] else [value, scaled])  # 70B is 70 billion, 8 B 8 byte
    return frozenset([value])


@functools.cache  # the same few numbers stand everywhere
def _fraction(plain: str) -> Fraction:
    return Fraction(plain)


def unmatched(ours: Sequence[Number], theirs: Sequence[Number]) -> list[Number]:
    """Those of ours that theirs do not have, or not as often."""
    left = list(theirs)
    missing = []
    for number in sorted(ours, key=lambda one: len(one.values)):
        same = [other for other in left if other.values & number.values]
        if same:
            left.remove(min(same, key=lambda other: len(other.values)))
        else:
            missing.append(number)
    return sorted(missing, key=lambda number: number.at)


def spelled(text: str, lang: Lang) -> frozenset[Value]:
    """The numbers that a text has in words."""
    return frozenset(_zh_words(text) if lang == "zh" else _en_words(text.lower()))


_ZH_RUN: Final = re.compile("[零\u3007一二两三四五六七八九十百千万亿]+")
_ZH_DIGITS: Final = {**{c: n for n, c in enumerate("零一二三四五六七八九")}, "\u3007": 0, "两": 2}
_ZH_OTHER: Final = {
    "半": (1, 2, Fraction(1, 2)), "双": (2,), "倍增": (2,), "翻倍": (2,), "加倍": (2,),
    "单": (1,), "首": (1,), "数量级": (10,),
}  # fmt: skip


def _zh_words(text: str) -> Iterator[Fraction]:
    for run in _ZH_RUN.finditer(text):
        value = Fraction(_zh_value(run[0]))
        yield value
        if text.startswith("成", run.end()):  # 三成 is 30%
            yield value * 10
    for word, values in _ZH_OTHER.items():
        if word in text:
            yield from map(Fraction, values)


def _zh_value(run: str) -> int:
    total = section = digit = 0
    for character in run:
        if character in _ZH_DIGITS:
            digit = _ZH_DIGITS[character]
        elif character in "十百千":
            section += (digit or 1) * _ZH_UNITS[character]
            digit = 0
        else:
            total = (total + (section + digit or 1)) * _ZH_UNITS[character]
            section = digit = 0
    return total + section + digit


_EN_SMALL: Final = {
    word: number
    for number, words in {
        0: "zero", 1: "one once single first",
        2: "two second twice both pair double doubles doubled doubling half halve halves halved",
        3: "three third thirds triple", 4: "four fourth quarter quarters", 5: "five fifth fifths",
        6: "six sixth", 7: "seven seventh", 8: "eight eighth eighths", 9: "nine ninth",
        10: "ten tenth tenths tenfold tens magnitude", 11: "eleven eleventh", 12: "twelve dozen",
        13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen",
        18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty",
        60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
    }.items()
    for word in words.split()
}  # fmt: skip
_EN_LARGE: Final = {
    f"{word}{end}": number
    for word, number in _EN_UNITS.items()
    if len(word) > 1
    for end in ("", "s", "th")
}
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip


def _en_words(text: str) -> Iterator[Fraction]:
    total = part = 0
    for word in [*re.findall(r"[a-z]+|[^a-z\s-]+", text), "."]:
        if word in _MONTHS:
            yield Fraction(_MONTHS.index(word) + 1)
        word = word.removesuffix("fold")
        if word in _EN_SMALL:
            small = _EN_SMALL[word]
            yield Fraction(small)
            if word in ("half", "halve", "halves", "halved"):
                yield from (Fraction(1), Fraction(1, 2))
            part = part + small if part >= 20 and 0 < small < 10 else small
        elif word in _EN_LARGE:
            part = (part or 1) * _EN_LARGE[word]
            if _EN_LARGE[word] > 100:
                total, part = total + part, 0
        elif word != "and":
            yield Fraction(total + part)
            total = part = 0
