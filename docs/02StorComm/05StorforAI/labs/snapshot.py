"""How fast a snapshot leaves a GPU: to new, used and pinned memory, alone and behind a step.

Needs PyTorch and an NVIDIA GPU with 40 GiB free, and 32 GiB of host memory.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.lab]
# seconds = 240
# ///

# %%
import sys
import time
from collections.abc import Callable

try:
    import torch
except ImportError:
    print("needs PyTorch")
    sys.exit(77)
if not torch.cuda.is_available():
    print("needs an NVIDIA GPU")
    sys.exit(77)

BYTES = 8 << 30
LAYERS, WIDTH, BATCH = 16, 8192, 16384
State = dict[str, torch.Tensor]
cuda, bf16 = torch.device("cuda"), torch.bfloat16
side = torch.cuda.Stream()


def best(run: Callable[[], object], rounds: int = 5) -> float:
    """Seconds of the shortest run."""
    times = []
    for _ in range(rounds + 1):
        torch.cuda.synchronize()
        start = time.perf_counter()
        run()
        torch.cuda.synchronize()
        times.append(time.perf_counter() - start)
    return min(times[1:])


# %%
def copies() -> None:
    """One buffer to three kinds of host memory; what else runs while it goes to the best."""
    x = torch.empty(BYTES, dtype=torch.uint8, device=cuda).random_()
    used = torch.ones(BYTES, dtype=torch.uint8)
    start = time.perf_counter()
    pinned = torch.empty(BYTES, dtype=torch.uint8, pin_memory=True)
    print(f"~ to allocate 8 GiB of pinned memory: {time.perf_counter() - start:.1f} s")
    rates = []
    for name, run in (
        ("new memory", x.cpu),
        ("used memory", lambda: used.copy_(x)),
        ("pinned memory", lambda: pinned.copy_(x, non_blocking=True)),
    ):
        seconds = best(run)
        rates.append(BYTES / seconds / 1e9)
        print(f"~ 8 GiB to {name:<14} {seconds:6.3f} s {rates[-1]:6.2f} GB/s")
    assert rates[1] > 2 * rates[0]
    assert rates[2] > 2 * rates[1]
    a = torch.randn(WIDTH, WIDTH, device=cuda, dtype=bf16)

    def products() -> None:
        for _ in range(100):
            _ = a @ a

    def beside() -> None:
        with torch.cuda.stream(side):
            pinned.copy_(x, non_blocking=True)
        products()

    alone, both = best(products), best(beside)
    print(f"~ 100 products: {alone:.4f} s alone, {both:.4f} s beside such a copy")


# %%
# --8<-- [start:snapshot]
def snapshot(state: State, pinned: State) -> torch.cuda.Event:
    side.wait_stream(torch.cuda.current_stream())  # after the last update
    with torch.cuda.stream(side):
        for name, tensor in state.items():
            pinned[name].copy_(tensor, non_blocking=True)
    return side.record_event()


def step(train: "Trainer", pinned: State) -> None:
    done = snapshot(train.state, pinned)
    train.forward_backward()  # reads the weights, changes none
    torch.cuda.current_stream().wait_event(done)  # before they change
    train.update()


# --8<-- [end:snapshot]


# %%
class Trainer:
    """Matrix products of the size of a step, and an update like Adam's."""

    def __init__(self) -> None:
        make = torch.randn(LAYERS, WIDTH, WIDTH, device=cuda).mul_(0.01)
        zero = torch.zeros_like
        self.state = {"w": make.to(bf16), "p": make, "m": zero(make), "v": zero(make)}
        self.x = torch.randn(BATCH, WIDTH, device=cuda, dtype=bf16)

    def forward_backward(self) -> None:
        y = self.x
        for w in self.state["w"]:
            y = torch.tanh(y @ w)
        for w in self.state["w"]:
            y = y @ w.t()
            _ = y.t() @ self.x

    def update(self) -> None:
        w, p, m, v = self.state.values()
        m.mul_(0.9).add_(p, alpha=0.1)
        v.mul_(0.99).addcmul_(p, p, value=0.01)
        p.sub_(m, alpha=1e-3)
        w.copy_(p)

    def plain(self) -> None:
        self.forward_backward()
        self.update()


def steps() -> None:
    """A step without a snapshot, with one before it, with one behind forward and backward."""
    train = Trainer()
    pinned = {k: torch.empty_like(t, device="cpu", pin_memory=True) for k, t in train.state.items()}
    size = sum(t.nbytes for t in pinned.values())

    def before() -> None:
        snapshot(train.state, pinned).synchronize()
        train.plain()

    none, block, over = best(train.plain), best(before), best(lambda: step(train, pinned))
    print(f"~ a state of {size / 1e9:.2f} GB; a step takes {none:.3f} s,")
    print(f"~ with a snapshot before it {block:.3f} s, with one behind it {over:.3f} s")
    assert none < over < block
    old = {k: t.cpu() for k, t in train.state.items()}
    step(train, pinned)
    torch.cuda.synchronize()
    assert all(torch.equal(pinned[k], old[k]) for k in old)
    assert not torch.equal(train.state["p"].cpu(), old["p"])
    print("what was copied behind the step has the bits from before its update")


# %%
if __name__ == "__main__":
    print(f"~ {torch.cuda.get_device_name()}, PyTorch {torch.__version__}")
    copies()
    torch.cuda.empty_cache()
    steps()
