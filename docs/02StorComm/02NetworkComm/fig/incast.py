"""Sixteen senders, one port: the queue under six schemes.

A fluid in steps of 0.1 µs, in MB and µs, all senders alike. Nothing is lost: where PFC acts, the
senders stop half a round trip after the queue passes sixteen thresholds of 1 MB.
"""

from math import inf

from coursekit.figures import Figure
from coursekit.figures.plots import COLOUR, plot

TITLE = ("十六打一：出口队列", "Sixteen into one: the queue")
DESC = (
    "横轴 0 到 600 微秒，纵轴是出口队列（MB，对数刻度）。只有 PFC 时在 15 到 20 MB 之间锯齿状起伏；DCQCN 先到约 18 MB，570 微秒时排空；固定一个带宽时延积的窗口停在 7.5 MB；"
    "Swift 到 7.5 MB 后分几级降下，500 微秒时停在 0.25 MB；HPCC 到 7.5 MB 后约 220 微秒排空；接收端发许可的始终接近 0。",
    "The queue at the port in MB, logarithmic, from 0 to 600 microseconds. With PFC alone it goes up and down between 15 and 20 MB; with DCQCN it reaches some 18 MB and is empty at 570; a fixed window of one bandwidth-delay product holds it at 7.5 MB; "
    "Swift reaches 7.5 MB, comes down in steps and stays at 0.25 MB from 500 on; HPCC reaches 7.5 MB and is empty after some 220; with credit from the receiver it is near zero throughout.",
)
SENDERS, RATE, RTT, SIZE, STEP = 16, 0.05, 10.0, 4.0, 0.1  # 50 GB/s is 0.05 MB/µs
BDP, PACKET, XOFF, XON = RATE * RTT, 0.004, 16.0, 15.0
END = 600


class Free:
    """No control: at line rate until all is sent."""

    def rate(self, t, sent, ack):
        return RATE


class Window:
    """At most so much in flight; what an acknowledgement says may adjust it."""

    def __init__(self):
        self.window, self.acked = BDP, 0.0

    def adjust(self, t, sent, ack):
        pass

    def rate(self, t, sent, ack):
        if ack:
            self.acked = ack[0]
            self.adjust(t, sent, ack)
        return (self.window - (sent - self.acked)) / STEP


class Swift(Window):
    """A target for the delay, 5 µs above an empty network: add below it, cut above, once a round trip."""

    last = -inf

    def adjust(self, t, sent, ack):
        delay, target = ack[1], RTT + 5
        if delay < target:
            self.window += PACKET * STEP / delay
        elif t - self.last >= delay:
            self.window *= max(1 - 0.8 * (delay - target) / delay, 0.5)
            self.last = t


class Hpcc(Window):
    """The switch reports queue and rate: divide the window by the load, aiming at 95%."""

    base, mark, load, stage = BDP, 0.0, 1.0, 0

    def adjust(self, t, sent, ack):
        self.load += STEP / RTT * (ack[2] / BDP + ack[3] / RATE - self.load)
        over = self.load >= 0.95 or self.stage >= 5
        self.window = min(BDP, (self.base * 0.95 / self.load if over else self.base) + 0.0005)
        if self.acked >= self.mark:
            self.stage = 0 if over else self.stage + 1
            self.base, self.mark = self.window, sent


class Dcqcn:
    """Rate; a notification at most every 50 µs while packets are marked; the paper's constants.

    Its byte counter moves every 10 MB, more than a sender has here, so it and hyper increase are left out.
    """

    step, clamp = 5e-6, True  # 40 Mb/s; whether every notification lowers the target

    def __init__(self):
        self.now = self.target = RATE
        self.alpha, self.last, self.timer, self.decay, self.rounds = 1.0, -inf, 0.0, 0.0, 0

    def rate(self, t, sent, ack):
        if ack and ack[2] > 0.4 and t - self.last > 49.99:
            self.last = self.timer = self.decay = t
            if self.clamp or self.rounds:
                self.target = self.now
            self.now, self.rounds = self.now * (1 - self.alpha / 2), 0
            self.alpha += (1 - self.alpha) / 256
        if t - self.decay > 54.99:
            self.alpha, self.decay = self.alpha * 255 / 256, t
        if self.last > -inf and t - self.timer > 54.99:
            self.timer, self.rounds = t, self.rounds + 1
            if self.rounds > 5:
                self.target = min(RATE, self.target + self.step)
            self.now = (self.target + self.now) / 2
        return self.now


class Steep(Dcqcn):
    """Additive steps a hundred times as large."""

    step = 5e-4


class Loose(Dcqcn):
    """Notifications in a row do not lower the target."""

    clamp = False


class Credit:
    """Ask first; from one round trip on the receiver grants each an equal share."""

    def rate(self, t, sent, ack):
        return RATE / SENDERS if t >= RTT else 0.0


def simulate(scheme, pfc=False):
    """Queue in MB, rate of a sender in Gb/s, and when the last byte has arrived."""
    half = round(RTT / 2 / STEP)
    rate, queue, came, left, out, wait = [], [], [], [], [], []
    sent = length = total = gone = 0.0
    oldest, paused = 0, False
    for k in range(100_000):
        arrived = SENDERS * rate[k - half] * STEP if k >= half else 0.0
        served = min(length + arrived, RATE * STEP)
        length += arrived - served
        total, gone = total + arrived, gone + served
        for values, value in ((came, total), (left, gone), (queue, length), (out, served / STEP)):
            values.append(value)
        while oldest < k and came[oldest] < gone - 1e-9:
            oldest += 1
        wait.append((k - oldest) * STEP)
        paused = length > XOFF or (paused and length >= XON)
        then = k - half
        ack = None
        if then >= 0 and out[then] > 0:
            ack = (left[then] / SENDERS, RTT + wait[then], queue[then], out[then])
        wanted = min(scheme.rate(k * STEP, sent, ack), RATE, (SIZE - sent) / STEP)
        rate.append(0.0 if pfc and paused else max(0.0, wanted))
        sent += rate[-1] * STEP
        if gone > SENDERS * SIZE - 1e-6:
            return queue, [8000 * r for r in rate], k * STEP + RTT / 2
    raise AssertionError("it never ends")


# Scheme, PFC, colour, dashes, what the lesson's table says: highest queue in MB, end in µs.
SCHEMES = {
    "PFC": (Free, True, "e", "-", 19.7, 1290),
    "DCQCN": (Dcqcn, True, "d", "-", 17.7, 7660),
    "window": (Window, False, "b", ":", 7.5, 1290),
    "Swift": (Swift, False, "c", "--", 7.5, 1290),
    "HPCC": (Hpcc, False, "a", "-.", 7.5, 1380),
    "credit": (Credit, False, "b", "-", 0.0, 1300),
}


def runs():
    """Queue and rate of each scheme; what the lesson says of them is held against the run."""
    found = {}
    for name, (scheme, pfc, _, _, highest, end) in SCHEMES.items():
        queue, rate, done = simulate(scheme(), pfc)
        assert abs(max(queue) - highest) < 0.06 and abs(done - end) < 10, (name, max(queue), done)
        each = round(RTT / STEP)
        means = [sum(rate[k : k + each]) / each for k in range(0, round(END / STEP), each)]
        found[name] = (queue[: round(END / STEP) : 10], means)
    for scheme, end in ((Steep, 1840), (Loose, 1360)):
        assert abs(simulate(scheme(), True)[2] - end) < 10, scheme
    return found


def draw(fig: Figure) -> None:
    found = runs()
    with plot(fig, (44, 30, 344, 240), ("微秒", "µs"), ("出口队列（MB）", "queue at the port (MB)")) as axes:
        for name, (_, _, kind, dashes, _, _) in SCHEMES.items():
            shown = [max(length, 0.02) for length in found[name][0]]
            axes.plot(range(len(shown)), shown, color=COLOUR[kind], linestyle=dashes)
        axes.set_yscale("log")
        axes.set(xlim=(0, END), ylim=(0.013, 90))
        axes.text(250, 32, fig.say(("只有 PFC", "PFC alone")))
        axes.text(560, 0.06, "DCQCN", ha="right")
        axes.text(470, 9.2, fig.say(("固定窗口", "fixed window")))
        axes.text(330, 0.5, "Swift")
        axes.text(110, 0.6, "HPCC", ha="right")
        axes.text(290, 0.027, fig.say(("许可", "credit")))
