"""The glossary is read, printed in order, and explains the words of a page."""

from pathlib import Path

import pytest
import trees

from coursekit.model import CourseError, Term
from coursekit.reading import glossary
from coursekit.rendering import terms

FILE = """\
- zh: 张量并行
  en: tensor parallelism
  abbr: TP
  zh_def: 切矩阵。
  en_def: Splitting "matrices".
  aliases: {zh: [张量切分]}
  page: 01Cluster/01Node
- zh: 镜像
  en: image
  zh_def: 只读的文件层。
  en_def: Read-only layers of files.
  page: 01Cluster/02Power
- zh: 重计算
  en: recomputation
  zh_def: 用计算换显存。
  en_def: Computing again instead of storing.
  page: 01Cluster/01Node
"""


def read(text: str = FILE) -> tuple[Term, ...]:
    return glossary.parse(text, "docs/data/glossary.yml")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("  abbr: TP", "  abr: TP", "yml:1: term key 'abr': Extra inputs are not permitted"),
        ("  en: image\n", "", "yml:8: term key 'en': Field required"),
        ("切矩阵。", "切: 矩阵", "yml:4: not valid YAML: mapping values are not allowed"),
        ("aliases: {zh: [张量切分]}", "aliases: {de: [x]}", "yml:1: term key 'aliases.de'"),
    ],
)
def test_a_bad_entry_is_named_with_its_line(old: str, new: str, line: str) -> None:
    with pytest.raises(CourseError) as caught:
        read(FILE.replace(old, new))

    assert line in str(caught.value)


def test_a_file_that_is_no_list_says_how_to_write_one() -> None:
    with pytest.raises(CourseError, match="not a list; write each term as"):
        read("zh: 张量并行\n")


def mark(page: str, lang: str = "zh", module: str = "04Train") -> str:
    assert lang in ("zh", "en")
    return terms.explain(page, read(), "zh" if lang == "zh" else "en", module, "../glossary/")


TP = '<a class="term" href="../glossary/#tensor-parallelism" title="{}">{}</a>'


def test_the_first_use_of_a_term_leads_to_its_entry() -> None:
    assert mark("<p>用张量并行，张量并行（TP）</p>") == (
        f"<p>用{TP.format('切矩阵。', '张量并行')}，张量并行（TP）</p>"
    )


@pytest.mark.parametrize("name", ["张量切分", "TP"])
def test_other_names_and_the_abbreviation_are_explained(name: str) -> None:
    marked = mark(f"<p>用 {name} 做</p>", "zh", "01Cluster")

    assert marked == f"<p>用 {TP.format('切矩阵。', name)} 做</p>"


def test_english_names_match_whole_words_in_any_case() -> None:
    after = mark("<p>Tensor parallelism, tensor parallelisms, HTTP</p>", "en")

    assert after == (
        f"<p>{TP.format('Splitting &quot;matrices&quot;.', 'Tensor parallelism')}, "
        "tensor parallelisms, HTTP</p>"
    )


@pytest.mark.parametrize(
    "page",
    [
        "<h2>张量并行</h2>",
        '<a href="x">张量<b>并行</b>张量并行</a>',
        "<code>张量并行</code>",
        '<img alt="张量并行">',
        "<svg><text>张量并行</text></svg>",
        "<p>「张量并行」一课</p>",
        "<table><tr><td>张量并行</td></tr></table>",
    ],
)
def test_headings_links_code_and_figures_are_left_alone(page: str) -> None:
    assert mark(page) == page


def test_an_everyday_word_is_explained_only_in_its_own_module() -> None:
    assert mark("<p>an image</p>", "en", "04Train") == "<p>an image</p>"
    assert 'href="../glossary/#image"' in mark("<p>an image</p>", "en", "01Cluster")
    assert mark("<p>镜像</p>", "zh", "04Train") == "<p>镜像</p>"


def test_a_name_with_capitals_is_no_common_word() -> None:
    renamed = glossary.parse(FILE.replace("en: recomputation", "en: ZeRO"), "g.yml")

    assert "<a" not in terms.explain("<p>zero bytes</p>", renamed, "en", "01Cluster", "g/")
    assert "<a" in terms.explain("<p>ZeRO bytes</p>", renamed, "en", "01Cluster", "g/")


def test_the_page_lists_terms_by_sound_with_names_definition_and_section(tmp_path: Path) -> None:
    course = trees.course_of(tmp_path, [("data/glossary.yml", FILE)])

    assert terms.glossary_page(course, "zh").splitlines() == [
        "## C {#letter-c}",
        "",
        "重计算 <small>recomputation</small> {#recomputation}",
        ":   用计算换显存。讲解：[节点](01Cluster/01Node/index.md)",
        "",
        "## J {#letter-j}",
        "",
        "镜像 <small>image</small> {#image}",
        ":   只读的文件层。讲解：[电力](01Cluster/02Power/index.md)",
        "",
        "## Z {#letter-z}",
        "",
        "张量并行 <small>tensor parallelism, TP</small> {#tensor-parallelism}",
        ":   切矩阵（又称张量切分）。讲解：[节点](01Cluster/01Node/index.md)",
    ]
    assert "## T {#letter-t}" in terms.glossary_page(course, "en")
