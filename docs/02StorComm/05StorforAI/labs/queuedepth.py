"""Queue depth against IOPS and latency of one disk, with Little's law checked; what fsync costs.

Drives fio (Debian, Ubuntu: apt install fio) on a temporary file. Set TMPDIR to a folder of the
disk that is to be measured.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.lab]
# seconds = 60
# ///

# %%
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

DEPTHS = (1, 2, 4, 8, 16, 32, 64, 128)
BLOCK, SIZE = 4096, 2**30
SKIP = 77


def skip(why: str) -> None:
    print(f"skipped: {why}")
    sys.exit(SKIP)


# %%
# --8<-- [start:fio]
def fio(file: Path, kind: str, **options: Any) -> dict[str, Any]:
    """What fio measured of one job: requests a second and seconds a request."""
    words = {"name": "job", "filename": file, "size": SIZE, "rw": kind, "randseed": 1}
    flags = [f"--{key}={value}" for key, value in {**words, **options}.items()]
    command = ["fio", "--output-format=json", *flags]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        skip(f"fio {kind}: {(done.stderr or done.stdout).strip().splitlines()[-1]}")
    return json.loads(done.stdout[done.stdout.index("{") :])["jobs"][0]


def random_reads(file: Path, depth: int, block: int = BLOCK) -> tuple[float, float, float]:
    """IOPS, mean and 99th percentile of the latency in µs, with `depth` reads always pending."""
    options = {"bs": block, "ioengine": "libaio", "iodepth": depth, "direct": 1}
    runs = [fio(file, "randread", runtime=1, time_based=1, **options)["read"] for _ in range(3)]
    read = max(runs, key=lambda run: run["iops"])  # the one that others disturbed least
    mean, worst = read["lat_ns"]["mean"], read["clat_ns"]["percentile"]["99.000000"]
    return read["iops"], mean / 1e3, worst / 1e3


# --8<-- [end:fio]


# %%
def sweep(file: Path) -> None:
    print(f"random reads of {BLOCK} B, O_DIRECT: depth, IOPS, mean and 99% latency in µs,")
    print("and IOPS x mean latency")
    rates = []
    for depth in DEPTHS:
        rate, mean, worst = random_reads(file, depth)
        inside = rate * mean * 1e-6
        print(f"~ depth {depth:>3}  {rate:>9,.0f}  {mean:>8,.1f}  {worst:>8,.0f}  {inside:>7.2f}")
        assert abs(inside / depth - 1) < 0.1, "IOPS times latency is not the depth"
        rates.append(rate)
    assert max(rates) > 1.5 * rates[0], "a deeper queue brought nothing"
    print("at every depth, IOPS x latency is the depth: Little's law")
    print("at depth 16: block in KiB, IOPS, MB/s")
    for block in (4, 64, 1024):
        rate, _, _ = random_reads(file, 16, block * 1024)
        print(f"~ block {block:>5}  {rate:>8,.0f}  {rate * block * 1024 / 1e6:>7,.0f}")


def durable(file: Path) -> None:
    options = {"bs": BLOCK, "ioengine": "psync", "size": 2**26, "runtime": 3}
    plain = fio(file, "write", **options)["write"]["iops"]
    synced = fio(file, "write", fsync=1, **options)["write"]["iops"]
    print("4 KiB writes one after the other: into the page cache, and each with fsync")
    print(f"~ page cache {plain:>9,.0f} a second, fsync {synced:>7,.0f} a second")
    assert plain > synced, "fsync costs nothing here"


# %%
if __name__ == "__main__":
    if not shutil.which("fio"):
        skip("fio is not installed")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        # Written first, so that no read meets a hole.
        fio(data, "write", bs=2**20, ioengine="libaio", iodepth=16, direct=1)
        sweep(data)
        durable(Path(folder) / "log")
