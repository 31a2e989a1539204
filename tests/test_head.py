"""What a page tells machines: language, address, translations, structured data."""

import json
from pathlib import Path

import pytest
import trees
from conftest import Built
from selectolax.lexbor import LexborHTMLParser

from coursekit import built
from coursekit.model import Lang
from coursekit.rendering import addresses, head, structured

ROOT = "https://aiinfra.example/course/"
SITE = head.Site("课程名", "课程简介", ROOT)
BOARD = "01Cluster/01Node/01Board"


def head_of(tmp_path: Path, lang: Lang, key: str, *edits: trees.Edit) -> head.Head:
    found = head.of(trees.course_of(tmp_path, edits), lang, key, SITE)
    assert found
    return found


@pytest.mark.parametrize(
    ("lang", "key", "path"),
    [
        ("zh", "index", ""),
        ("en", "index", "en/"),
        ("zh", "about", "about/"),
        ("en", "02StorComm/index", "en/02StorComm/"),
        ("zh", BOARD, f"{BOARD}/"),
        ("zh", "02StorComm/01Reindex", "02StorComm/01Reindex/"),
    ],
)
def test_a_page_has_an_address(lang: Lang, key: str, path: str) -> None:
    assert addresses.path(lang, key) == path


def test_a_page_in_both_languages_names_both(tmp_path: Path) -> None:
    found = head_of(tmp_path, "en", BOARD)

    assert found.title == "Boards – 课程名"
    assert found.description == "Text."
    assert found.url == f"{ROOT}en/{BOARD}/"
    assert found.alternates == {
        "zh": f"{ROOT}{BOARD}/",
        "en": f"{ROOT}en/{BOARD}/",
        "x-default": f"{ROOT}{BOARD}/",
    }
    assert (found.locale, found.other_locales) == ("en_US", ("zh_CN",))
    assert found.stands_in == ""


def test_a_page_without_an_english_twin_speaks_of_the_chinese_page(tmp_path: Path) -> None:
    found = head_of(tmp_path, "en", BOARD, *trees.GAPS)

    assert found.url == f"{ROOT}{BOARD}/"
    assert found.alternates == {"zh": f"{ROOT}{BOARD}/", "x-default": f"{ROOT}{BOARD}/"}
    assert (found.lang, found.locale, found.other_locales) == ("zh", "zh_CN", ())
    assert found.stands_in == f"{BOARD}/"


def test_the_home_page_has_the_sites_name_as_its_title(tmp_path: Path) -> None:
    found = head_of(tmp_path, "zh", "index")

    assert (found.title, found.name, found.kind) == ("课程名", "课程", "website")


def test_a_page_without_a_sentence_is_described_by_the_site(tmp_path: Path) -> None:
    found = head_of(tmp_path, "zh", BOARD, (f"{BOARD}.md", "# 主板\n\n- 一\n"))

    assert found.description == "课程简介"


def test_a_page_that_is_no_file_of_the_course_has_no_head(tmp_path: Path) -> None:
    assert head.of(trees.course_of(tmp_path), "zh", "made/up", SITE) is None


def test_the_home_page_describes_the_course_and_its_modules(tmp_path: Path) -> None:
    node = json.loads(head_of(tmp_path, "en", "index").json_ld)["@graph"][0]

    assert (node["@type"], node["name"], node["inLanguage"]) == ("Course", "Course", "en")
    assert node["availableLanguage"] == ["zh-CN", "en"]
    assert [(part["name"], part["url"]) for part in node["hasPart"]] == [
        ("Overview", f"{ROOT}en/00Summary/"),
        ("Cluster", f"{ROOT}en/01Cluster/"),
    ]


def test_a_lesson_says_where_it_hangs(tmp_path: Path) -> None:
    _, crumbs = json.loads(head_of(tmp_path, "en", BOARD).json_ld)["@graph"]

    assert [(item["position"], item["name"]) for item in crumbs["itemListElement"]] == [
        (1, "Course"),
        (2, "Cluster"),
        (3, "Node"),
        (4, "Boards"),
    ]


def test_a_page_outside_the_outline_is_a_web_page(tmp_path: Path) -> None:
    found = head_of(tmp_path, "zh", "about", ("about.md", "# 关于\n\n文。\n"))

    assert json.loads(found.json_ld)["@graph"][0]["@type"] == "WebPage"


def test_no_text_can_leave_the_script_element() -> None:
    text = structured.script({"name": "</script><!-- & \" '"})

    assert "<" not in text
    assert json.loads(text) == {"name": "</script><!-- & \" '"}


def pages_of(site: Built) -> list[tuple[str, LexborHTMLParser]]:
    paths = sorted(site.folder.rglob("index.html"))
    return [
        (path.relative_to(site.folder).as_posix(), LexborHTMLParser(path.read_text("utf-8")))
        for path in paths
    ]


def content(page: LexborHTMLParser, selector: str) -> str:
    found = page.css(selector)
    assert len(found) == 1, selector
    return found[0].attributes.get("content") or found[0].attributes.get("href") or found[0].text()


@pytest.mark.parametrize("course", ["site", "gaps"])
def test_every_built_page_says_what_it_is(course: str, request: pytest.FixtureRequest) -> None:
    for path, page in pages_of(request.getfixturevalue(course)):
        english = path.startswith("en/")
        name = "AIInfra · AI infrastructure" if english else "AIInfra · AI 基础设施"
        shown = content(page, 'meta[property="og:title"]')
        home = path in ("index.html", "en/index.html")
        stands_in = bool(page.css("article[lang=zh]"))
        assert content(page, "head > title") == (name if home else f"{shown} – {name}")
        assert content(page, 'meta[property="og:site_name"]') == name
        for kind in ('name="description"', 'property="og:description"'):
            assert content(page, f"meta[{kind}]")
        assert content(page, 'meta[property="og:type"]') == ("website" if home else "article")
        locale = "en_US" if english and not stands_in else "zh_CN"
        assert content(page, 'meta[property="og:locale"]') == locale
        url = content(page, "link[rel=canonical]")
        assert content(page, 'meta[property="og:url"]') == url
        assert content(page, 'meta[name="twitter:card"]') == "summary"
        assert page.css('meta[property="og:image"]') == []


REQUIRED = {
    "Course": {"name", "description", "url", "provider", "inLanguage", "hasPart", "license"},
    "LearningResource": {"name", "description", "url", "inLanguage", "isPartOf", "license"},
    "WebPage": {"name", "description", "url", "inLanguage", "isPartOf", "license"},
    "BreadcrumbList": {"itemListElement"},
}


@pytest.mark.parametrize("course", ["site", "gaps"])
def test_structured_data_is_complete_and_leads_to_pages(
    course: str, request: pytest.FixtureRequest
) -> None:
    site = request.getfixturevalue(course)
    files = built.load(site.folder)
    for path, page in pages_of(site):
        data = json.loads(content(page, 'script[type="application/ld+json"]'))
        kinds = [node["@type"] for node in data["@graph"]]
        home = path in ("index.html", "en/index.html")
        assert kinds == ["Course"] if home else kinds[1] == "BreadcrumbList", path
        for node in data["@graph"]:
            assert set(node) >= REQUIRED[node["@type"]], path
        assert data["@graph"][0]["url"] == content(page, "link[rel=canonical]")
        for url in urls(data):
            assert url.startswith("http://127.0.0.1:8000/"), path
            assert files.resolve("", url.removeprefix("http://127.0.0.1:8000"))[0] in files.pages


def urls(value: object) -> list[str]:
    """Every address of a page in a JSON-LD document."""
    if isinstance(value, dict):
        own = [value[key] for key in ("url", "item") if key in value]
        return own + [url for part in value.values() for url in urls(part)]
    return [url for part in value for url in urls(part)] if isinstance(value, list) else []


def test_what_html_and_json_must_escape_arrives_whole(gaps: Built) -> None:
    page = LexborHTMLParser(gaps.page(f"{BOARD}/index.html"))
    text = 'CPU 与 "GPU" 之间 </script><b>& 隔着几跳？'

    assert content(page, 'meta[name="description"]') == text
    data = json.loads(content(page, 'script[type="application/ld+json"]'))
    assert data["@graph"][0]["description"] == text


def test_a_page_shown_in_chinese_is_not_offered_as_english(gaps: Built) -> None:
    page = LexborHTMLParser(gaps.page(f"en/{BOARD}/index.html"))
    root = "http://127.0.0.1:8000/"

    assert content(page, "link[rel=canonical]") == f"{root}{BOARD}/"
    assert [node.attributes.get("hreflang") for node in page.css("link[rel=alternate]")] == [
        "zh",
        "x-default",
    ]
    assert page.css('meta[name="robots"]') == []


def test_a_page_shown_in_chinese_has_its_terms_explained_in_chinese(gaps: Built) -> None:
    page = LexborHTMLParser(gaps.page(f"en/{BOARD}/index.html"))
    term = page.css_first("article a.term")

    assert term is not None
    assert (term.text(), term.attributes["title"]) == ("正文", "主要的文字。")
    assert (term.attributes["href"] or "").endswith("../glossary/#body-text")


def test_the_built_course_with_gaps_has_no_problem(gaps: Built) -> None:
    assert built.run(built.load(gaps.folder)) == []
