"""Iso-FLOP curves at Gopher's budget by two fits of the same law."""

import math

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot
from coursekit.formulas import FORMULAS

BUDGET = 5.76e23
FACTORS = ("size_factor", "data_factor", "size_exponent", "data_exponent")
UNROUNDED = dict(zip(FACTORS, (406.4, 410.7, 0.3392, 0.2849), strict=True))
REFIT = dict(zip(FACTORS, (482.01, 2085.43, 0.3478, 0.3658), strict=True))
LOSS, BEST = FORMULAS["chinchilla-loss"], FORMULAS["chinchilla-parameters"]
TITLE = ("Gopher 预算下的等算力曲线", "Iso-FLOP curves at Gopher's budget")
DESC = (
    "横轴是参数量，50 亿到 9000 亿，对数刻度；纵轴是损失高出各自最低点多少。"
    "未舍入的原拟合最低点在 403 亿参数，重拟合在 722 亿；两条曲线底部都平。"
    "Chinchilla 的 700 亿紧靠重拟合的最低点，Gopher 的 2800 亿在右侧，两条曲线在那里都高。",
    "Parameters from 5 to 900 billion on a logarithmic axis, against the loss above each "
    "curve's own minimum. The original fit, not rounded, has its minimum at 40.3 billion, the "
    "refit at 72.2 billion; both are flat at the bottom. Chinchilla's 70 billion is next to the "
    "minimum of the refit; Gopher's 280 billion is to the right, where both curves are high.",
)


def excess(fit: dict[str, float], size: float) -> float:
    """Loss above the least that the budget allows."""

    def loss(n: float) -> float:
        return LOSS.value({**fit, "loss_floor": 0.0, "parameters": n, "tokens": BUDGET / 6 / n})

    return loss(size) - loss(BEST.value({**fit, "flops": BUDGET}))


def draw(fig: Figure) -> None:
    x = ("参数量（十亿，对数）", "parameters (billions, logarithmic)")
    y = ("损失高出最低点", "loss above the minimum")
    sizes = [5e9 * math.exp(i * math.log(180) / 120) for i in range(121)]
    with plot(fig, (50, 30, 338, 210), x, y) as axes:
        for fit in (UNROUNDED, REFIT):
            best = BEST.value({**fit, "flops": BUDGET})
            axes.plot([n / 1e9 for n in sizes], [excess(fit, n) for n in sizes])
            axes.plot([best / 1e9], [0], "o", color=COLOUR["e"], markersize=5)
        for known in (70, 280):
            axes.axvline(known, color=COLOUR["e"], linestyle=":", linewidth=1.5)
        axes.set_xscale("log")
        axes.set(xlim=(5, 900), ylim=(-0.008, 0.13), xticks=[5, 10, 20, 50, 100, 200, 500])
        axes.minorticks_off()
        axes.text(73, 0.118, "Chinchilla")
        axes.text(292, 0.118, "Gopher")
        axes.text(7.6, 0.064, fig.say(("重拟合", "refit")))
        axes.text(295, 0.096, fig.say(("原拟合", "original")))
