"""Climb down the bandwidth ladder of one GPU: its own SRAM, L2, HBM, then the host over PCIe.

Each rung is measured twice: how many bytes a second it gives to many readers at once, and how
long one reader waits for one value when the address of the next lies in the last (a chase of
pointers, so nothing can be fetched ahead). Needs an NVIDIA GPU and CUDA's compiler.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.lab]
# seconds = 240
# ///

# %%
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CANNOT = 77  # exit code: this cannot run here, and the last line says why

# %%
KERNELS = r"""
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <random>
#include <utility>
#include <vector>
#define CHECK(call) do { cudaError_t e = (call); if (e != cudaSuccess) { \
    printf("error %s: %s\n", #call, cudaGetErrorString(e)); exit(1); } } while (0)

// --8<-- [start:bandwidth]
// Every thread reads 16 bytes at a time, neighbours side by side; folding keeps the loads alive.
__global__ void read_all(const uint4 *from, size_t count, int passes, unsigned *out) {
    unsigned fold = 0;
    size_t stride = (size_t)gridDim.x * blockDim.x;
    for (int pass = 0; pass < passes; pass++)
        for (size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x; i < count; i += stride) {
            uint4 v = __ldcg(from + i);  // from L2, not from the L1 of the last pass
            fold ^= v.x ^ v.y ^ v.z ^ v.w;
        }
    if (fold == 0x9e3779b9u) *out = fold;
}
// --8<-- [end:bandwidth]

// The same from shared memory, the SRAM beside the arithmetic of a multiprocessor.
__global__ void read_shared(int count, int passes, unsigned *out) {
    extern __shared__ uint4 tile[];
    for (int i = threadIdx.x; i < count; i += blockDim.x) tile[i] = make_uint4(i, passes, i, 1);
    __syncthreads();
    unsigned fold = 0;
    for (int pass = 0; pass < passes; pass++)
        for (int i = threadIdx.x; i < count; i += blockDim.x) {
            uint4 v = tile[i ^ (pass & 7)];  // elsewhere in each pass, or one load would do
            fold ^= v.x ^ v.y ^ v.z ^ v.w;
        }
    if (fold == 0x9e3779b9u) *out = fold;
}

// --8<-- [start:latency]
// One thread, one load after the other: what it reads is where it reads next.
__global__ void chase(const uint32_t *ring, int hops, unsigned *out, long long *cycles) {
    unsigned at = 0;
    for (int i = 0; i < 256; i++) at = __ldcg(ring + at);
    long long start = clock64();
    for (int i = 0; i < hops; i++) at = __ldcg(ring + at);
    *cycles = clock64() - start;
    *out = at;
}
// --8<-- [end:latency]

__global__ void chase_shared(int hops, unsigned *out, long long *cycles) {
    __shared__ uint32_t ring[1024];
    for (int i = 0; i < 1024; i++) ring[i] = (i + 97) % 1024;
    unsigned at = 0;
    long long start = clock64();
    for (int i = 0; i < hops; i++) at = ring[at];
    *cycles = clock64() - start;
    *out = at;
}

__global__ void nothing() {}
"""

PROGRAM = r"""
unsigned *out; long long *cycles; cudaEvent_t begin, end;

template <typename F> double best(F run, int rounds = 7) {  // seconds, the shortest of rounds
    double least = 1e9;
    for (int i = 0; i <= rounds; i++) {
        CHECK(cudaEventRecord(begin)); run(); CHECK(cudaEventRecord(end));
        CHECK(cudaEventSynchronize(end));
        float ms; CHECK(cudaEventElapsedTime(&ms, begin, end));
        if (i && ms / 1e3 < least) least = ms / 1e3;
    }
    CHECK(cudaGetLastError());
    return least;
}

// A ring through all lines of 128 bytes in random order, so that each hop is a new line.
void fill(uint32_t *ring, size_t bytes) {
    size_t lines = bytes / 128;
    std::vector<uint32_t> order(lines);
    std::iota(order.begin(), order.end(), 0);
    std::mt19937 dice(1);
    for (size_t i = lines - 1; i; i--) std::swap(order[i], order[dice() % i]);
    for (size_t i = 0; i < lines; i++) ring[order[i] * 32] = order[(i + 1) % lines] * 32;
}

double hop(const uint32_t *ring, int hops, double hertz) {
    long long least = 1LL << 60;
    for (int i = 0; i < 3; i++) {
        chase<<<1, 1>>>(ring, hops, out, cycles);
        CHECK(cudaDeviceSynchronize());
        if (*cycles < least) least = *cycles;
    }
    return least / hertz / hops;
}

int main() {
    const size_t GIB = 1ull << 30, MIB = 1ull << 20;
    cudaDeviceProp gpu; CHECK(cudaGetDeviceProperties(&gpu, 0));
    int sms = gpu.multiProcessorCount, clock, memory;
    CHECK(cudaDeviceGetAttribute(&clock, cudaDevAttrClockRate, 0));
    CHECK(cudaDeviceGetAttribute(&memory, cudaDevAttrMemoryClockRate, 0));
    CHECK(cudaMallocManaged(&cycles, 8)); CHECK(cudaMalloc(&out, 4));
    CHECK(cudaEventCreate(&begin)); CHECK(cudaEventCreate(&end));
    printf("sms %d\nclock %d\nl2 %d\nmemory %d\nbus %d\n", sms, clock, gpu.l2CacheSize, memory,
           gpu.memoryBusWidth);

    uint4 *far; CHECK(cudaMalloc(&far, 8 * GIB)); CHECK(cudaMemset(far, 1, 8 * GIB));
    uint4 *near = far + 4 * GIB / 16;
    void *pinned, *plain = malloc(GIB);
    CHECK(cudaHostAlloc(&pinned, GIB, cudaHostAllocMapped));
    for (size_t i = 0; i < GIB; i += 4096) ((char *)plain)[i] = ((char *)pinned)[i] = 1;

    int tile = 64 * 1024, laps = 4000;
    CHECK(cudaFuncSetAttribute(read_shared, cudaFuncAttributeMaxDynamicSharedMemorySize, tile));
    double t = best([&] { read_shared<<<sms * 2, 1024, tile>>>(tile / 16, laps, out); });
    printf("shared.bytes %g\n", (double)sms * 2 * tile * laps / t);
    t = best([&] { read_all<<<sms * 2, 1024>>>(far, 16 * MIB / 16, 400, out); });
    printf("l2.bytes %g\n", 16.0 * MIB * 400 / t);
    t = best([&] { read_all<<<sms * 2, 1024>>>(far, 8 * GIB / 16, 1, out); });
    printf("hbm.bytes %g\n", 8.0 * GIB / t);
    t = best([&] { cudaMemcpyAsync(far, near, 4 * GIB, cudaMemcpyDeviceToDevice); });
    printf("copy.bytes %g\n", 8.0 * GIB / t);
    t = best([&] { cudaMemcpyAsync(far, pinned, GIB, cudaMemcpyHostToDevice); });
    printf("to_device.bytes %g\n", GIB / t);
    t = best([&] { cudaMemcpyAsync(pinned, far, GIB, cudaMemcpyDeviceToHost); });
    printf("to_host.bytes %g\n", GIB / t);
    t = best([&] { cudaMemcpy(far, plain, GIB, cudaMemcpyHostToDevice); });
    printf("pageable.bytes %g\n", GIB / t);
    t = best([&] { for (int i = 0; i < 1000; i++) nothing<<<1, 1>>>(); }) / 1000;
    printf("launch.seconds %g\n", t);

    // The same reads by fewer threads, copies of growing size.
    for (int blocks : {1, 33, 66, 132, 264}) {
        t = best([&] { read_all<<<blocks, 1024>>>(far, 2 * GIB / 16, 1, out); }, 3);
        printf("blocks.%d %g\n", blocks, 2.0 * GIB / t);
    }
    for (size_t size = 4096; size <= 64 * MIB; size *= 4) {
        t = best([&] { cudaMemcpyAsync(far, pinned, size, cudaMemcpyHostToDevice); }, 50);
        printf("copies.%zu %g\n", size / 1024, t);
    }

    // How long a cycle is while one thread runs; then the waits.
    std::vector<uint32_t> host(GIB / 4);
    uint32_t *ring = (uint32_t *)far;
    fill(host.data(), MIB);
    CHECK(cudaMemcpy(ring, host.data(), MIB, cudaMemcpyHostToDevice));
    t = best([&] { chase<<<1, 1>>>(ring, 1000000, out, cycles); }, 3);
    double hertz = *cycles / t;
    chase_shared<<<1, 1>>>(1000000, out, cycles); CHECK(cudaDeviceSynchronize());
    printf("shared.seconds %g\n", *cycles / hertz / 1e6);
    for (size_t size : {16, 24, 32, 48, 64, 256, 1024}) {  // 2 million hops go through 256 MB
        fill(host.data(), size * MIB);
        CHECK(cudaMemcpy(ring, host.data(), size * MIB, cudaMemcpyHostToDevice));
        printf("rings.%zu %g\n", size, hop(ring, 2000000, hertz));
    }
    fill((uint32_t *)pinned, GIB);
    CHECK(cudaHostGetDevicePointer((void **)&ring, pinned, 0));
    printf("host.seconds %g\n", hop(ring, 20000, hertz));
}
"""


# %%
@dataclass(frozen=True)
class Rung:
    """One way to data: what it allows by design and what it gave, bytes/s; the wait, seconds."""

    name: str
    limit: float | None
    rate: float
    wait: float | None


def measure() -> dict[str, float]:
    """Compile the program for this GPU and run it: what it printed, by name."""
    with tempfile.TemporaryDirectory() as folder:
        source, binary = Path(folder, "ladder.cu"), Path(folder, "ladder")
        source.write_text(KERNELS + PROGRAM, encoding="utf-8")
        command = ["nvcc", "-O3", "-std=c++17", "-arch=native", "-o", str(binary), str(source)]
        subprocess.run(command, check=True)
        said = subprocess.run([binary], check=True, stdout=subprocess.PIPE, text=True).stdout
    return {name: float(value) for name, value in map(str.split, said.splitlines())}


def rungs(got: dict[str, float]) -> list[Rung]:
    """The ladder from the top; limits follow from what the device says of itself."""
    shared = got["sms"] * 32 * 4 * got["clock"] * 1e3  # 32 banks of 4 bytes, every cycle
    hbm = got["memory"] * 1e3 * 2 * got["bus"] / 8  # two transfers a cycle
    pcie = 16 * 32e9 * 128 / 130 / 8  # sixteen lanes of 32 GT/s, 128 bits in 130 (PCIe 5)
    return [
        Rung("shared memory", shared, got["shared.bytes"], got["shared.seconds"]),
        Rung("L2", None, got["l2.bytes"], got["rings.16"]),
        Rung("HBM", hbm, got["hbm.bytes"], got["rings.1024"]),
        Rung("host, pinned", pcie, got["to_device.bytes"], got["host.seconds"]),
        Rung("host, pageable", pcie, got["pageable.bytes"], None),
    ]


# %%
def sweep(got: dict[str, float], name: str) -> Iterator[tuple[int, float]]:
    """What was measured under this name, by the number in it."""
    for key, value in got.items():
        if key.startswith(f"{name}."):
            yield int(key.partition(".")[2]), value


def row(rung: Rung) -> str:
    """Limit, rate, share of the limit, wait, and the bytes under way that keep it full."""
    limit = f"{rung.limit / 1e9:10,.0f}" if rung.limit else " " * 10
    share = f"{rung.rate / rung.limit:7.2f}" if rung.limit else " " * 7
    wait = f"{rung.wait * 1e9:9,.0f}{rung.rate * rung.wait / 1e3:12,.0f}" if rung.wait else ""
    return f"~ {rung.name:16}{limit}{rung.rate / 1e9:12,.0f}{share}{wait}"


def main() -> None:
    """Measure the ladder, print it, and say whether each rung is below the one above."""
    if not Path("/dev/nvidia0").exists():
        print("no NVIDIA GPU here")
        sys.exit(CANNOT)
    if not shutil.which("nvcc"):
        print("nvcc, the compiler of CUDA, is not on the PATH")
        sys.exit(CANNOT)
    got = measure()
    ladder = rungs(got)
    print("reads into the GPU      limit GB/s  measured  share  wait ns  in flight kB")
    for rung in ladder:
        print(row(rung))
    rates = [rung.rate for rung in ladder]
    waits = [rung.wait for rung in ladder if rung.wait]
    print(f"every rung narrower than the one above: {rates == sorted(rates, reverse=True)}")
    print(f"every rung further away than the one above: {waits == sorted(waits)}")
    print(f"~ HBM to HBM, read and written: {got['copy.bytes'] / 1e9:,.0f} GB/s")
    print(f"~ GPU to pinned host memory: {got['to_host.bytes'] / 1e9:.1f} GB/s")
    print(f"~ an empty kernel after an empty kernel: {got['launch.seconds'] * 1e6:.1f} us")
    for blocks, rate in sweep(got, "blocks"):
        print(f"~ HBM read by {blocks:4} x 1024 threads: {rate / 1e9:6,.0f} GB/s")
    for size, wait in sweep(got, "rings"):
        print(f"~ a chase through {size:5} MiB: {wait * 1e9:5.0f} ns a hop")
    for size, time in sweep(got, "copies"):
        rate = size * 1024 / time / 1e9
        print(f"~ copy of {size:6} KiB to the GPU: {time * 1e6:8.1f} us {rate:6.1f} GB/s")


if __name__ == "__main__":
    main()
