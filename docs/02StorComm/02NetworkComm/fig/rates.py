"""Sixteen senders, one port: the rate of a sender, from the simulation of incast.py."""

import runpy
from pathlib import Path

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot

SIMULATION = runpy.run_path(str(Path(__file__).with_name("incast.py")))
TITLE = ("十六打一：每个发送端的速率", "Sixteen into one: the rate of a sender")
DESC = (
    "横轴 0 到 600 微秒，纵轴是每个发送端的速率（Gb/s，对数刻度），公平份额是 25。"
    "DCQCN 先被 PFC 断续叫停，每 50 微秒减半，300 微秒后已不到 10，570 微秒时约 0.1；HPCC 先停发，再在 25 上下起伏几次，400 微秒后接近 24；许可从 10 微秒起恰为 25。每 10 微秒取一个平均。",
    "The rate of one sender in Gb/s, logarithmic, from 0 to 600 microseconds; the fair share is 25. "
    "DCQCN, stopped by PFC now and then, halves every 50 microseconds, is below 10 after 300 and near 0.1 at 570; HPCC stops first, swings about 25 a few times and is near 24 after 400; with credit it is 25 from 10 on. Means over 10 microseconds.",
)


def draw(fig: Figure) -> None:
    found = SIMULATION["runs"]()
    with plot(fig, (44, 30, 344, 200), ("微秒", "µs"), ("每个发送端的速率（Gb/s）", "rate of a sender (Gb/s)")) as axes:
        for name in ("DCQCN", "HPCC", "credit"):
            _, _, kind, dashes, _, _ = SIMULATION["SCHEMES"][name]
            shown = [max(rate, 0.1) for rate in found[name][1]]
            axes.plot([10 * k + 5 for k in range(len(shown))], shown, color=COLOUR[kind], linestyle=dashes)
        axes.set_yscale("log")
        axes.set(xlim=(0, SIMULATION["END"]), ylim=(0.08, 900))
        axes.text(470, 1.7, "DCQCN")
        axes.text(215, 70, "HPCC")
        axes.text(440, 42, fig.say(("许可", "credit")))
