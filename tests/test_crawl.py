"""The files that programs read: sitemap.xml, robots.txt, llms.txt."""

import gzip
import re
import xml.etree.ElementTree as ET  # the site's own file
from pathlib import Path

import pytest
import trees
from conftest import Built

from coursekit import built
from coursekit.rendering import crawl
from coursekit.rendering.head import Site

ROOT = "https://aiinfra.example/"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_llms_txt_lists_modules_sections_and_the_lessons_that_exist(tmp_path: Path) -> None:
    course = trees.course_of(tmp_path)

    text = crawl.files(course, "zh", Site("课程", "简介", ROOT))["llms.txt"]

    assert text == (
        "# 课程\n\n> 简介\n\n英文版见 https://aiinfra.example/en/llms.txt。\n\n"
        "## 00 概述\n\n- [概述](https://aiinfra.example/00Summary/): 正文。\n\n"
        "## 01 集群\n\n"
        "- [集群](https://aiinfra.example/01Cluster/): 集群\n"
        "- [节点](https://aiinfra.example/01Cluster/01Node/): 正文，见电力。\n"
        "- [主板](https://aiinfra.example/01Cluster/01Node/01Board/): 正文。\n"
        "- [电力](https://aiinfra.example/01Cluster/02Power/): 正文。\n"
    )


def test_the_english_llms_txt_lists_what_is_in_english(tmp_path: Path) -> None:
    course = trees.course_of(tmp_path, trees.GAPS)

    found = crawl.files(course, "en", Site("Course", "Summary", ROOT))

    assert list(found) == ["en/llms.txt"]
    text = found["en/llms.txt"]
    assert "- [Node](https://aiinfra.example/en/01Cluster/01Node/): Text, see Power.\n" in text
    assert "Board" not in text
    other = "- [Glossary](https://aiinfra.example/en/glossary/): By name.\n"
    assert text.endswith(f"## Other pages\n\n{other}")


@pytest.mark.parametrize("course", ["site", "gaps"])
def test_the_sitemap_lists_every_page_once_with_its_translations(
    course: str, request: pytest.FixtureRequest
) -> None:
    site: Built = request.getfixturevalue(course)
    pages = built.load(site.folder).pages
    own = {p.head.canonical: dict(p.head.alternates) for p in pages.values() if p.head.indexed}

    entries = ET.fromstring(site.page("sitemap.xml")).findall("s:url", NAMES)  # noqa: S314
    listed = {
        entry.findtext("s:loc", namespaces=NAMES): {
            link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall("x:link", NAMES)
        }
        for entry in entries
    }

    assert len(entries) == len(listed)
    assert listed == own
    assert all("x-default" in alternates for alternates in own.values())
    packed = gzip.decompress((site.folder / "sitemap.xml.gz").read_bytes()).decode("utf-8")
    assert packed == site.page("sitemap.xml")


def test_the_sitemap_leaves_out_a_page_shown_in_another_language(gaps: Built) -> None:
    text = gaps.page("sitemap.xml")

    assert "/01Cluster/01Node/01Board/" in text
    assert "/en/01Cluster/01Node/01Board/" not in text


@pytest.mark.parametrize(
    ("path", "root"), [("llms.txt", ""), ("en/llms.txt", "en/")], ids=["zh", "en"]
)
def test_every_link_of_llms_txt_leads_to_a_page(site: Built, path: str, root: str) -> None:
    links = re.findall(r"^- \[.+\]\(http://127\.0\.0\.1:8000/(.*?)\): .+$", site.page(path), re.M)

    assert len(links) >= 8 + 43
    for link in links:
        assert link.startswith(root)
        assert (site.folder / link / "index.html").is_file()


def test_robots_txt_names_the_sitemap(site: Built) -> None:
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml\n" in site.page("robots.txt")
