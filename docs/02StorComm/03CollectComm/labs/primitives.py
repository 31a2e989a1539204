"""The primitives among four processes: what each leaves behind, and what follows from what.

Every printed equality is asserted, on the bits: the numbers are small integers, whose sums in
floating point are exact whatever the order.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0", "numpy==2.4.6"]
# [tool.lab]
# seconds = 60
# ///

# %%
import datetime as dt
import os
import sys
import tempfile

import torch
import torch.distributed as dist
import torch.multiprocessing as mp

N = 4  # ranks
COUNT = 6  # elements of a block
LIMIT = dt.timedelta(seconds=40)  # a rank whose partners are gone gives up


def say(text: str) -> None:
    """Print once, not once a rank."""
    if dist.get_rank() == 0:
        print(text, flush=True)


def check(text: str, holds: bool) -> None:
    """Print an identity that holds on every rank; stop if it does not."""
    every = torch.tensor([int(holds)])
    dist.all_reduce(every, op=dist.ReduceOp.MIN)
    assert every.item() == 1, text
    say(f"  {text}")


# %%
# --8<-- [start:parts]
def reduce_scatter(full: torch.Tensor) -> torch.Tensor:
    """Block r of the sum, on rank r."""
    block = torch.empty(COUNT)
    dist.reduce_scatter_single(block, full)
    return block


def all_gather(block: torch.Tensor) -> torch.Tensor:
    """The blocks of all ranks, in order of rank."""
    full = torch.empty(N * COUNT)
    dist.all_gather_single(full, block)
    return full


def all_to_all(full: torch.Tensor) -> torch.Tensor:
    """Block j of rank i becomes block i of rank j."""
    turned = torch.empty(N * COUNT)
    dist.all_to_all_single(turned, full)
    return turned


# --8<-- [end:parts]


# %%
# --8<-- [start:identities]
def identities(mine: torch.Tensor, rank: int) -> None:
    """What can be built from what; `mine` holds N blocks."""
    everywhere = mine.clone()
    dist.all_reduce(everywhere)
    check(
        "all-reduce = reduce-scatter, all-gather",
        torch.equal(all_gather(reduce_scatter(mine)), everywhere),
    )

    at_root = mine.clone()
    dist.reduce(at_root, dst=0)
    changed = torch.tensor([int(not torch.equal(at_root, mine))])
    dist.all_reduce(changed)
    say(f"~ after a reduce to rank 0, {changed.item()} of {N} buffers are not what they were")
    there_and_back = at_root.clone()
    dist.broadcast(there_and_back, src=0)
    check("all-reduce = reduce, broadcast", torch.equal(there_and_back, everywhere))

    part = torch.empty(COUNT)
    dist.scatter(part, list(at_root.chunk(N)) if rank == 0 else None, src=0)
    check("reduce-scatter = reduce, scatter", torch.equal(part, reduce_scatter(mine)))

    added = all_to_all(mine).view(N, COUNT).sum(0)
    check("reduce-scatter = all-to-all, add up", torch.equal(added, reduce_scatter(mine)))
    check("all-to-all twice = nothing", torch.equal(all_to_all(all_to_all(mine)), mine))


# --8<-- [end:identities]


# %%
# --8<-- [start:uneven]
def uneven(rank: int) -> None:
    """All-to-all with counts of each pair's own: first the counts, then the data."""
    send = torch.tensor([[2, 0, 1, 3], [1, 1, 1, 1], [0, 4, 0, 0], [2, 2, 2, 2]])[rank]
    receive = torch.empty_like(send)
    dist.all_to_all_single(receive, send)

    data = torch.full((int(send.sum()),), float(rank))
    got = torch.empty(int(receive.sum()))
    dist.all_to_all_single(got, data, receive.tolist(), send.tolist())
    rows = [torch.empty_like(receive) for _ in range(N)]
    dist.all_gather(rows, receive)
    say(f"  rank 0 sends {send.tolist()} and receives {receive.tolist()}")
    say(f"  it ends with {[int(one) for one in got.tolist()]}, blocks in order of rank")
    assert got.tolist() == [float(r) for r, k in enumerate(receive.tolist()) for _ in range(k)]


# --8<-- [end:uneven]


# %%
# --8<-- [start:order]
def ring_sum(block: int, values: list[float]) -> float:
    """The sum that a ring gives a block: from the rank after its owner round to the owner."""
    total = torch.tensor(0.0)
    for step in range(N):
        total = total + torch.tensor(values[(block + 1 + step) % N])
    return total.item()


def order() -> None:
    """The same four numbers in each block, added in the order of a ring, in float32."""
    values = [1e8, 1.0, -1e8, 1.0]  # what ranks 0 to 3 hold, in every block
    sums = [ring_sum(block, values) for block in range(N)]
    say(f"  blocks 0 to {N - 1} come out as {sums}; exact is {sum(values)}")
    assert len(set(sums)) > 1


# --8<-- [end:order]


# %%
def work(rank: int, store: str) -> None:
    """One process."""
    torch.set_num_threads(1)
    dist.init_process_group(
        "gloo", init_method=f"file://{store}", rank=rank, world_size=N, timeout=LIMIT
    )
    mine = torch.randint(100, (N * COUNT,), generator=torch.Generator().manual_seed(rank)).float()
    say("equal on every rank:")
    identities(mine, rank)
    say("all-to-all with unequal counts:")
    uneven(rank)
    say("order of additions:")
    order()
    dist.destroy_process_group()


# %%
if __name__ == "__main__":
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo0" if sys.platform == "darwin" else "lo")
    print(f"{N} processes, blocks of {COUNT} elements", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        mp.start_processes(work, (f"{folder}/store",), nprocs=N, start_method="fork")
