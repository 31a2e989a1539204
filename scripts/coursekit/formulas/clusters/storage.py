"""A protection scheme in, raw bytes out; a training step in, the read bandwidth it needs out.

A bandwidth in, the servers that carry it out.
"""

import sympy

from coursekit.formulas.core import Case, Formula, Quantity
from coursekit.formulas.quantities import BATCH, GPUS
from coursekit.formulas.training.overlap import STEP

USABLE = Quantity("usable", "S_u", "B", "可用容量", "usable bytes", "size")
RAW = Quantity("raw", "S_r", "B", "裸容量", "raw bytes", "amount")
COPIES = Quantity("copies", "c", "1", "副本数", "copies", "count")
DATA_BLOCKS = Quantity("data_blocks", "k_d", "1", "数据块数", "data blocks", "count")
PARITY_BLOCKS = Quantity("parity_blocks", "m_p", "1", "校验块数", "parity blocks", "whole")

SAMPLE = Quantity("sample_bytes", "B_x", "B", "每个样本的字节数", "bytes of a sample", "size")
READ = Quantity("read_bandwidth", "B_r", "B/s", "所需读带宽", "read bandwidth needed", "amount")

CLIENT_BANDWIDTH = Quantity(
    "client_bandwidth", "B_c", "B/s", "客户端合计带宽", "bandwidth of all clients", "size"
)
AMPLIFICATION = Quantity("amplification", "a", "1", "放大系数", "amplification", "size")
SERVER_BANDWIDTH = Quantity(
    "server_bandwidth", "B_s", "B/s", "每台服务器的带宽", "bandwidth of a server", "size"
)
SERVERS = Quantity("storage_servers", "n_s", "1", "存储服务器数", "storage servers", "count")

_HDFS = "apache2026hdfs"
_LUSTRE = "lustre2026lustre"

with sympy.evaluate(False):
    _REPLICAS = USABLE.symbol * COPIES.symbol
    _ERASURE = USABLE.symbol * (DATA_BLOCKS.symbol + PARITY_BLOCKS.symbol) / DATA_BLOCKS.symbol
    _READ = GPUS.symbol * BATCH.symbol * SAMPLE.symbol / STEP.symbol
    _SERVERS = sympy.ceiling(
        CLIENT_BANDWIDTH.symbol * AMPLIFICATION.symbol / SERVER_BANDWIDTH.symbol
    )

REPLICATED = Formula(
    name="raw-replicated",
    title={"zh": "多副本所需裸容量", "en": "Raw bytes with replication"},
    result=RAW,
    expression=_REPLICAS,
    inputs=(USABLE, COPIES),
    valid={
        "zh": "c 份副本可承受 c−1 份同时丢失；不含元数据、预留空间与文件系统开销。",
        "en": "c copies outlive the loss of c − 1; metadata, reserves and the file system come on top.",
    },
    cite=(_HDFS,),
    cases=(
        Case("6 blocks in three copies", 18, "B", 1e-12, "Background: 6 * 3 = 18 blocks", _HDFS,
             inputs={"usable": 6, "copies": 3}),
        Case("1 PB twice", 2, "PB", 1e-12, "by hand", inputs={"usable": 1e15, "copies": 2}),
    ),
)  # fmt: skip

ERASURE = Formula(
    name="raw-erasure-coded",
    title={"zh": "纠删码所需裸容量", "en": "Raw bytes with erasure coding"},
    result=RAW,
    expression=_ERASURE,
    inputs=(USABLE, DATA_BLOCKS, PARITY_BLOCKS),
    valid={
        "zh": "k+m 块中任意丢失 m 块仍可恢复（MDS 码，如 Reed–Solomon）；小文件不足一条带时开销更高，重建要读 k 块。",
        "en": "Any m of k + m blocks may be lost (an MDS code such as Reed–Solomon). Files shorter than a stripe cost more, and a rebuild reads k blocks.",
    },
    cite=(_HDFS,),
    cases=(
        Case("6 blocks in RS(6, 3)", 9, "B", 1e-12, "Background: 9 blocks", _HDFS,
             inputs={"usable": 6, "data_blocks": 6, "parity_blocks": 3}),
        Case("1 PB in 10 + 4", 1.4, "PB", 1e-12, "by hand",
             inputs={"usable": 1e15, "data_blocks": 10, "parity_blocks": 4}),
    ),
)  # fmt: skip

LOADING = Formula(
    name="data-loading-bandwidth",
    title={"zh": "数据加载所需读带宽", "en": "Read bandwidth of data loading"},
    result=READ,
    expression=_READ,
    inputs=(GPUS, BATCH, SAMPLE, STEP),
    valid={
        "zh": "持续读取的平均值，批大小指每个加速器每步的样本数；不计缓存命中，也不计洗牌造成的小块随机读，突发会更高。",
        "en": "A steady mean; the batch is what one accelerator reads a step. Cache hits are not counted, nor the small random reads of shuffling; bursts are higher.",
    },
    cite=("mlcommons2026storage",),
    cases=(
        Case("ResNet-50 on an H100: 400 samples of 114,660 B in 0.224 s", 204.75, "MB/s", 1e-4,
             "Workload configuration resnet50_h100 put in", "mlcommons2026storage",
             inputs={"gpus": 1, "batch": 400, "sample_bytes": 114660.07, "step_time": 0.224}),
        Case("8 × 10 × 1 MB in 0.5 s", 160, "MB/s", 1e-12, "by hand",
             inputs={"gpus": 8, "batch": 10, "sample_bytes": 1e6, "step_time": 0.5}),
    ),
)  # fmt: skip

CARRIERS = Formula(
    name="storage-servers",
    title={"zh": "撑起一个带宽要多少台服务器", "en": "Servers for a bandwidth"},
    result=SERVERS,
    expression=_SERVERS,
    inputs=(CLIENT_BANDWIDTH, AMPLIFICATION, SERVER_BANDWIDTH),
    valid={
        "zh": "放大系数是客户端每传 1 字节，服务器较忙的一个方向上合计走多少字节；读写均匀分到各台，不留故障余量。把一条连接当作一台，即得所需并发数。",
        "en": "The amplification is what the servers carry in their busier direction for each byte of a client. Load is spread evenly, nothing is spare for failures. With a connection in place of a server it gives the concurrency needed.",
    },
    cite=(_LUSTRE,),
    cases=(
        Case("50 TB/s of OSSs of 50 GB/s", 1000, "1", 1e-12, "Lustre File System Scalability and Performance: 1000 OSSs, 50 GB/s each, 50 TB/s", _LUSTRE,
             inputs={"client_bandwidth": 50e12, "amplification": 1, "server_bandwidth": 50e9}),
        Case("100 GB/s in three copies, 25 GB/s each", 12, "1", 1e-12, "by hand: 300 / 25",
             inputs={"client_bandwidth": 100e9, "amplification": 3, "server_bandwidth": 25e9}),
        Case("rounded up", 2, "1", 1e-12, "by hand: 1.2",
             inputs={"client_bandwidth": 12, "amplification": 1, "server_bandwidth": 10}),
    ),
)  # fmt: skip

FORMULAS = (REPLICATED, ERASURE, LOADING, CARRIERS)
