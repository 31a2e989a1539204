"""Formulas are found where the site finds them, and shown without a script."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import trees
from conftest import Built, build, mkdocs, plant_project, reading, served
from playwright.sync_api import Browser

from coursekit import checks, math
from coursekit.model import Page
from coursekit.reading import pages

BOARD = "01Cluster/01Node/01Board"
PATH = f"{BOARD}/index.html"

# A formula of each kind that lessons need, in each place that a formula can stand in.
SHOWN = r"""
行内公式 $N = 12\,l\,h^2$ 与 $10^{-6}\ \text{s}$，带宽 $B = 900\ \mathrm{GB/s}$，
复杂度 $\mathcal{O}(n\log n)$，价格 \$2 到 \$3，代码 `$x$` 不是公式；跨行的 $a
+ b$ 是。由式 $\eqref{eq-ring}$ 得到下界。

| 量 | 公式 |
| --- | --- |
| 显存 | $\text{显存} = 16\Phi$ |
| 带宽 | $1\ \mathrm{TB/s} = 10^{12}\ \mathrm{B/s} \approx 0.91\ \mathrm{TiB/s}$ |
| 学习率 | $\eta_t = \eta_{\max}\cos\frac{\pi t}{2T}$，$\beta_2 = 99.9\%$ |
| 范数 | $\lVert x\rVert_2$，$\lvert S\rvert$ |

$$
\begin{equation}
T_{\text{环}} = 2(p-1)\left(\alpha + \frac{S}{pB}\right) \label{eq-ring}
\end{equation}
$$

$$
\begin{align}
T_1 &= \alpha \log_2 p + \frac{S}{B} \label{eq-tree} \\
T_2 &= 2\alpha(p-1) \notag
\end{align}
$$

$$
\begin{aligned}
\text{训练显存} &= \underbrace{2\Phi}_{\text{参数}} + \underbrace{2\Phi}_{\text{梯度}}
  + \underbrace{12\Phi}_{\text{优化器状态}} \\
&= 16\Phi
\end{aligned}
$$

$$
\mathrm{Attention}(Q,K,V) = \mathrm{softmax}\!\left(\frac{QK^\top}{\sqrt{d_k}}\right)V
$$

$$
f(x) = \begin{cases} x & x \ge 0 \\ 0 & \text{其他} \end{cases}
$$

$$
W = \begin{bmatrix} W_{11} & W_{12} \\ W_{21} & W_{22} \end{bmatrix},\quad
\begin{pmatrix} a \\ b \end{pmatrix},\quad \begin{vmatrix} a & b \\ c & d \end{vmatrix}
$$

$$
\mathcal{L}(\theta) = -\sum_{t=1}^{T} \log p_\theta(x_t \mid x_{<t}), \qquad
\prod_{i=1}^{n} p_i, \qquad \lim_{n\to\infty}\frac{1}{n}\sum_{i} x_i
$$

- 列表里的 $x_1$，单价 $5；
- 和 $\hat{y} = \operatorname*{argmax}_y p(y\mid x)$。

    $$
    \left\lceil \frac{L}{B} \right\rceil \cdot B \le L + B - 1
    $$

!!! note "说明"

    算力利用率 $\text{MFU} = \dfrac{6ND}{t\,P}$。

    $$
    \tau_{\text{opt}} = \sqrt{2\,\delta\,M}, \qquad M = \frac{\text{MTBF}}{n}
    $$

> $$
> \nabla_\theta J = \mathbb{E}_{\tau\sim\pi_\theta}\!\left[\sum_t \nabla\log\pi_\theta\right]
> $$

$$
P(\text{cache hit}) = 1 - \prod_{i=1}^{k}\left(1-\frac{1}{n}\right)
\xrightarrow{n\to\infty} 1 - e^{-k/n} \approx 0.63,\qquad
\int_0^\infty e^{-x}\,\mathrm{d}x = 1, \quad \partial_x f,\quad \bar{x},\ \tilde{x},\ \vec{v}
$$

```text
$not = a formula$
```
"""


def page(body: str) -> Page:
    return pages.parse(f"# 题\n\n{body}", "x.md", "x", "zh")


def faults(body: str) -> list[tuple[int, str]]:
    return [(line, fact) for _, line, fact in math.faults(page(body).formulas)]


def test_the_kinds_of_formulas_that_lessons_need_are_known() -> None:
    assert faults(SHOWN) == []


@pytest.mark.parametrize(
    ("body", "line", "fact"),
    [
        (r"$a$，$\foo$", 3, 'Unknown command "\\foo"'),
        ("$$\na\n\\frac{a}\n$$", 5, "Expected argument"),
        ("$$\na\n\\tag{3}\n$$", 5, "only appear in a numbered equation environment"),
        ("文 $$x$$ 字", 3, math.ALONE),
        ("文\n$$\nx\n$$", 4, math.ALONE),
        ("| $|x|$ |", 3, math.BAR),
        ("## 环 $p$ {#ring}", 3, math.HEADING),
        ("每小时从$2涨到$3。", 3, math.MONEY),
        ("$显存 = 1$", 3, math.HAN),
        (r"文 $\eqref{eq-x}$", 3, "no formula of this page has \\label{eq-x}"),
    ],
)
def test_a_formula_that_cannot_be_shown_is_found_in_its_line(
    body: str, line: int, fact: str
) -> None:
    ((found, text),) = faults(body)

    assert found == line
    assert fact in text


@pytest.mark.parametrize(
    ("labels", "fact"),
    [
        (("ring", "eq-b"), "label 'ring' is not of the form eq-name"),
        (("eq-a", "eq-a"), "label eq-a occurs 2 times on the page"),
    ],
)
def test_labels_are_addresses(labels: tuple[str, str], fact: str) -> None:
    body = "".join(
        f"$$\n\\begin{{equation}}x\\label{{{label}}}\\end{{equation}}\n$$\n\n" for label in labels
    )

    assert fact in [text for _, text in faults(body)]


@pytest.mark.parametrize(
    "body", ["单价 $5 到 6。", "- 甲 $5\n- 乙 $6", "<!-- $\\foo$\n-->", "a\\$b\\$c", "`$\\foo$`"]
)
def test_what_is_no_formula_is_left_alone(body: str) -> None:
    assert page(body).formulas == ()


def test_a_formula_carries_its_source_and_is_escaped_once() -> None:
    shown = math.render('<p>a <span class="arithmatex">x &lt; "y" \\&amp; z</span></p>')

    assert 'alttext="x &lt; &quot;y&quot; \\&amp; z"' in shown
    assert "<mo>&lt;</mo>" in shown


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small course with every kind of formula on one page, in both languages."""
    project = plant_project(tmp_path_factory.mktemp("shown"), EDITS)
    return build(project, project / "site")


EDITS: list[trees.Edit] = [
    (BOARD + ".md", "正文。", SHOWN),
    (BOARD + ".en.md", "Text.", SHOWN),
]


@pytest.fixture(scope="module")
def address(shown: Built) -> Iterator[str]:
    with served(shown.folder) as address:
        yield f"{address}/{BOARD}"


def test_the_course_with_formulas_is_clean(tmp_path: Path) -> None:
    assert checks.run(trees.course_of(tmp_path, EDITS)) == []


def test_the_formulas_found_are_those_of_the_site(shown: Built) -> None:
    built = re.findall(r'<math alttext="([^"]*)"(?: display="(block)")?', shown.page(PATH))
    found = page(SHOWN).formulas

    assert [(" ".join(f.tex.split()), f.display) for f in found] == [
        (html.unescape(source), block == "block") for source, block in built
    ]
    assert len(found) > 25


def test_formulas_are_shown_without_a_script(browser: Browser, shown: Built, address: str) -> None:
    assert not re.search("mathjax|katex|mermaid", shown.page(PATH), re.IGNORECASE)

    with reading(browser, address, scripts=False) as reader:
        reader.open("")
        article = reader.page.locator("article")
        heights = article.locator("math").evaluate_all("all => all.map(m => m.clientHeight)")
        assert len(heights) == len(page(SHOWN).formulas)
        assert min(heights) > 0
        for mark in ("\\frac", "$$", "\\text"):
            assert mark not in article.inner_text()


def test_a_reference_leads_to_its_numbered_formula(browser: Browser, address: str) -> None:
    with reading(browser, address) as reader:
        reader.open("")

        link = reader.page.locator('article a[href="#eq-ring"]')
        assert link.text_content() == "(1)"
        assert reader.page.locator("#eq-ring").text_content() == "(1)"
        assert reader.page.locator("#eq-tree").text_content() == "(2)"
        link.click()
        reader.page.wait_for_function("() => document.querySelector(':target')?.id === 'eq-ring'")


def test_a_wide_formula_scrolls_by_itself_on_a_phone(browser: Browser, address: str) -> None:
    with reading(browser, address, 390) as reader:
        reader.open("")

        wide = reader.page.locator(".formula").evaluate_all(
            "all => all.filter(f => f.scrollWidth > f.clientWidth).length"
        )
        assert wide > 0
        assert reader.page.evaluate("() => { scrollTo(500, 0); return scrollX }") == 0


COPY = """selector => {
    const part = document.querySelector(selector);
    getSelection().selectAllChildren(part);
    const copy = new ClipboardEvent("copy", {clipboardData: new DataTransfer(), bubbles: true});
    part.dispatchEvent(copy);
    return copy.clipboardData.getData("text/plain");
}"""


def test_copied_text_has_the_source_of_its_formulas(browser: Browser, address: str) -> None:
    with reading(browser, address) as reader:
        reader.open("")

        text = reader.page.evaluate(COPY, "article p:has(math)")
        assert text.startswith(r"行内公式 $N = 12\,l\,h^2$ 与 $10^{-6}\ \text{s}$，带宽")
        assert "价格 $2 到 $3" in text
        part = reader.page.evaluate(COPY, "article .formula math mfrac")
        assert part == (
            r"$$\begin{equation} T_{\text{环}} = 2(p-1)\left(\alpha + \frac{S}{pB}\right) "
            r"\label{eq-ring} \end{equation}$$"
        )
        assert reader.page.evaluate(COPY, "article h1") == ""


def test_a_bad_formula_stops_the_build_with_its_line(tmp_path: Path) -> None:
    edits: list[trees.Edit] = [(BOARD + ".md", "正文。", "正文 $x$。\n\n$$\n\\foo\n$$")]
    project = plant_project(tmp_path / "p", edits)

    done = mkdocs(project, tmp_path / "site")

    assert done.returncode != 0
    assert f'docs/{BOARD}.md:11: M101 Unknown command "\\foo"' in done.stderr
    assert "Traceback" not in done.stderr
