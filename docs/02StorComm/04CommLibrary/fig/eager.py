"""Eager and rendezvous: when the sender may return and when the data moves."""

from coursekit.figures import Figure, arrow, line

TITLE = ("急发与会合", "Eager and rendezvous")
DESC = (
    "两条自上而下的时间线，左发送方，右接收方。上半：急发，信封与数据一起过去，发送方立刻返回，"
    "接收晚挂，再从缓冲区拷出。下半：会合，先送信封，接收挂好后回应，再送数据，发送方才返回。",
    "Two lines of time from top to bottom, sender left and receiver right. Upper half, eager: envelope and "
    "data go together, the sender returns at once, the receive is posted later and copies from a buffer. "
    "Lower half, rendezvous: the envelope goes first, the receiver answers once the receive is posted, "
    "then the data goes, and only then the sender returns.",
)
LEFT, RIGHT = 90, 300


def draw(fig: Figure) -> None:
    fig.text((2, 10), ("急发", "eager"), anchor="start", bold=True)
    sides(fig, 20, 158)
    arrow(fig, (LEFT, 40), (RIGHT, 64), kind="a", wide=True)
    fig.text((195, 36), ("信封与数据", "envelope and data"))
    left(fig, 40, ("发送", "send"))
    left(fig, 58, ("返回", "return"))
    right(fig, 70, ("存进缓冲区", "buffered"))
    right(fig, 122, ("挂接收", "receive"))
    right(fig, 142, ("拷出", "copied out"))

    fig.text((2, 186), ("会合", "rendezvous"), anchor="start", bold=True)
    sides(fig, 196, 384)
    arrow(fig, (LEFT, 216), (RIGHT, 236), kind="e")
    fig.text((195, 216), ("信封", "envelope"))
    left(fig, 216, ("发送", "send"))
    right(fig, 296, ("挂接收", "receive"))
    arrow(fig, (RIGHT, 302), (LEFT, 322), kind="e")
    fig.text((195, 302), ("可以发", "go ahead"))
    arrow(fig, (LEFT, 332), (RIGHT, 358), kind="a", wide=True)
    fig.text((195, 334), ("数据", "data"))
    left(fig, 372, ("返回", "return"))
    right(fig, 372, ("完成", "complete"))


def sides(fig: Figure, top: float, bottom: float) -> None:
    """The lines of the sender and of the receiver."""
    for x, text in ((LEFT, ("发送方", "sender")), (RIGHT, ("接收方", "receiver"))):
        fig.text((x, top - 10), text, anchor="start")
        line(fig, (x, top), (x, bottom))


def left(fig: Figure, y: float, text: tuple[str, str]) -> None:
    fig.text((LEFT - 8, y), text, anchor="end")


def right(fig: Figure, y: float, text: tuple[str, str]) -> None:
    fig.text((RIGHT + 8, y), text, anchor="start")
