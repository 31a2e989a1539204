"""Tokens, a rating or a price in; the bytes of a corpus, the life of a disk or a rent out."""

import sympy

from coursekit.formulas.core import Case, Formula, Quantity
from coursekit.formulas.quantities import TOKENS

TOKEN_BYTES = Quantity("token_bytes", "B_t", "B", "每个 Token 编号的字节数", "bytes of a token number", "size")  # fmt: skip
CORPUS = Quantity("corpus", "S_D", "B", "语料的字节数", "bytes of the corpus", "amount")
CAPACITY = Quantity("capacity", "C", "B", "盘的容量", "capacity of the disk", "size")
DAILY = Quantity("drive_writes", "d", "1/s", "额定每日全盘写入次数（DWPD）", "rated drive writes per day", "size")  # fmt: skip
WARRANTY = Quantity("warranty", "T_w", "s", "质保期", "warranty", "size")
ENDURANCE = Quantity("endurance", "E", "B", "额定写入量（TBW）", "rated writes (TBW)", "size")
DISKS = Quantity("disks", "n_d", "1", "盘数", "disks", "count")
WRITTEN = Quantity("written", "S_w", "B", "每次写入的字节数", "bytes written each time", "size")
PERIOD = Quantity("period", r"\tau_w", "s", "两次写入之间的时间", "time between writes", "size")
OVERHEAD = Quantity("copies_written", "a", "1", "冗余使写入放大的倍数", "factor by which redundancy multiplies writes", "size")  # fmt: skip
LIFE = Quantity("disk_life", "T_d", "s", "写满额定量的时间", "time until the rating is written", "amount")  # fmt: skip
STORED = Quantity("stored", "S", "B", "存放的字节数", "bytes stored", "amount")
PRICE = Quantity("price", "p_s", "USD/B/s", "单位容量与时间的价格", "price for capacity and time", "amount")  # fmt: skip
KEPT = Quantity("kept", "T_k", "s", "存放时间", "time stored", "amount")
RENT = Quantity("rent", "C_s", "USD", "存储租金", "rent of storage", "amount")

_MICRON, _AWS, _NANO = "storagereview2025micron", "aws2026amazon", "karpathy2022openwebtext"
_DAY = 86400
_MONTH = 730 * 3600

with sympy.evaluate(False):
    _BYTES = TOKENS.symbol * TOKEN_BYTES.symbol
    _RATED = CAPACITY.symbol * DAILY.symbol * WARRANTY.symbol
    _LIFE = ENDURANCE.symbol * DISKS.symbol * PERIOD.symbol / (WRITTEN.symbol * OVERHEAD.symbol)
    _RENT = STORED.symbol * PRICE.symbol * KEPT.symbol

CORPUS_BYTES = Formula(
    name="corpus-bytes",
    title={"zh": "分词后语料的字节数", "en": "Bytes of a tokenised corpus"},
    result=CORPUS,
    expression=_BYTES,
    inputs=(TOKENS, TOKEN_BYTES),
    valid={
        "zh": "每个 Token 存一个编号：词表不超过 65,536 用 2 字节，再大用 4 字节；不含索引、文档边界与压缩。",
        "en": "One number a token: 2 bytes for vocabularies up to 65,536, 4 beyond. Index, document boundaries and compression are left out.",
    },
    cite=(_NANO,),
    cases=(
        Case("OpenWebText, 9,035,582,198 tokens of 2 B", 17, "GiB", 1.2e-2, "train.bin is ~17GB (its GB are 2^30 bytes)", _NANO,
             inputs={"tokens": 9035582198, "token_bytes": 2}),
        Case("1e12 x 4 B", 4, "TB", 1e-12, "by hand", inputs={"tokens": 1e12, "token_bytes": 4}),
    ),
)  # fmt: skip

RATED_WRITES = Formula(
    name="rated-writes",
    title={"zh": "额定写入量（TBW）", "en": "Rated writes of a disk (TBW)"},
    result=ENDURANCE,
    expression=_RATED,
    inputs=(CAPACITY, DAILY, WARRANTY),
    valid={
        "zh": "厂商按 JESD219 一类的随机小块写标定，质保期一年按 365 天；大块顺序写的可写量更多。",
        "en": "Rated by the vendor for small random writes as in JESD219, a year of warranty having 365 days; large sequential writes may go further.",
    },
    cite=(_MICRON,),
    cases=(
        Case("12.8 TB, 3 a day, 5 years", 70080, "TB", 1e-9, "9550 MAX specifications, RND TBW", _MICRON,
             inputs={"capacity": 12.8e12, "drive_writes": 3 / _DAY, "warranty": 1825 * _DAY}),
        Case("25.6 TB, 3 a day, 5 years", 140160, "TB", 1e-9, "9550 MAX specifications, RND TBW", _MICRON,
             inputs={"capacity": 25.6e12, "drive_writes": 3 / _DAY, "warranty": 1825 * _DAY}),
    ),
)  # fmt: skip

DISK_LIFE = Formula(
    name="disk-life",
    title={"zh": "盘在周期性写入下的寿命", "en": "Life of disks under periodic writes"},
    result=LIFE,
    expression=_LIFE,
    inputs=(ENDURANCE, DISKS, PERIOD, WRITTEN, OVERHEAD),
    valid={
        "zh": "写入均匀落在各盘；放大只计副本或校验，盘内的写放大已含在额定值里。额定值是质保线，不是盘坏的时刻。",
        "en": "Writes spread evenly over the disks. The factor is of copies or parity; what the disk itself adds is in the rating. The rating is where the warranty ends, not where a disk fails.",
    },
    cite=(_MICRON,),
    cases=(
        Case("70,080 TB at three drive writes of 12.8 TB a day", 1825, "d", 1e-9, "9550 MAX specifications: 3 DWPD, 5-year warranty", _MICRON,
             inputs={"endurance": 70080e12, "disks": 1, "period": _DAY, "written": 3 * 12.8e12, "copies_written": 1}),
        Case("10 disks of 1 PB, 1 TB an hour in two copies", 5000, "h", 1e-12, "by hand: 10 PB / 2 TB",
             inputs={"endurance": 1e15, "disks": 10, "period": 3600, "written": 1e12, "copies_written": 2}),
    ),
)  # fmt: skip

STORAGE_RENT = Formula(
    name="storage-rent",
    title={"zh": "存储租金", "en": "Rent of storage"},
    result=RENT,
    expression=_RENT,
    inputs=(STORED, PRICE, KEPT),
    valid={
        "zh": "只含容量费，一个月按 730 小时；请求、取回、跨区流量与最短存放期另计，云上的价已含冗余。",
        "en": "Capacity alone, a month having 730 hours. Requests, retrieval, traffic and minimum durations come on top; a cloud price includes the redundancy.",
    },
    cite=(_AWS,),
    cases=(
        Case("3303.77 GB for a month at $0.11", 363.41, "USD", 1e-4, "How will I be charged for S3 Express One Zone, example 2", _AWS,
             inputs={"stored": 3303.77e9, "price": 0.11 / (1e9 * _MONTH), "kept": _MONTH}),
        Case("1 PB for a month at $0.02", 20000, "USD", 1e-12, "by hand",
             inputs={"stored": 1e15, "price": 0.02 / (1e9 * _MONTH), "kept": _MONTH}),
    ),
)  # fmt: skip

FORMULAS = (CORPUS_BYTES, RATED_WRITES, DISK_LIFE, STORAGE_RENT)
