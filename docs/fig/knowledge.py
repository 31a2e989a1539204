"""The knowledge list on the home page: a module a stop, with what to know, compute and do."""

from coursekit.rendering.figures import Figure, Text
from coursekit.model import Lang

TITLE: Text = {"zh": "知识清单", "en": "Knowledge list"}
DESC: Text = {
    "zh": "八个模块排成一条路线，每一站列出要懂的概念、要会算的量和要动手做的事。",
    "en": "The eight modules as stops of a route; each lists concepts to know, quantities to "
    "compute, and things to do.",
}
TAGS: list[tuple[str, Text]] = [
    ("a", {"zh": "懂", "en": "know"}),
    ("c", {"zh": "算", "en": "compute"}),
    ("d", {"zh": "做", "en": "do"}),
]
# page, title, then one line a tag
STOPS: list[tuple[str, Text, list[Text]]] = [
    (
        "00Summary",
        {"zh": "00 大模型系统概述", "en": "00 LLM systems overview"},
        [
            {"zh": "扩展律、训练与推理负载", "en": "scaling laws, workloads"},
            {"zh": "6ND、MFU、每百万 Token 成本", "en": "6ND, MFU, cost per million tokens"},
            {"zh": "复算一次公开的训练", "en": "re-derive a published training run"},
        ],
    ),
    (
        "01AICluster",
        {"zh": "01 AI 计算集群", "en": "01 AI clusters"},
        [
            {"zh": "服务器、超节点、液冷、故障", "en": "servers, supernodes, cooling, faults"},
            {"zh": "Roofline、PUE、MTBF、Goodput", "en": "roofline, PUE, MTBF, goodput"},
            {"zh": "测一台机器，仿真一个集群", "en": "measure a machine, simulate a cluster"},
        ],
    ),
    (
        "02StorComm",
        {"zh": "02 通信与存储", "en": "02 Communication and storage"},
        [
            {"zh": "RDMA、拓扑、集合通信、检查点", "en": "RDMA, topologies, collectives"},
            {"zh": "α–β 代价、busbw、检查点间隔", "en": "α–β cost, busbw, checkpoint interval"},
            {"zh": "手写 AllReduce，搭一张网", "en": "all-reduce by hand, a small fabric"},
        ],
    ),
    (
        "03DockCloud",
        {"zh": "03 集群容器与云原生", "en": "03 Containers and cloud native"},
        [
            {"zh": "命名空间、控制器、设备插件", "en": "namespaces, controllers, plugins"},
            {"zh": "DRF 份额、碎片、冷启动时间", "en": "DRF shares, fragments, cold starts"},
            {"zh": "手写容器、调度器、Operator", "en": "a container, a scheduler, an operator"},
        ],
    ),
    (
        "04Train",
        {"zh": "04 大模型训练", "en": "04 Training"},
        [
            {"zh": "DP、TP、PP、CP、EP 与 ZeRO", "en": "DP, TP, PP, CP, EP and ZeRO"},
            {"zh": "显存、流水线气泡、暴露的通信", "en": "memory, bubbles, exposed traffic"},
            {"zh": "手写各种并行，与单卡对数", "en": "each parallelism, equal to one device"},
        ],
    ),
    (
        "05Infer",
        {"zh": "05 大模型推理", "en": "05 Inference"},
        [
            {"zh": "Prefill、Decode、分页与分离", "en": "prefill, decode, paging, splitting"},
            {"zh": "KV Cache 字节、TTFT、TPOT", "en": "KV cache bytes, TTFT, TPOT"},
            {"zh": "写一个连续批处理引擎", "en": "write a continuous-batching engine"},
        ],
    ),
    (
        "06AlgoData",
        {"zh": "06 大模型算法与数据", "en": "06 Algorithms and data"},
        [
            {"zh": "注意力变体、MoE、SSM、扩散", "en": "attention, MoE, SSMs, diffusion"},
            {"zh": "参数量、激活参数、去重概率", "en": "parameters, active ones, dedup odds"},
            {"zh": "从零训练一个迷你 GPT", "en": "train a mini GPT from scratch"},
        ],
    ),
    (
        "07Application",
        {"zh": "07 大模型应用", "en": "07 Applications"},
        [
            {"zh": "智能体循环、协议、检索与索引", "en": "agent loops, protocols, retrieval"},
            {"zh": "每轮 Token 与时延、召回率", "en": "tokens and latency per turn, recall"},
            {"zh": "给这门课搭一个 RAG", "en": "build a RAG over this course"},
        ],
    ),
]
STEP = 112


def draw(lang: Lang) -> Figure:
    """The list in one language."""
    figure = Figure("knowledge", lang, 402, TITLE, DESC)
    tag = 30 if lang == "zh" else 64
    for stop, (page, title, lines) in enumerate(STOPS):
        top = stop * STEP + 1
        if stop:
            figure.line(7, top - STEP + 28, top)
        figure.begin_link(f"{page}/index.md")
        figure.box(1, top, 400, 28, "p", [title])
        figure.end_link()
        for row, ((kind, name), line) in enumerate(zip(TAGS, lines, strict=True)):
            y = top + 34 + row * 23
            figure.tag(14, y, tag, kind, name)
            figure.text(tag + 24, y + 10, line, "", "start")
    return figure
