"""A page shows what the course, the settings and the theme are now, not what they were when kept.

One course is built once; every test then changes something outside a page and looks at the page.
"""

import pytest
import trees
from repository import CACHED, PLAIN, Repository, plant

BOARD, POWER = "01Cluster/01Node/01Board", "01Cluster/02Power"
LAB = "01Cluster/01Node/labs/run.out.txt"
TERM = """\
- zh: 正文
  en: body text
  zh_def: 主要的文字。
  en_def: The main words.
  page: 01Cluster/01Node
"""
EDITS: list[trees.Edit] = [
    *trees.WAY,
    (f"{BOARD}.md", "正文。", "正文。\n\n![图](fig/wires.svg)"),
    ("01Cluster/01Node/fig/wires.svg", "<svg><text>copper</text></svg>\n"),
    ("data/glossary.yml", TERM),
    ("glossary.md", "# 术语表\n\n<!-- course:glossary -->\n"),
    ("glossary.en.md", "# Glossary\n\n<!-- course:glossary -->\n"),
    ("health.md", "# 状态\n\n<!-- course:health -->\n"),
    ("data/redirects.yml", f"{BOARD}#old: 01Cluster/01Node/02Nic#rate\n"),
    ("data/models.yml", trees.MODELS),
    ("data/notes.txt", "data one\n"),
    ("some.lock", "lock one\n"),
    (LAB, "output one\n"),
]
SHOW = f"""

def on_page_content(html, page, config, files, _own=on_page_content, **_):
    names = ["data/notes.txt", "some.lock", "{LAB}"]
    shown = "".join(Path("docs", name).read_text() for name in names)
    twin = _course(config).page("zh", _key(page.file))
    shown += f"links {{len(twin.links) if twin else 0}}"
    return _own(html, page=page, config=config, files=files) + shown
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A course that was built, with pages that show what some more files hold."""
    tree = trees.spoil(trees.files(trees.BASE), EDITS)
    repository = plant(tmp_path_factory.mktemp("kept"), tree)
    repository.edit("scripts/hooks.py", "", SHOW)
    assert repository.build("cached", CACHED) == (0, [])
    return repository


def shown(repository: Repository, page: str) -> str:
    return (repository.root / "cached" / page / "index.html").read_text(encoding="utf-8")


NIC = "docs/01Cluster/01Node/02Nic.md"


@pytest.mark.parametrize(
    ("path", "old", "new", "page", "mark"),
    [
        (NIC, "# 网卡", "# 改名", BOARD, "改名"),
        (NIC, "## 带宽 & 时延", "## 改节", BOARD, "改节"),
        (NIC, "minutes: 25", "minutes: 1025", "01Cluster/01Node", "1045 分钟"),
        (NIC, "## 小结", "[见](01Board.md)\n\n## 小结", "en/01Cluster/01Node/02Nic", "links 1"),
        (NIC, "## 小结", "![图](fig/wires.svg)\n\n## 小结", "health", "2 幅图"),
        ("docs/index.md", "[电力]", "[改电力]", BOARD, "改电力"),
        ("docs/data/glossary.yml", "主要的文字", "改定义", BOARD, "改定义"),
        ("docs/data/routes.yml", "先有电", "改理由", "paths", "改理由"),
        ("docs/data/redirects.yml", "#old:", "#older:", BOARD, 'id="older"'),
        ("docs/data/notes.txt", "data one", "data two", BOARD, "data two"),
        ("docs/some.lock", "lock one", "lock two", BOARD, "lock two"),
        (f"docs/{LAB}", "output one", "output two", BOARD, "output two"),
        ("docs/01Cluster/01Node/fig/wires.svg", "copper", "glass", BOARD, "glass"),
        ("overrides/main.html", "{% endblock %}", "<i>x</i>{% endblock %}", BOARD, "<i>x</i>"),
        ("mkdocs.yml", "copyright: AIInfra", "copyright: Others", BOARD, "Others"),
        ("scripts/coursekit/rendering/marks.py", "标记为读完", "改按钮", BOARD, "改按钮"),
    ],
)
def test_an_edit_elsewhere(
    kept: Repository, path: str, old: str, new: str, page: str, mark: str
) -> None:
    assert mark not in shown(kept, page)

    kept.edit(path, old, new)

    assert kept.build("cached", CACHED) == (0, [])
    assert mark in shown(kept, page)


def test_a_page_that_comes_or_goes(kept: Repository) -> None:
    fluid = kept.root / "docs" / POWER / "01Fluid.md"
    fluid.write_text("# 液冷\n\n一段。\n", encoding="utf-8")
    kept.build("cached", CACHED)
    assert "01Fluid" in shown(kept, BOARD)

    fluid.unlink()
    kept.build("cached", CACHED)
    assert "01Fluid" not in shown(kept, BOARD)


@pytest.mark.parametrize(
    "name", [{"SITE_URL": "https://x.test/a/"}, {"REPO_URL": "https://x.test/r"}]
)
def test_variables_of_the_environment(kept: Repository, name: dict[str, str]) -> None:
    assert kept.build("cached", {**CACHED, **name}) == (0, [])
    assert next(iter(name.values())) in shown(kept, BOARD)
    kept.build("cached", CACHED)
    assert next(iter(name.values())) not in shown(kept, BOARD)


def test_after_all_edits_the_site_is_that_of_a_build_without_the_cache(kept: Repository) -> None:
    assert kept.both() == (0, [])
    disk = {"DIRECTORY_URLS": "false", "SITE_URL": ""}
    for folder, switch in (("cached", CACHED), ("plain", PLAIN)):
        assert kept.build(folder, {**disk, **switch}) == (0, [])
    assert kept.same("cached", "plain")


@pytest.mark.parametrize(
    ("path", "old", "new", "file", "mark"),
    [
        (NIC, "updated:", "reviewed: 2026-11-20\nupdated:", "data/health.json", "2026-11-20"),
        (NIC, "## 小结", "查得到。\n\n## 小结", "search/zh.js", "查得到"),
        ("docs/data/glossary.yml", "zh: 正文", "zh: 文本", "search/zh.js", "文本"),
        ("docs/data/models.yml", "name: Tiny", "name: Less", "data/models.json", "Less"),
    ],
)
def test_files_for_programs_and_the_search_follow_an_edit(
    kept: Repository, path: str, old: str, new: str, file: str, mark: str
) -> None:
    assert mark not in (kept.root / "cached" / file).read_text(encoding="utf-8")

    kept.edit(path, old, new)

    assert kept.both() == (0, [])
    assert mark in (kept.root / "cached" / file).read_text(encoding="utf-8")


def test_a_link_to_a_heading_that_went_fails_although_its_page_is_kept(kept: Repository) -> None:
    kept.edit(f"docs/{POWER}/index.md", "", "\n见[小结](../01Node/02Nic.md#summary)。\n")
    assert kept.build("cached", CACHED) == (0, [])

    kept.edit(NIC, "{#summary}", "{#end}")
    code, warnings = kept.both()

    assert code == 1
    assert "does not contain an anchor '#summary'" in warnings[0]
    assert kept.build("cached", CACHED) == (code, warnings)
    kept.edit(NIC, "{#end}", "{#summary}")
    assert kept.build("cached", CACHED) == (0, [])


def test_what_a_hook_warns_of_is_said_at_every_build(kept: Repository) -> None:
    warn = """

def on_page_context(context, page, config, nav, _shown=on_page_context, **_):
    if page.title == "液冷" or page.url == "01Cluster/02Power/":
        logging.getLogger("mkdocs.course").warning("something of %s", page.url)
    return _shown(context, page=page, config=config, nav=nav)
"""
    kept.edit("scripts/hooks.py", "", warn)

    found = [kept.build("cached", CACHED) for _ in range(2)]

    assert found == [(1, ["WARNING -  something of 01Cluster/02Power/"])] * 2
    kept.edit("scripts/hooks.py", warn, "")


def test_a_plugin_that_looks_at_every_page_is_shown_every_page(kept: Repository) -> None:
    kept.edit("mkdocs.yml", "  - i18n:", "  - search\n  - i18n:")
    kept.build("cached", CACHED)
    kept.both()
    index = (kept.root / "cached/search/search_index.json").read_text(encoding="utf-8")
    assert "en/01Cluster/" in index
    kept.edit("mkdocs.yml", "  - search\n", "")
