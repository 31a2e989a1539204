"""Operations of a lifetime, training and serving, by the tokens served."""

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot
from coursekit.formulas import FORMULAS

FACTORS = ("size_factor", "data_factor", "size_exponent", "data_exponent")
REFIT = dict(zip(FACTORS, (482.01, 2085.43, 0.3478, 0.3658), strict=True))
SMALL, TOKENS, EQUAL = 8030261248, 15.6e12, 1.33056e23
TWIN = FORMULAS["chinchilla-parameters"].value({**REFIT, "flops": EQUAL})
TITLE = ("训练加服务的全程运算量", "Operations of a lifetime")
DESC = (
    "横轴是一生服务的 Token 数，0 到 30 万亿；纵轴是训练加推理的运算量。"
    "8B 从 0.75 × 10²⁴ 起，斜率小；同损失的算力最优模型有 341 亿参数，"
    "从 0.13 × 10²⁴ 起，斜率大四倍多；"
    "两线在 11.9 万亿个 Token、0.94 × 10²⁴ 处相交。",
    "Tokens served in a lifetime, 0 to 30 trillion, against operations of training and "
    "inference. The 8B starts at 0.75 × 10²⁴ and rises slowly; the compute-optimal model of "
    "equal loss has 34.1 billion parameters, starts at 0.13 × 10²⁴ and rises more than four "
    "times as fast; they cross at 11.9 trillion tokens and 0.94 × 10²⁴.",
)


def draw(fig: Figure) -> None:
    x = ("服务的 Token 数（万亿）", "tokens served (trillions)")
    y = ("全程运算量（10²⁴ FLOPs）", "operations of the lifetime (10²⁴ FLOPs)")
    ends = (0, 30e12)
    with plot(fig, (40, 30, 348, 210), x, y) as axes:
        for size, training in ((SMALL, 6 * SMALL * TOKENS), (TWIN, EQUAL)):
            axes.plot([t / 1e12 for t in ends], [(training + 2 * size * t) / 1e24 for t in ends])
        even = (6 * SMALL * TOKENS - EQUAL) / 2 / (TWIN - SMALL)
        height = (EQUAL + 2 * TWIN * even) / 1e24
        axes.plot([even / 1e12], [height], "o", color=COLOUR["e"], markersize=5)
        axes.set(xlim=(0, 30), ylim=(0, 2.4), xticks=[0, 5, 10, 15, 20, 25, 30])
        axes.text(1, 0.87, "8B")
        axes.text(18.6, 1.6, fig.say(("算力最优，341 亿", "optimal, 34.1 billion")), ha="right")
