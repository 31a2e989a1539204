"""Effective training time by storage bandwidth: blocking, asynchronous, with a level in memory."""

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot
from coursekit.formulas import FORMULAS

SIZE, MTBF = 5.681942e12, 54 * 86400 / 419
STOP, RECOVERY, FROM_MEMORY, DURABLE_EVERY, STORED = 0.59, 600, 240, 600, 0.05
GOODPUT, YOUNG = FORMULAS["goodput"], FORMULAS["checkpoint-interval-young"]
TITLE = ("存储带宽与有效训练时间", "Storage bandwidth and effective training time")
DESC = (
    "横轴是存储的总写入带宽，10 GB/s 到 10 TB/s，对数刻度；纵轴是有效训练时间，405B 的状态，平均 3.09 小时中断一次。"
    "阻塞的曲线从 63% 升到 94%；异步从 87% 升到 94%，100 GB/s 处已有 93%；加一级内存、恢复 4 分钟的曲线几乎水平，都在 96% 以上。"
    "阻塞与异步在右端相接，因为写入只剩一秒左右。",
    "Write bandwidth of storage, 10 GB/s to 10 TB/s on a logarithmic axis, against effective training time, "
    "for the state of 405B with an interruption every 3.09 hours. Blocking rises from 63% to 94%; "
    "asynchronous from 87% to 94%, with 93% at 100 GB/s already; with a level in memory and recovery in "
    "4 minutes it is almost flat, above 96% throughout. Blocking and asynchronous meet at the right, where a write takes about a second.",
)


def blocking(write: float) -> float:
    interval = YOUNG.value({"checkpoint_time": write, "mtbf": MTBF})
    return 100 * GOODPUT.value({"checkpoint_time": write, "interval": interval, "mtbf": MTBF, "recovery": RECOVERY})


def asynchronous(write: float) -> float:
    interval = max(YOUNG.value({"checkpoint_time": STOP, "mtbf": MTBF}), write)
    inputs = {"checkpoint_time": STOP, "interval": interval, "mtbf": MTBF, "recovery": RECOVERY + write}
    return 100 * GOODPUT.value(inputs)


def in_memory(write: float) -> float:
    interval = YOUNG.value({"checkpoint_time": STOP, "mtbf": MTBF})
    stored = RECOVERY + write + max(DURABLE_EVERY, write) / 2
    recovery = (1 - STORED) * FROM_MEMORY + STORED * (stored - interval / 2)
    return 100 * GOODPUT.value({"checkpoint_time": STOP, "interval": interval, "mtbf": MTBF, "recovery": recovery})


def draw(fig: Figure) -> None:
    x = ("存储写入带宽（GB/s，对数）", "write bandwidth of storage (GB/s, logarithmic)")
    y = ("有效训练时间（%）", "effective training time (%)")
    rates = [10 ** (1 + k / 40) for k in range(121)]
    with plot(fig, (40, 30, 348, 210), x, y) as axes:
        for kind, dashes, one in (("a", "-", blocking), ("c", "--", asynchronous), ("b", "-.", in_memory)):
            axes.plot(rates, [one(SIZE / rate / 1e9) for rate in rates], color=COLOUR[kind], linestyle=dashes)
        axes.axvline(100, ymax=0.9, color=COLOUR["e"], linestyle=":", linewidth=1.5)
        axes.set_xscale("log")
        axes.set(xlim=(10, 10000), ylim=(60, 100), xticks=[10, 100, 1000])
        axes.minorticks_off()
        axes.text(24, 66, fig.say(("阻塞", "blocking")))
        axes.text(12, 93.2, fig.say(("异步", "asynchronous")))
        axes.text(12, 97.2, fig.say(("异步，加一级内存（恢复 4 分钟）", "async, a level in memory (recovery in 4 min)")))
        axes.text(110, 62, fig.say(("算例：100 GB/s", "example: 100 GB/s")))
