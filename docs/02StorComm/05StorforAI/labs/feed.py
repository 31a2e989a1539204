"""Feeding a trainer: files against a shard, a buffer's randomness, workers that keep up or not,
and which samples a restart would skip.

Latencies and times of work are slept, so that the machine's own speed decides nothing.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0", "numpy==2.4.6"]
# [tool.lab]
# seconds = 60
# ///

# %%
import hashlib
import itertools
import math
import random
import tempfile
import time
import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import torch
from torch.utils.data import DataLoader, Dataset, Sampler

FILES, SIZE = 400, 4096  # samples, and bytes of each
LATENCY = 0.005  # seconds that the storage takes for one request
BLOCK = 256 * 1024  # bytes of a read from the shard
PREPARE, STEP, BATCHES = 0.12, 0.05, 24  # seconds of a worker and of the trainer for a batch


# %%
# --8<-- [start:store]
class Store:
    """A folder behind a network: every request, be it open or read, takes LATENCY."""

    def __init__(self, root: Path) -> None:
        self.root, self.requests = root, itertools.count()

    def request(self) -> None:
        next(self.requests)
        time.sleep(LATENCY)

    def read(self, name: str) -> bytes:
        self.request()  # open
        found = []
        with (self.root / name).open("rb") as file:
            while piece := file.read(BLOCK):
                self.request()  # read
                found.append(piece)
        return b"".join(found)


# --8<-- [end:store]


def files_and_shard() -> None:
    """The same bytes as many files and as one, and how many requests are in flight."""
    names = [f"{i:05d}" for i in range(FILES)]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        samples = [hashlib.shake_128(name.encode()).digest(SIZE) for name in names]
        for name, sample in zip(names, samples, strict=True):
            (root / name).write_bytes(sample)
        (root / "shard").write_bytes(b"".join(samples))
        right = hashlib.sha256(b"".join(samples)).digest()
        for what, flight in (("files", 1), ("files", 8), ("shard", 1)):
            store = Store(root)
            start = time.monotonic()
            with ThreadPoolExecutor(flight) as pool:
                wanted = names if what == "files" else ["shard"]
                found = b"".join(pool.map(store.read, wanted))
            seconds = time.monotonic() - start
            requests = next(store.requests)
            assert hashlib.sha256(found).digest() == right
            assert requests == (2 * FILES if what == "files" else 1 + math.ceil(len(found) / BLOCK))
            assert seconds >= requests * LATENCY / flight  # Little's law
            least = requests * LATENCY / flight
            print(f"{what}, {flight} in flight: {requests} requests, at least {least:.3f} s")
            print(f"~ took {seconds:.2f} s")


# %%
# --8<-- [start:buffer]
def interleave(shards: list[int], size: int, readers: int) -> Iterator[int]:
    """The shard of every sample, `readers` shards open at once."""
    for group in groups(shards, readers):
        for _ in range(size):
            yield from group


def buffered(source: Iterable[int], size: int, rng: random.Random) -> Iterator[int]:
    """Fill a buffer, then give out any and put the next in its place."""
    buffer: list[int] = []
    for one in source:
        if len(buffer) < size:
            buffer.append(one)
            continue
        at = rng.randrange(size)
        yield buffer[at]
        buffer[at] = one
    rng.shuffle(buffer)
    yield from buffer


# --8<-- [end:buffer]


def groups(items: list[int], size: int) -> Iterator[list[int]]:
    for at in range(0, len(items), size):
        yield items[at : at + size]


def same_shard(size: int, readers: int, buffer: int) -> float:
    """The share of pairs in a batch from the same shard, by the formula of the lesson."""
    x = readers * size / buffer
    return (1 - (1 - math.exp(-x)) / x) / readers


def shuffling() -> None:
    """Pairs within a batch that share a shard: simulated and by the formula."""
    size, count, batch = 500, 512, 64
    for readers, buffer in ((1, 500), (1, 8000), (16, 500), (16, 8000)):
        rng = random.Random(0)  # noqa: S311
        order = rng.sample(range(count), count)
        given = list(buffered(interleave(order, size, readers), buffer, rng))
        assert sorted(given) == sorted(order * size)  # every sample once
        steady = given[2 * buffer : -2 * buffer]
        batches = groups(steady[: len(steady) // batch * batch], batch)
        same = [a == b for one in batches for a, b in pairs_of(one)]
        simulated = sum(same) / len(same)
        formula = same_shard(size, readers, buffer)
        assert abs(simulated / formula - 1) < 0.1
        print(
            f"{readers:2d} readers, buffer {buffer:4d}: same shard {simulated:.4f}, "
            f"formula {formula:.4f}, so {1 / formula:.1f} shards"
        )


def pairs_of(batch: list[int]) -> Iterator[tuple[int, int]]:
    half = len(batch) // 2
    return zip(batch[:half], batch[half:], strict=True)


# %%
# --8<-- [start:loader]
class Prepared(Dataset[int]):
    """A batch that takes a worker PREPARE seconds."""

    def __getitem__(self, number: int) -> int:
        time.sleep(PREPARE)
        return number

    def __len__(self) -> int:
        return BATCHES


class Counted(Sampler[int]):
    """The order of the batches, and how many of them were handed out to workers."""

    handed = 0

    def __iter__(self) -> Iterator[int]:
        for number in range(BATCHES):
            self.handed += 1
            yield number


def train(workers: int) -> tuple[float, float, list[int]]:
    """Seconds of a step, the trainer's share of them, batches handed out but not trained on."""
    order, ahead = Counted(), []
    loader = DataLoader(Prepared(), batch_size=None, sampler=order, num_workers=workers)
    feed = iter(loader)
    next(feed)  # the first batch waits for the workers to start
    start, busy = time.monotonic(), 0.0
    for number in feed:
        ahead.append(order.handed - 1 - int(number))
        began = time.monotonic()
        time.sleep(STEP)
        busy += time.monotonic() - began
    total = time.monotonic() - start
    return total / (BATCHES - 1), busy / total, ahead


# --8<-- [end:loader]


def keeping_up() -> None:
    """How long a step takes with none to four workers, against max(step, prepare / workers)."""
    shares = {}
    for workers in (0, 1, 2, 4):
        bound = PREPARE + STEP if workers == 0 else max(STEP, PREPARE / workers)
        step, shares[workers], ahead = train(workers)
        # Prefetched batches of the start may be there already: 2 a worker.
        assert step >= bound * (BATCHES - 1 - 2 * workers) / (BATCHES - 1)
        full = ahead[: BATCHES - 1 - 2 * workers]
        assert set(full) == {2 * workers}
        by_formula = f"a step by the formula: {bound:.3f} s"
        print(f"workers: {workers}, {by_formula}, batches ahead: {full[0]}")
        print(f"~ took {step:.3f} s, the trainer busy {100 * shares[workers]:.0f}% of the time")
    assert shares[0] < shares[1] < min(shares[2], shares[4])


# %%
# --8<-- [start:order]
def sample_at(position: int, samples: int, seed: int = 0) -> int:
    """Which sample stands at a position of training."""
    epoch, place = divmod(position, samples)
    generator = torch.Generator().manual_seed(seed + epoch)
    return int(torch.randperm(samples, generator=generator)[place])


def batch_of(step: int, rank: int, ranks: int, batch: int, samples: int) -> list[int]:
    """What a rank reads in a step: every position that is its own."""
    positions = range(step * batch + rank, (step + 1) * batch, ranks)
    return [sample_at(p, samples) for p in positions]


# --8<-- [end:order]


def resuming() -> None:
    """A failure after step 5 of 4 ranks, a restart on 2 or 3 of them."""
    samples, batch, steps = 120, 12, 10
    whole = [sample_at(p, samples) for p in range(samples)]
    for ranks in (2, 3, 4):
        seen = []
        for step in range(steps):
            now = 4 if step < 5 else ranks
            for rank in range(now):
                seen += batch_of(step, rank, now, batch, samples)
        assert sorted(seen) == sorted(whole) == list(range(samples))
    print("4 ranks up to step 5, then 2, 3 or 4: every sample of the epoch once")
    skipped = 4 * 2 * 2  # ranks, workers, batches a worker has ahead
    print(f"saving what 4 loaders of 2 workers have read would skip {skipped} batches")


# %%
if __name__ == "__main__":
    warnings.filterwarnings("ignore", "This DataLoader will create")  # sleepers need no cores
    torch.manual_seed(0)
    files_and_shard()
    shuffling()
    keeping_up()
    resuming()
