"""The regions of the hash before and after one of four next hops is gone."""

from coursekit.figures import Figure, brace, cell, line

TITLE = ("少了一个下一跳，哈希区间怎样重分", "How the regions of the hash are cut anew")
DESC = (
    "上下两条等长的横条代表全部哈希值。上条分成四段，依次归 spine1 到 spine4；下条在 spine1 撤走后分成三段，归 spine2、spine3、spine4。"
    "虚线把上条的边界引到下条：spine2 只保住原有的三分之一，即全部的 1/12，spine3 保住 1/6，spine4 保住 1/4，合计一半；另一半换了脊，其中四分之一原在 spine1。",
    "Two bars of one length stand for all hash values. The upper has four regions, of spine1 to spine4; the lower, with spine1 gone, has three, of spine2, spine3 and spine4. "
    "Dashed lines carry the borders of the upper bar down: spine2 keeps a third of what it had, 1/12 of all, spine3 keeps 1/6, spine4 keeps 1/4, together a half; the other half changes spine, a quarter of all because it was on spine1.",
)
LEFT, LONG = 8, 384


def draw(fig: Figure) -> None:
    fig.text((LEFT, 10), ("断开之前：四段", "before: four regions"), anchor="start", bold=True)
    for n in range(4):
        cell(fig, (LEFT + LONG * n / 4, 22, LONG / 4, 34), f"spine{n + 1}", "e" if n == 0 else "a", hatch="down" if n == 0 else "")
    fig.text((LEFT, 128), ("断开之后：三段", "after: three regions"), anchor="start", bold=True)
    kept = [(1 / 4, 1 / 3), (1 / 2, 2 / 3), (3 / 4, 1)]
    for n in range(3):
        cell(fig, (LEFT + LONG * n / 3, 142, LONG / 3, 34), "", "d", hatch="up")
        low, high = (LEFT + LONG * edge for edge in kept[n])
        cell(fig, (low, 142, high - low, 34), "", "a")
        fig.text((LEFT + LONG * (n + 0.5) / 3, 190), f"spine{n + 2}")
    for n in range(1, 4):
        line(fig, (LEFT + LONG * n / 4, 56), (LEFT + LONG * n / 4, 120), dashed=True)
    for (low, high), share in zip(kept, ("1/12", "1/6", "1/4"), strict=True):
        brace(fig, (LEFT + LONG * low, 202), (LEFT + LONG * high, 202), share, "below")
    fig.text((LEFT, 244), ("素色：留在原来的脊，合计 1/2；斜线：换了脊", "plain: stay on their spine, 1/2 in all; hatched: move"), anchor="start")
