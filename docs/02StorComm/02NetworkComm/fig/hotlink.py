"""How much the most loaded of sixteen uplinks carries when flows are hashed: drawn with a fixed seed."""

from random import Random

from coursekit.figures import Figure
from coursekit.figures.plots import plot

TITLE = ("最忙的上行要扛多少", "What the most loaded uplink carries")
DESC = (
    "横轴是 16 条上行里最忙一条的负载，以链路速率计，0 到 5；纵轴是抽签结果不超过它的比例，每种抽 5,000 次。"
    "8 条整流：12% 在 1 倍，83% 不超过 2 倍；16 条整流：从不为 1，19% 不超过 2 倍，77% 不超过 3 倍；"
    "16 张网卡各分 4 条共 64 条：74% 不超过 2 倍；8 张网卡各分 16 条共 128 条：96% 不超过 1 倍。",
    "Load of the most loaded of 16 uplinks in link rates, 0 to 5, against the share of draws at or below it, 5,000 "
    "draws each. 8 whole flows: 12% at 1, 83% at or below 2. 16 whole flows: never 1, 19% at or below 2, 77% at or "
    "below 3. 16 NICs with 4 flows each, 64 flows: 74% at or below 2. 8 NICs with 16 flows each, 128 flows: 96% at "
    "or below 1.",
)
LINKS, DRAWS, SEED = 16, 5000, 2026


def loads(nics: int, split: int) -> list[float]:
    """The largest load of each draw, in link rates: every NIC sends one link rate in `split` flows."""
    dice = Random(SEED)
    found = []
    for _ in range(DRAWS):
        count = [0] * LINKS
        for link in dice.choices(range(LINKS), k=nics * split):
            count[link] += 1
        found.append(max(count) / split)
    return sorted(found)


def draw(fig: Figure) -> None:
    x, y = ("最忙上行的负载（倍链路速率）", "load of the busiest uplink (link rates)"), ("不超过它的比例", "share at or below")
    with plot(fig, (46, 30, 332, 200), x, y) as axes:
        for nics, split in ((8, 1), (16, 1), (16, 4), (8, 16)):
            found = loads(nics, split)
            axes.step([0, *found, 5.5], [0, *((i + 1) / DRAWS for i in range(DRAWS)), 1], where="post")
        axes.set(xlim=(0, 5.5), ylim=(0, 1.08), xticks=[0, 1, 2, 3, 4, 5], yticks=[0, 0.25, 0.5, 0.75, 1])
        axes.text(0.03, 0.62, "8 × 16")
        axes.text(1.08, 0.55, "16 × 4")
        axes.text(2.36, 0.68, "8 × 1")
        axes.text(3.12, 0.6, "16 × 1")
        axes.text(3.12, 0.1, fig.say(("网卡数 × 每张的流数", "NICs × flows of each")))
