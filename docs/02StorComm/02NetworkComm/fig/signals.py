"""Where each kind of congestion control gets its signal from."""

from coursekit.figures import Figure, arrow, box, node

TITLE = ("五种信号从哪里来", "Where five signals come from")
DESC = (
    "发送端、出口排着队的交换机、接收端自左至右相连，数据从左向右。下面五行各是一种信号："
    "ECN：交换机打一比特的标记，接收端回一个通知；时延：发送端自己量往返时间；遥测：交换机写下队列长度与速率，由确认带回；"
    "截短：交换机切掉报文的数据，只让报头先走，接收端立刻知道；许可：接收端先发许可，发送端才发数据，信号不经过拥塞。",
    "Sender, switch with a queue at its exit, and receiver from left to right, data from left to right. Five rows below, a signal each: "
    "ECN: the switch marks a bit and the receiver sends a notification; delay: the sender measures the round trip itself; telemetry: the switch writes queue and rate, acknowledgements carry them back; "
    "trimming: the switch cuts the data off and lets the header pass first, so the receiver knows at once; credit: the receiver permits first and only then data is sent, so the signal needs no congestion.",
)
ROWS = [
    (("ECN", "ECN"), ("交换机打一比特，接收端回通知", "switch marks a bit, receiver notifies"), "d"),
    (("时延", "delay"), ("发送端自己量往返时间", "sender measures the round trip"), "c"),
    (("遥测", "INT"), ("交换机写队列与速率，确认带回", "switch writes queue and rate into packets"), "a"),
    (("截短", "trim"), ("交换机只留报头，接收端立刻知道", "switch keeps the header, receiver knows"), "e"),
    (("许可", "credit"), ("接收端先许可，发送端才发", "receiver permits, then data is sent"), "b"),
]


def draw(fig: Figure) -> None:
    sender = node(fig, (2, 2, 96, 30), ("发送端", "sender"), "a")
    switch = node(fig, (150, 2, 100, 30), ("交换机", "switch"), "e", hatch="")
    receiver = node(fig, (302, 2, 96, 30), ("接收端", "receiver"), "c")
    arrow(fig, sender.right, switch.left)
    arrow(fig, switch.right, receiver.left)
    spots = {"left": 50, "middle": 200, "right": 350}
    legs = [
        [("middle", "right"), ("right", "left")],
        [("left", "right"), ("right", "left")],
        [("middle", "right"), ("right", "left")],
        [("middle", "right"), ("right", "left")],
        [("right", "left"), ("left", "right")],
    ]
    for n, ((name, text, kind), ways) in enumerate(zip(ROWS, legs, strict=True)):
        top = 54 + 62 * n
        fig.text((2, top), name, anchor="start", bold=True)
        fig.text((398, top), text, anchor="end")
        for m, (start, end) in enumerate(ways):
            y = top + 18 + 14 * m
            arrow(fig, (spots[start], y), (spots[end], y), kind=kind, wide=end == "left", dashed=end != "left")
    words = ("粗实线：信号回到发送端；虚线：其余的路程。", "Solid: the signal gets to the sender; dashed: the rest.")
    fig.text((2, 54 + 62 * 5), words, anchor="start")
