"""Four groups of a dragonfly: the one direct link between two of them, and the detours by the others."""

from coursekit.figures import Box, Figure, arrow, box, cell, line

TITLE = ("Dragonfly 里的直达与绕行", "Direct and detour in a dragonfly")
DESC = (
    "四个组，左边甲、右边乙、上边丙、下边丁，每组四台路由器两两相连，每两组之间一条全局链路。"
    "甲组到乙组的最短路只有中间一条粗线；绕行的虚线先到丙或丁，再到乙。",
    "Four groups, A on the left, B on the right, C above, D below; four routers in each, every two of them joined, "
    "and one global link between every two groups. From A to B the only shortest path is the wide line in the "
    "middle; the dashed detours lead to C or D first and then to B.",
)


def draw(fig: Figure) -> None:
    a = group(fig, 4, 128, ("甲组", "group A"), "a")
    b = group(fig, 292, 128, ("乙组", "group B"), "a")
    c = group(fig, 148, 4, ("丙组", "group C"), "c")
    d = group(fig, 148, 252, ("丁组", "group D"), "c")
    line(fig, c[3].at(0.95, 1), d[1].at(0.95, 0))
    arrow(fig, a[3].right, b[2].left, kind="d", wide=True)
    fig.text((172, 194), ("最短：一条", "shortest: one"))
    arrow(fig, a[1].top, c[2].left, kind="a", dashed=True)
    arrow(fig, c[3].right, b[0].top, kind="a", dashed=True)
    arrow(fig, a[3].bottom, d[0].left, kind="a", dashed=True)
    arrow(fig, d[1].right, b[2].bottom, kind="a", dashed=True)
    fig.text((60, 70), ("绕行第一段", "detour, leg 1"))
    fig.text((338, 70), ("绕行第二段", "detour, leg 2"))


def group(fig: Figure, x: float, y: float, name: tuple[str, str], kind: str) -> list[Box]:
    """A frame with four routers, every two of them joined."""
    box(fig, (x, y, 104, 100), kind="p", dashed=True)
    places = [(x + 10, y + 24), (x + 64, y + 24), (x + 10, y + 68), (x + 64, y + 68)]
    spots = [Box(px, py, 30, 24) for px, py in places]
    one, two, three, four = spots
    for start, end in ((one.right, two.left), (three.right, four.left), (one.bottom, three.top),
                       (two.bottom, four.top), (one.at(1, 1), four.at(0, 0)), (two.at(0, 1), three.at(1, 0))):  # fmt: skip
        line(fig, start, end)
    fig.text((x + 52, y + 12), name)
    return [cell(fig, (px, py, 30, 24), str(i), kind) for i, (px, py) in enumerate(places)]
