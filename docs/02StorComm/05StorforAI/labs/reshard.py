"""A sharded checkpoint: saved on four ranks, loaded on two, and one save killed half way.

Four processes train a small model under FSDP and save it with torch.distributed.checkpoint. What
they wrote is held against the formula, what two processes load against the bits that were saved.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0", "numpy==2.4.6"]
# [tool.lab]
# seconds = 120
# tolerance = 0.02
# ///

# %%
import datetime as dt
import hashlib
import json
import logging
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
import torch.multiprocessing as mp
from torch import nn
from torch.distributed.checkpoint.api import CheckpointException
from torch.distributed.checkpoint.metadata import TensorStorageMetadata
from torch.distributed.checkpoint.state_dict import get_state_dict, set_state_dict
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import fully_shard
from torch.distributed.tensor import DTensor, Shard

SAVERS, LOADERS = 4, 2  # ranks
AXIS = 0  # along which the loading ranks split each tensor
LAYERS, WIDTH = 4, 1024
BATCH = 24
STATE_BYTES = 4 + 4 + 4  # FP32 weights and Adam's two moments
PARAMETERS = LAYERS * WIDTH * WIDTH
LIMIT = dt.timedelta(seconds=40)  # a rank whose partners are gone gives up
State = dict[str, Any]


# %%
# --8<-- [start:train]
class Trainer:
    """A small model, each of its tensors split over the ranks."""

    def __init__(self, rank: int, ranks: int, axis: int = 0) -> None:
        self.rank, self.ranks = rank, ranks
        torch.manual_seed(0)
        layers = [nn.Linear(WIDTH, WIDTH, bias=False) for _ in range(LAYERS)]
        self.model = nn.Sequential(*layers)
        mesh = init_device_mesh("cpu", (ranks,))
        for module in (*layers, self.model):
            fully_shard(module, mesh=mesh, shard_placement_fn=lambda _: Shard(axis))
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=1e-3)

    def step(self, number: int) -> float:
        """One step on this rank's part of the batch; the loss of the whole batch."""
        random = torch.Generator().manual_seed(number)
        batch = torch.randn(BATCH, WIDTH, generator=random).chunk(self.ranks)[self.rank]
        loss = (self.model(batch) - batch.roll(1, 1)).square().mean()
        loss.backward()
        self.optimizer.step()
        self.optimizer.zero_grad()
        total = loss.detach().clone()
        dist.all_reduce(total)
        return total.item() / self.ranks

    def state(self) -> State:
        """Weights and optimizer states under the names of the unsplit model."""
        model, optimizer = get_state_dict(self.model, self.optimizer)
        return {"model": model, "optimizer": optimizer}

    def load(self, reader: dcp.FileSystemReader) -> None:
        """Fill the shards of this layout from a checkpoint of any other."""
        state = self.state()
        dcp.load(state, storage_reader=reader)
        set_state_dict(
            self.model,
            self.optimizer,
            model_state_dict=state["model"],
            optim_state_dict=state["optimizer"],
        )


# --8<-- [end:train]


# %%
# --8<-- [start:digest]
def tensors(state: State) -> dict[str, DTensor]:
    """Every split tensor of a state by its name."""
    found = dict(state["model"])
    for name, moments in state["optimizer"]["state"].items():
        found |= {f"{name}.{kind}": value for kind, value in moments.items() if kind != "step"}
    return found


def digests(state: State) -> dict[str, list[str]]:
    """The bits of every tensor, gathered whole: a digest for each quarter of its rows."""
    found = {}
    for name, tensor in tensors(state).items():
        quarters = tensor.full_tensor().chunk(4)
        found[name] = [hashlib.sha256(part.numpy().tobytes()).hexdigest() for part in quarters]
    return found


# --8<-- [end:digest]


# %%
# --8<-- [start:killed]
class Killed(dcp.FileSystemWriter):
    """A writer by which rank 2 dies when the others have written and it has not."""

    def write_data(self, *arguments: Any) -> Future[list[Any]]:
        marks = Path(self.path).parent
        if self.rank != 2:
            written = super().write_data(*arguments)
            (marks / f"written-by-{self.rank}").touch()
            return written
        while len(list(marks.glob("written-by-*"))) < SAVERS - 1:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


# --8<-- [end:killed]


# %%
# --8<-- [start:count]
class Counted(dcp.FileSystemReader):
    """A reader that counts the pieces and the bytes it takes from the files."""

    pieces = read = 0

    def read_data(self, plan: dcp.LoadPlan, planner: dcp.LoadPlanner) -> Future[None]:
        for item in plan.items:
            self.pieces += item.storage_index.fqn == "model.0.weight"
            self.read += self.storage_data[item.storage_index].length
        return super().read_data(plan, planner)


# --8<-- [end:count]


# %%
def save(rank: int, folder: Path) -> None:
    """Four ranks: three steps, a checkpoint, and the loss of the step after it."""
    trainer = Trainer(rank, SAVERS)
    for number in range(3):
        trainer.step(number)
    state = trainer.state()
    dcp.save(state, checkpoint_id=folder / "step-3")
    note(rank, folder, "step-3", digests(state))
    note(rank, folder, "loss", trainer.step(3))


def save_killed(rank: int, folder: Path, name: str) -> None:
    """Go on from step 3 to step 5 and save into a folder; rank 2 dies in the middle of it."""
    trainer = Trainer(rank, SAVERS)
    trainer.load(dcp.FileSystemReader(folder / "step-3"))
    for number in (3, 4):
        trainer.step(number)
    state = trainer.state()
    note(rank, folder, "step-5", digests(state))
    for mark in folder.glob("written-by-*"):
        mark.unlink(missing_ok=True)
    dist.barrier()
    dcp.save(state, storage_writer=Killed(folder / name))


def load(rank: int, folder: Path, name: str) -> None:
    """Two ranks: load, note which bits came, and the loss of the step after it."""
    trainer = Trainer(rank, LOADERS, AXIS)
    reader = Counted(folder / name)
    try:
        trainer.load(reader)
    except CheckpointException as error:
        note(rank, folder, f"{name}.loaded", type(error).__name__)
        return
    note(rank, folder, f"{name}.loaded", digests(trainer.state()))
    counts = [torch.zeros(2) for _ in range(LOADERS)]
    dist.all_gather(counts, torch.tensor([float(reader.pieces), float(reader.read)]))
    note(rank, folder, "counts", [count.tolist() for count in counts])
    note(rank, folder, "loss-2", trainer.step(3))


# %%
def note(rank: int, folder: Path, name: str, what: object) -> None:
    """Keep what rank 0 found for the parent."""
    if rank == 0:
        (folder / f"{name}.json").write_text(json.dumps(what), "utf-8")


def noted(folder: Path, name: str) -> Any:
    return json.loads((folder / f"{name}.json").read_text("utf-8"))


def rank_process(
    rank: int, ranks: int, store: str, work: Callable[..., None], folder: Path, *more: str
) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # an exception reaches the parent all the same
    torch.set_num_threads(1)
    dist.init_process_group(
        "gloo", init_method=f"file://{store}", rank=rank, world_size=ranks, timeout=LIMIT
    )
    work(rank, folder, *more)
    dist.barrier()
    dist.destroy_process_group()


def run(ranks: int, work: Callable[..., None], folder: Path, *more: str) -> None:
    """Run so many ranks to their end."""
    with tempfile.TemporaryDirectory() as place:
        arguments = (ranks, f"{place}/store", work, folder, *more)
        mp.start_processes(rank_process, arguments, nprocs=ranks, start_method="fork")


def say(line: str = "") -> None:
    print(line, flush=True)


# %%
# --8<-- [start:disk]
def show_disk(folder: Path) -> None:
    """What lies in a checkpoint, against what the formula says."""
    predicted = PARAMETERS * STATE_BYTES
    say(f"predicted  {predicted:11,d} B in all, {predicted // SAVERS:,d} B a rank")
    files = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    for name, size in files.items():
        say(f"on disk    {size:11,d} B {name}")
    shards = sum(size for name, size in files.items() if name != ".metadata")
    say(f"           {shards - predicted:11,d} B more than predicted in the shards")
    assert predicted < shards < 1.01 * predicted
    assert len(files) == SAVERS + 1


def show_index(folder: Path) -> None:
    """Where the metadata says that the pieces of one tensor are."""
    metadata = dcp.FileSystemReader(folder).read_metadata()
    found = metadata.state_dict_metadata
    entry = found["model.0.weight"]
    assert isinstance(entry, TensorStorageMetadata)
    say(f"the index  {len(found)} entries; model.0.weight {list(entry.size)} has")
    for index, place in metadata.storage_data.items():
        if index.fqn == "model.0.weight":
            first = index.offset[0]
            last = first + WIDTH // SAVERS - 1
            rows = f"rows {first:4d}-{last:4d}"
            say(f"           {rows} in {place.relative_path}, from byte {place.offset:,d}")


# --8<-- [end:disk]


def same(found: dict[str, list[str]], wanted: dict[str, list[str]]) -> tuple[int, int]:
    """How many quarters of tensors have the wanted bits, of how many."""
    pairs = [(a, b) for name in wanted for a, b in zip(found[name], wanted[name], strict=True)]
    return sum(a == b for a, b in pairs), len(pairs)


# %%
# --8<-- [start:main]
def reshard(folder: Path) -> None:
    """Save on four, load on two."""
    say(f"{SAVERS} ranks, {PARAMETERS:,d} parameters, {STATE_BYTES} bytes each")
    run(SAVERS, save, folder)
    show_disk(folder / "step-3")
    show_index(folder / "step-3")
    run(LOADERS, load, folder, "step-3")
    right, of = same(noted(folder, "step-3.loaded"), noted(folder, "step-3"))
    assert right == of, f"only {right} of {of} came back as they were"
    say(f"on {LOADERS} ranks {right} of {of} quarters of tensors have the bits that were saved")
    for rank, (pieces, read) in enumerate(noted(folder, "counts")):
        took = f"{pieces:.0f} pieces of model.0.weight, {read:,.0f} B in all"
        say(f"           rank {rank} read {took}")
    four, two = noted(folder, "loss"), noted(folder, "loss-2")
    assert abs(four - two) < 1e-5 * four
    say(f"           loss of the next step {four:.6f}, on {SAVERS} ranks {two:.6f}")


def tear(folder: Path) -> None:
    """Kill a save to a new folder, then one over the folder of step 3."""
    for name in ("step-5", "step-3"):
        try:
            run(SAVERS, save_killed, folder, name)
        except (mp.ProcessExitedException, mp.ProcessRaisedException):
            assert len(list(folder.glob("written-by-*"))) == SAVERS - 1
        say(f"rank 2 is killed while step 5 is saved to {name}")
        files = {path.name for path in (folder / name).iterdir()}
        metadata = "there" if ".metadata" in files else "missing"
        shards = len(files - {".metadata"})
        say(f"           there are {shards} shards, .metadata is {metadata}")
        run(LOADERS, load, folder, name)
        came = noted(folder, f"{name}.loaded")
        if isinstance(came, str):
            assert name == "step-5"
            say(f"           loading {name} raises {came}")
            run(LOADERS, load, folder, "step-3")
            right, of = same(noted(folder, "step-3.loaded"), noted(folder, "step-3"))
            assert right == of
            say(f"           loading step-3 works: {right} of {of} have the bits of step 3")
        else:
            old, of = same(came, noted(folder, "step-3"))
            new, _ = same(came, noted(folder, "step-5"))
            assert (old, new) == (of // 4, of - of // 4)
            mixed = f"{old} have the bits of step 3, {new} of step 5"
            say(f"           loading {name} works, but {mixed}")


# --8<-- [end:main]


if __name__ == "__main__":
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo0" if sys.platform == "darwin" else "lo")
    logging.disable(logging.WARNING)  # of processes that are stopped on purpose
    with tempfile.TemporaryDirectory() as scratch:
        reshard(Path(scratch))
        tear(Path(scratch))
