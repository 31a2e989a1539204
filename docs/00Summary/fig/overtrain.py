"""What over-training costs in loss or in training, and what it saves in size."""

import math

from coursekit.figures import Figure
from coursekit.figures.plots import plot

EXPONENT, RATIO = 0.353, (1488 / 521) ** (1 / 0.353)
TITLE = ("过度训练的代价与所得", "What over-training costs and brings")
DESC = (
    "横轴是每参数的 Token 数，20 到 2000，对数刻度；纵轴是与同损失的算力最优模型之比。"
    "训练算力从 1 倍缓升，到 78 是 1.18 倍，到 313 是 1.92 倍，到 1955 是 5.45 倍；"
    "参数量从 1 倍先急后缓地降到 0.54、0.35、0.23 倍。"
    "另有一条：同算力下可约损失与最优之比，到 1955 是 1.35。",
    "Tokens per parameter from 20 to 2,000 on a logarithmic axis, against the ratio to the "
    "compute-optimal model of equal loss. Training compute rises slowly from 1 to 1.18 at 78, "
    "then to 1.92 at 313 and 5.45 at 1,955; parameters fall fast at first, to 0.54, then 0.35 "
    "and 0.23. A third curve is the reducible loss at equal compute against the optimum: 1.35 "
    "at 1,955.",
)


def ratios(per_parameter: float) -> tuple[float, float, float]:
    """Training compute and size against the optimal model of equal loss; loss at equal compute."""
    k = math.sqrt(per_parameter / RATIO)
    loss = math.cosh(EXPONENT * math.log(k))
    compute = loss ** (2 / EXPONENT)
    return compute, math.sqrt(compute) / k, loss


def draw(fig: Figure) -> None:
    x = ("每参数 Token 数（对数）", "tokens per parameter (logarithmic)")
    y = ("与算力最优模型之比", "ratio to the compute-optimal model")
    many = [RATIO * 100 ** (i / 100) for i in range(101)]
    with plot(fig, (40, 30, 348, 210), x, y) as axes:
        for which in (0, 1, 2):
            axes.plot(many, [ratios(one)[which] for one in many])
        axes.set_xscale("log")
        axes.set(xlim=(18, 2300), ylim=(0, 6), xticks=[20, 50, 100, 200, 500, 1000, 2000])
        axes.minorticks_off()
        axes.text(330, 3.4, fig.say(("训练算力", "training compute")), ha="right")
        axes.text(20, 0.15, fig.say(("参数量", "parameters")))
        axes.text(
            1900,
            0.68,
            fig.say(("同算力的可约损失", "loss at equal compute")),
            ha="right",
        )
