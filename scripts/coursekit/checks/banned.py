"""Words that a page does without: filler, marketing, what an unfinished page says (W2xx)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from coursekit.checks.registry import check
from coursekit.model import LANGS, Course, Lang, Problem
from coursekit.reading import masking, sentences, tables

SAY_IT: Final = "delete it; the sentence says the same without"
MEASURE: Final = "say what was measured, by how much and against what"
PLAIN: Final = "use the plain verb"
FAREWELL: Final = "end with the summary"

# What to do instead, and the words for which to do it; * stands for any ending.
WORDS: Final[Mapping[Lang, Mapping[str, str]]] = {
    "zh": {
        SAY_IT: """众所周知 不言而喻 毋庸置疑 毫无疑问 显而易见 值得一提 值得注意的是 需要指出的是
            需要注意的是 不难看出 不难发现 总而言之 综上所述 简而言之 让我们 在当今 飞速发展
            可以说是""",
        MEASURE: """革命性 颠覆 极致 完美的 完美地 完美解决 业界领先 遥遥领先 强大的 最先进的
            前所未有 突破性 里程碑式 神器 黑科技 丝滑 大幅提升 显著优化 惊人""",
        PLAIN: """赋能 加持 助力 抓手 打造 深耕 拥抱 护航 引爆 一站式 全方位 深入浅出 手把手""",
        FAREWELL: """相信你 希望本节 希望本课 希望本文 加油 未来可期 拭目以待""",
    },
    "en": {
        SAY_IT: """it is worth noting, it is worth mentioning, it should be noted,
            it is important to note, needless to say, as we all know, it is well known that,
            of course, obviously, in today's world, in conclusion, at the end of the day,
            let's dive, dive into, deep dive""",
        MEASURE: """cutting-edge, cutting edge, revolutionary, revolutioni*, game-chang*,
            game chang*, groundbreaking, world-class, state-of-the-art, state of the art,
            blazing*, unprecedented, unparalleled, best-in-class, next-generation, amazing*,
            incredibl*, dramatically, drastically, seamless*, effortless*""",
        PLAIN: """leverag*, utilise*, utilize*, utilising, utilizing, delve*, delving, empower*,
            unleash*, embark*, supercharg*""",
        FAREWELL: """happy coding, happy learning, we hope you, we hope this, stay tuned""",
    },
}


def _pattern(word: str, lang: Lang) -> re.Pattern[str]:
    if lang == "zh":
        return re.compile(re.escape(word))
    ending = r"\w*" if word.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<![\w-]){re.escape(word.rstrip('*'))}{ending}", re.IGNORECASE)


# The word as pages with it have it in lower case, where it stands, what to do.
_BANNED: Final[Mapping[Lang, Sequence[tuple[str, re.Pattern[str], str]]]] = {
    lang: [
        (word.rstrip("*"), _pattern(word, lang), remedy)
        for remedy, words in WORDS[lang].items()
        for word in (words.split() if lang == "zh" else re.split(r",\s+", words))
    ]
    for lang in LANGS
}
_UNFINISHED: Final = re.compile(
    r"(?=[TFXWLlCc?？待敬此占（未])(?:"  # most places are passed over at the first look
    r"\b(?:TODO|FIXME|XXX+|TBD|TBC|WIP)\b|\b[Ll]orem ipsum\b|[Cc]oming soon|"
    r"\?{3,}(?!\+?[ \t]+[a-z])|？{3,}|"  # not the head of a folded block
    r"待补充?|待完善|待续|敬请期待|此处(?:填|补|省略|插入|待|放)|占位(?:文字|文本|图|内容)|（略）|未完(?!成))"
)
_COMMENT: Final = re.compile(r"<!--(?!\s*(?:course:|more)).*?-->", re.DOTALL)


@check("W201")
def banned(course: Course) -> Iterator[Problem]:
    """Prose is plain: no filler, no advertising, no farewell.

    Bad:  众所周知，NCCL 实现了极致的性能; it is worth noting that …
    Good: NCCL 在这台机器上达到链路带宽的 92%
    """
    for page in course.pages.values():
        lower = page.text.lower()
        near = [entry for entry in _BANNED[page.lang] if entry[0] in lower]  # often none
        for line, text in sentences.of(page.text)[0] if near else ():
            for _, pattern, remedy in near:
                if found := pattern.search(text):
                    yield Problem(page.where(line), "W201", f"word {found[0]!r}", remedy)


@check("W202")
def unfinished(course: Course) -> Iterator[Problem]:
    """A page has no marks of unfinished work, neither in its text nor in comments.

    Bad:  <!-- TODO: the figure -->, 待补, TBD
    Good: the text itself, or an issue that says what is missing
    """
    for page in course.pages.values():
        if not _UNFINISHED.search(page.text):
            continue
        shown = masking.lines(page.text)
        # A comment stands in the published page too, for everybody to read.
        written = [line for _, line in tables.numbered(page.text)]
        hidden = {
            number
            for found in _COMMENT.finditer("\n".join(written))
            for number in _lines("\n".join(written), found)
        }
        for number, (line, raw) in enumerate(zip(shown, written, strict=True), 1):
            if found := _UNFINISHED.search(raw if number in hidden else line):
                said = raw[found.start() : found.start() + 60].rstrip(" ->")
                fact = f"unfinished: {said if number in hidden else found[0]!r}"
                yield Problem(page.where(number), "W202", fact, "write what is missing")


def _lines(text: str, found: re.Match[str]) -> range:
    first = text[: found.start()].count("\n") + 1
    return range(first, first + found[0].count("\n") + 1)
