#!/usr/bin/env python3
"""Writes the shipped catalogues from tables of facts.

    catalog-from-facts.py FACTS_DIR HARDWARE_PROFILES_DIR

FACTS_DIR holds gpus.csv, models.csv and gpu-prices.csv. Written are gpus.yaml, models.yaml and
prices.yaml below src/main/resources, and model-checks.csv (figures of an independent parameter
counter) below src/test/resources. Standard library only; same input, same bytes.

Identifiers. A GPU's id is its short name in lower case, with the form factor where it is sold in
several and the memory size where that tells boards apart. A model's id is family-version-size in
lower case without a suffix for the tuning (-instruct, -chat, -hf): the dimensions are the same, so
tuned variants are aliases. Letter case never matters, nor do spaces and underscores against
hyphens, so no alias repeats an id in another spelling of these.
"""
import csv
import json
import os
import re
import sys

COLLECTED = "2026-08"  # newest snapshot among the sources of gpus.csv and models.csv

GPU_IDS = {"H100-SXM": "h100-sxm-80gb", "H200-SXM": "h200-sxm-141gb"}

# Spellings met in measured data, cloud consoles, nvidia-smi and torch.cuda.get_device_name().
GPU_ALIASES = {
    "H100-SXM": ["H100-SXM", "H100", "H100-80GB-SXM", "H100-SXM5-80GB", "NVIDIA H100 80GB HBM3"],
    "H200-SXM": ["H200-SXM", "H200", "NVIDIA H200"],
    "H100-PCIE-80GB": ["H100-PCIE", "NVIDIA H100 PCIe"],
    "H100-NVL": ["NVIDIA H100 NVL"],
    "H200-NVL": ["NVIDIA H200 NVL"],
    "H20": ["NVIDIA H20"],
    "A100-SXM-80GB": ["A100", "A100-80GB-SXM", "A100-SXM4-80GB", "A100-80GB", "NVIDIA A100-SXM4-80GB"],
    "A100-SXM-40GB": ["A100-40GB", "A100-SXM4-40GB", "NVIDIA A100-SXM4-40GB"],
    "A100-PCIE-80GB": ["NVIDIA A100 80GB PCIe"],
    "A100-PCIE-40GB": ["NVIDIA A100-PCIE-40GB"],
    "V100-SXM-16GB": ["Tesla V100-SXM2-16GB"],
    "V100-SXM-32GB": ["V100", "Tesla V100-SXM2-32GB"],
    "V100-PCIE-16GB": ["Tesla V100-PCIE-16GB"],
    "V100-PCIE-32GB": ["Tesla V100-PCIE-32GB"],
    "T4": ["Tesla T4"],
    "L40S": ["L40S-48GB", "NVIDIA L40S"],
    "L4": ["L4-24GB", "NVIDIA L4"],
    "A10": ["NVIDIA A10"],
    "A10G": ["NVIDIA A10G"],
    "A30": ["NVIDIA A30"],
    "A40": ["NVIDIA A40"],
    "RTX-A6000": ["A6000", "NVIDIA RTX A6000"],
    "RTX-6000-ADA": ["RTX6000-ADA", "NVIDIA RTX 6000 Ada Generation"],
    "RTX-3090": ["RTX3090", "NVIDIA GeForce RTX 3090"],
    "RTX-4090": ["RTX4090", "NVIDIA GeForce RTX 4090"],
    "RTX-5090": ["RTX5090", "NVIDIA GeForce RTX 5090"],
    "RTX-PRO-6000-SERVER": ["RTXPRO6000", "RTX-PRO-6000",
                            "NVIDIA RTX PRO 6000 Blackwell Server Edition"],
    "RTX-PRO-6000-WS": ["NVIDIA RTX PRO 6000 Blackwell Workstation Edition"],
    "GH200-96GB": ["GH200", "GH200-480GB", "NVIDIA GH200 480GB"],
    "GH200-144GB": ["NVIDIA GH200 144G HBM3e"],
    "B200-SXM": ["B200", "B200-SXM-180GB", "NVIDIA B200"],
    "B300-SXM": ["B300", "B300-SXM-288GB", "NVIDIA B300 SXM6 AC"],
    "GB200": ["GB200-NVL72", "NVIDIA GB200"],
    "GB300": ["GB300-NVL72", "NVIDIA GB300"],
    "MI210": ["AMD Instinct MI210"],
    "MI250X": ["MI250", "AMD Instinct MI250X"],
    "MI300X": ["AMD Instinct MI300X"],
    "MI325X": ["AMD Instinct MI325X"],
    "MI350X": ["AMD Instinct MI350X"],
    "MI355X": ["AMD Instinct MI355X"],
    "GAUDI2": ["gaudi-2"],
    "GAUDI3": ["gaudi-3"],
    "TRN2": ["trainium2"],
    "ARC-PRO-B60": ["B60"],
}

# CUDA totals beyond those of gpus.csv: capacity that PyTorch printed when memory ran out, in public
# logs that name the board.
CUDA_TOTAL_SEEN = {
    "H200-SXM": (139.80, "public out-of-memory messages, 139.72-139.81"),
    "B200-SXM": (178.35, "public out-of-memory messages; device query in pytorch/ao pull 4002"),
    "GB200": (184.31, "public out-of-memory messages"),
    "L40S": (44.39, "public out-of-memory messages, 44.34-44.40"),
    "A10": (22.06, "public out-of-memory message"),
    "A10G": (22.06, "public out-of-memory messages"),
    "T4": (14.57, "public out-of-memory message"),
    "RTX-5090": (31.36, "public out-of-memory messages, 31.34-31.39"),
    "RTX-PRO-6000-SERVER": (94.97, "public out-of-memory messages; antirez/ds4 issue 431"),
}
# Multiprocessors beyond those of gpus.csv.
MULTIPROCESSORS_SEEN = {"B200-SXM": "148"}

# Other boards take the ratio of a board with the same memory, or with the nearest kind.
CUDA_RATIO_CARD = {
    "HBM2": "A100-SXM-80GB", "HBM2e": "A100-SXM-80GB", "HBM3": "H100-SXM", "HBM3e": "H200-SXM",
    "GDDR6": "L40S", "GDDR6X": "RTX-4090", "GDDR7": "RTX-PRO-6000-SERVER",
}

MODEL_ALIASES = {
    "llama-2-7b": ["llama2-7b", "llama-7b", "meta-llama/Llama-2-7b-chat-hf"],
    "llama-2-13b": ["llama2-13b", "meta-llama/Llama-2-13b-chat-hf"],
    "llama-2-70b": ["llama2-70b", "llama-70b", "meta-llama/Llama-2-70b-chat-hf"],
    "codellama-34b": ["codellama/CodeLlama-34b-hf"],
    "codellama-70b": ["codellama/CodeLlama-70b-Instruct-hf"],
    "llama-3-8b": ["meta-llama/Meta-Llama-3-8B-Instruct"],
    "llama-3-70b": ["meta-llama/Meta-Llama-3-70B-Instruct"],
    "llama-3.1-8b": ["meta-llama/Llama-3.1-8B", "meta-llama/Llama-3.1-8B-Instruct",
                     "meta-llama/Meta-Llama-3.1-8B-Instruct"],
    "llama-3.1-70b": ["meta-llama/Llama-3.1-70B", "meta-llama/Llama-3.1-70B-Instruct",
                      "meta-llama/Meta-Llama-3.1-70B-Instruct"],
    "llama-3.1-405b": ["meta-llama/Llama-3.1-405B", "meta-llama/Llama-3.1-405B-Instruct",
                       "meta-llama/Meta-Llama-3.1-405B-Instruct"],
    "llama-3.2-1b": ["meta-llama/Llama-3.2-1B-Instruct"],
    "llama-3.2-3b": ["meta-llama/Llama-3.2-3B-Instruct"],
    "llama-4-scout": ["meta-llama/Llama-4-Scout-17B-16E"],
    "llama-4-maverick": ["meta-llama/Llama-4-Maverick-17B-128E"],
    "mistral-7b-v0.1": ["mistralai/Mistral-7B-Instruct-v0.1"],
    "mistral-7b-v0.3": ["mistral-7b", "mistralai/Mistral-7B-v0.3"],
    "mistral-nemo-12b": ["mistral-nemo", "mistralai/Mistral-Nemo-Base-2407"],
    "mixtral-8x7b": ["mistralai/Mixtral-8x7B-Instruct-v0.1"],
    "mixtral-8x22b": ["mistralai/Mixtral-8x22B-Instruct-v0.1"],
    "qwen3-30b-a3b": ["Qwen/Qwen3-30B-A3B-Instruct-2507", "Qwen/Qwen3-30B-A3B-Thinking-2507"],
    "qwen3-235b-a22b": ["Qwen/Qwen3-235B-A22B-Instruct-2507",
                        "Qwen/Qwen3-235B-A22B-Thinking-2507"],
    "qwen2.5-0.5b": ["Qwen/Qwen2.5-0.5B"], "qwen2.5-1.5b": ["Qwen/Qwen2.5-1.5B"],
    "qwen2.5-3b": ["Qwen/Qwen2.5-3B"], "qwen2.5-7b": ["Qwen/Qwen2.5-7B"],
    "qwen2.5-14b": ["Qwen/Qwen2.5-14B"], "qwen2.5-32b": ["Qwen/Qwen2.5-32B"],
    "qwen2.5-72b": ["Qwen/Qwen2.5-72B"],
    "qwen3-next-80b-a3b": ["Qwen/Qwen3-Next-80B-A3B-Thinking"],
    "deepseek-v2-lite": ["deepseek-ai/DeepSeek-V2-Lite-Chat"],
    "deepseek-v2": ["deepseek-ai/DeepSeek-V2-Chat"],
    "deepseek-v3": ["deepseek-ai/DeepSeek-V3-0324"],
    "deepseek-r1": ["deepseek-ai/DeepSeek-R1-0528"],
    "gemma-2-2b": ["google/gemma-2-2b-it"], "gemma-2-9b": ["google/gemma-2-9b-it"],
    "gemma-2-27b": ["google/gemma-2-27b-it"],
    "glm-5": ["zhipuai/GLM-5"],
    "phi-3-mini-3.8b": ["phi-3-mini"], "phi-3-medium-14b": ["phi-3-medium"],
    "phi-4-14b": [], "phi-4-mini-3.8b": [],
    "bloom-176b": [],
    "dbrx": ["databricks/dbrx-base"],
}

# Checkpoints in another number format than the catalogue row's own: same shape, other precision.
CHECKPOINTS = {
    "llama-4-scout": {"RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic": "fp8"},
    "llama-4-maverick": {"meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8": "fp8"},
    "llama-3.1-405b": {"meta-llama/Llama-3.1-405B-Instruct-FP8": "fp8"},
    "llama-3.3-70b": {"nvidia/Llama-3.3-70B-Instruct-FP8": "fp8",
                      "nvidia/Llama-3.3-70B-Instruct-FP4": "nvfp4"},
    "qwen3-32b": {"Qwen/Qwen3-32B-FP8": "fp8_block"},
    "qwen3-30b-a3b": {"Qwen/Qwen3-30B-A3B-FP8": "fp8_block"},
    "qwen3-235b-a22b": {"Qwen/Qwen3-235B-A22B-FP8": "fp8_block"},
    "qwen3.5-397b-a17b": {"Qwen/Qwen3.5-397B-A17B-FP8": "fp8_block",
                          "nvidia/Qwen3.5-397B-A17B-NVFP4": "nvfp4"},
    "deepseek-r1": {"nvidia/DeepSeek-R1-NVFP4": "nvfp4", "nvidia/DeepSeek-R1-0528-FP4": "nvfp4",
                    "nvidia/DeepSeek-R1-0528-FP4-V2": "nvfp4"},
    "kimi-k2.5": {"nvidia/Kimi-K2.5-NVFP4": "nvfp4"},
    "minimax-m2.5": {"nvidia/MiniMax-M2.5-NVFP4": "nvfp4"},
    "glm-5": {"zai-org/GLM-5-FP8": "fp8_block", "nvidia/GLM-5-NVFP4": "nvfp4"},
}

NATIVE_PRECISION = {
    "none": None, "fp8:e4m3:block128x128": "fp8_block",
    "fp8:float8_e4m3fn:block128x128": "fp8_block", "modelopt fp8": "fp8",
    "mxfp4 (experts)": "mxfp4", "compressed-tensors": "int4",
}
# Ids of models whose generation_config.json has top_k or top_p.
TRUNCATED_SAMPLING = re.compile(
    r"llama-2-.*|llama-3\.1-.*|llama-3-\d+b|llama-3\.[23]-\d+b|llama-4-.*|qwen2\.5-.*|qwen3.*"
    r"|deepseek-v3|deepseek-r1|deepseek-v3\.2|minimax-m.*|gemma-3-.*")
EXPERTS_ONLY = {"mxfp4 (experts)", "compressed-tensors"}


def delta_net(hidden, key_heads, value_heads, dim=128, conv=4):
    """Weights of one gated DeltaNet mixer (Qwen3-Next and later)."""
    keys, values = key_heads * dim, value_heads * dim
    projections = hidden * (2 * keys + 2 * values + 2 * value_heads) + values * hidden
    return projections + conv * (2 * keys + values) + 2 * value_heads + dim


def mamba2(hidden, heads, head_dim, groups, state, conv=4):
    """Weights of one Mamba-2 mixer with convolution bias and gated norm (Nemotron-H)."""
    inner = heads * head_dim
    mixed = inner + 2 * groups * state
    return hidden * (inner + mixed + heads) + (conv + 1) * mixed + 3 * heads + inner + inner * hidden


def sparse_index(row):
    """Weights of one indexer of DeepSeek sparse attention, 0 for models without."""
    if not row["dsa_index_heads"]:
        return 0
    heads, dim, hidden = int(row["dsa_index_heads"]), int(row["dsa_index_dim"]), int(row["hidden"])
    return int(row["mla_q_lora_rank"]) * heads * dim + hidden * dim + hidden * heads + 2 * dim


# Published configurations of the linear mixers; the totals they give agree with models.csv.
LINEAR_MIXER = {
    "qwen3-next-80b-a3b": delta_net(2048, 16, 32), "qwen3.5-27b": delta_net(5120, 16, 48),
    "qwen3.5-35b-a3b": delta_net(2048, 16, 32), "qwen3.5-122b-a10b": delta_net(3072, 16, 64),
    "qwen3.5-397b-a17b": delta_net(4096, 16, 64),
    "nemotron-3-nano-30b-a3b": mamba2(2688, 64, 64, 8, 128),
    "nemotron-3-super-120b-a12b": mamba2(4096, 128, 64, 8, 128),
    "nemotron-h-56b": mamba2(8192, 256, 64, 8, 256),
}
# Layers whose learned sparse attention is not full attention, beyond those of kind MLA+DSA.
BLOCK_SPARSE_LAYERS = {"minimax-m3": 57}
# Mean MLP width of blocks pruned to different widths: the published total leaves 1,642,496 columns
# for 80 blocks.
MEAN_INTERMEDIATE = {"llama-3.3-nemotron-super-49b": 20531}
NO_DENSE_MLP_IN_BLOCKS_WITH_MIXER = {"nemotron-h-56b": 54}
BIASED_FAMILIES = {"opt", "phi", "bloom", "gpt-oss"}


def quoted(value):
    """A YAML scalar: plain where that is safe, else in double quotes."""
    text = str(value)
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9 ._/+()-]*", text) and not re.search(r"\s$|: | #", text):
        if text.lower() not in ("true", "false", "null", "yes", "no", "on", "off", "y", "n"):
            return text
    return json.dumps(text, ensure_ascii=False)


def number(text):
    value = float(text)
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def flow(pairs):
    return "{" + ", ".join(f"{k}: {v}" for k, v in pairs if v is not None) + "}"


def flow_list(items):
    return "[" + ", ".join(quoted(i) for i in items) + "]"


def plain(text):
    """Provenance without remarks on how the sources were found."""
    text = re.sub(r" ?\([^()]*corpus[^()]*\)", "", text)
    text = re.sub(r" (via|in) (docs|code|pages) corpus", "", text)
    text = re.sub(r"midpoint stored", "midpoint given", text)
    text = re.sub(r"^static Go price table in the code index.*$",
                  "static price table in a public repository", text)
    text = re.sub(r"not seen in a stored source", "not confirmed by a second source", text)
    text = re.sub(r" \(first 16 kB read\)", "", text)
    return text


def canonical(name):
    return re.sub(r"[ _]", "-", name.strip().lower())


def distinct(own_id, names):
    seen, out = {canonical(own_id)}, []
    for name in names:
        if canonical(name) not in seen:
            seen.add(canonical(name))
            out.append(name)
    return out


def rows(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def entry(lines):
    body = [f"  {key}: {value}" for key, value in lines if value not in (None, "")]
    body[0] = "- " + body[0][2:]
    return "\n".join(body) + "\n"


def rate(text):
    return None if text == "" else number(text)


def gpu_id(facts_id):
    return GPU_IDS.get(facts_id, facts_id.lower())


def known_cuda_total(row):
    if row["cuda_total_gib"]:
        return float(row["cuda_total_gib"]), row["cuda_total_basis"]
    return CUDA_TOTAL_SEEN.get(row["id"])


def cuda_total(row, by_id):
    known = known_cuda_total(row)
    if known:
        return number(known[0]), known[1]
    visible = float(row["visible_memory_gib"])
    if row["vendor"] != "nvidia":
        return number(row["visible_memory_gib"]), "derived: no CUDA, the driver's figure"
    card = by_id[CUDA_RATIO_CARD[row["memory_type"]]]
    ratio = known_cuda_total(card)[0] / float(card["visible_memory_gib"])
    same = "same memory type" if card["memory_type"] == row["memory_type"] else "nearest memory type"
    basis = f"derived: visible x {ratio:.4f}, the ratio of {gpu_id(card['id'])} ({same})"
    return number(f"{visible * ratio:.2f}"), basis


def gpus(facts):
    table = rows(facts, "gpus.csv")
    by_id = {row["id"]: row for row in table}
    out = ["# GPUs: dense peaks, decimal GB/s, binary GiB. Written by catalog-from-facts.py.\n",
           "schema_version: 1\ngpus:\n"]
    for row in table:
        own = gpu_id(row["id"])
        capability = row["compute_capability"]
        total, basis = cuda_total(row, by_id)
        nic = row["nic_gbit_s_per_gpu_default"]
        out.append(entry([
            ("id", own),
            ("aliases", flow_list(distinct(own, [row["name"]] + GPU_ALIASES.get(row["id"], [])))),
            ("name", quoted(row["name"])),
            ("vendor", row["vendor"]),
            ("form_factor", quoted(row["form_factor"]) if row["form_factor"] else None),
            ("architecture", quoted(row["architecture"])),
            ("compute_capability", capability if re.fullmatch(r"[0-9.]+", capability) else None),
            ("dense_tflops", flow((key, rate(row[f"{key}_tflops"] if key != "int8" else row["int8_tops"]))
                                  for key in ("fp32", "tf32", "fp16", "bf16", "fp8", "int8", "fp4"))),
            ("memory_type", row["memory_type"]),
            ("memory_label_gb", rate(row["memory_gb_vendor"])),
            ("visible_memory_gib", rate(row["visible_memory_gib"])),
            ("visible_memory_basis", quoted(plain(row["visible_memory_basis"]))),
            ("cuda_total_gib", total),
            ("cuda_total_basis", quoted(basis)),
            ("memory_gb_per_s", rate(row["memory_bw_gb_s"])),
            ("l2_mib", rate(row["l2_mib"])),
            ("multiprocessors", rate(row["sm_or_cu"] or MULTIPROCESSORS_SEEN.get(row["id"], ""))),
            ("scale_up", flow([
                ("link", quoted(row["scaleup_link"])),
                ("gb_per_s_per_direction", rate(row["scaleup_bw_gb_s_per_dir"])),
                ("pair_gb_per_s_per_direction", rate(row["scaleup_p2p_bw_gb_s_per_dir"])),
                ("topology", quoted(row["scaleup_topology"]) if row["scaleup_topology"] else None),
                ("domain", rate(row["scaleup_domain_gpus"]))])),
            ("pcie", None if not row["pcie"] else flow([
                ("generation", quoted(row["pcie"])),
                ("gb_per_s_per_direction", rate(row["pcie_bw_gb_s_per_dir"]))])),
            ("nic_gbit_per_s", nic if re.fullmatch(r"[0-9.]+", nic) else None),
            ("tdp_watts", rate(row["tdp_w"])),
            ("measured_matmul_tflops", None if not (row["mamf_bf16_tflops"] or row["mamf_fp8_tflops"])
             else flow([("bf16", rate(row["mamf_bf16_tflops"])), ("fp8", rate(row["mamf_fp8_tflops"]))])),
            ("confidence", row["confidence"]),
            ("as_of", quoted(COLLECTED)),
            ("source", quoted(plain(row["source"]))),
            ("notes", quoted(plain(row["disagreements_and_notes"])) if row["disagreements_and_notes"] else None),
        ]))
    return "".join(out)


def layer_kinds(row):
    full, window, linear = (int(row[f"{kind}_layers"]) for kind in ("full_attn", "window", "linear"))
    sparse = full if "DSA" in row["attention_kind"] else BLOCK_SPARSE_LAYERS.get(row["id"], 0)
    return flow([("full", full - sparse), ("window", window), ("linear", linear), ("sparse", sparse),
                 ("window_tokens", int(row["sliding_window"]) if row["sliding_window"] else 0)])


def dense_mlp(row):
    moe_layers = int(row["moe_layers"] or 0)
    layers = int(row["layers"]) - moe_layers
    if row["id"] in NO_DENSE_MLP_IN_BLOCKS_WITH_MIXER:
        layers = NO_DENSE_MLP_IN_BLOCKS_WITH_MIXER[row["id"]]
    elif row["family"] == "nemotron-h":
        layers = 0
    width = MEAN_INTERMEDIATE.get(row["id"]) or int(row["intermediate"] or 0)
    return flow([("layers", layers), ("intermediate", width if layers else 0), ("gated", row["gated_mlp"])])


def model_confidence(row):
    doubtful = re.search(r"disagree|by analogy|not seen|taken from|wrong|not in", row["source"] + row["notes"])
    if row["total_delta_pct"] and abs(float(row["total_delta_pct"])) <= 1.3 and not doubtful:
        return "high"
    return "medium"


def variants(row):
    tail = row["hf_id"].split("/")[1]
    short = re.sub(r"(-hf|-it|-Instruct|-Instruct-hf|-BF16)$", "", tail)
    names = [row["hf_id"], tail]
    tuned = [n.split("/")[-1] for n in MODEL_ALIASES.get(row["id"], [])]
    return names + MODEL_ALIASES.get(row["id"], []) + tuned + [short]


def models(facts):
    table = rows(facts, "models.csv")
    taken = {canonical(row["id"]): row["id"] for row in table}
    out = ["# Models: text tower, no multi-token-prediction layers. Written by catalog-from-facts.py.\n",
           "schema_version: 1\nmodels:\n"]
    for row in table:
        own = row["id"]
        aliases = []
        for alias in distinct(own, variants(row)):
            if taken.setdefault(canonical(alias), own) == own:
                aliases.append(alias)
        checkpoints = CHECKPOINTS.get(own, {})
        for name in checkpoints:
            assert taken.setdefault(canonical(name), own) == own, name
        quant = row["native_quant"]
        precision = NATIVE_PRECISION[quant] or {"bfloat16": "bf16", "float16": "fp16"}[row["native_dtype"]]
        mla = None if not row["mla_kv_lora_rank"] else flow([
            ("q_lora_rank", int(row["mla_q_lora_rank"] or 0)), ("kv_lora_rank", row["mla_kv_lora_rank"]),
            ("nope", row["mla_qk_nope"]), ("rope", row["mla_qk_rope"])])
        moe = None
        if row["moe_experts"]:
            shared = int(row["shared_intermediate"] or 0)
            moe = flow([("layers", row["moe_layers"]), ("experts", row["moe_experts"]),
                        ("top_k", row["experts_per_token"]), ("intermediate", row["moe_intermediate"]),
                        ("shared_intermediate", shared), ("gated", row["gated_mlp"])])
        extras = [
            ("biases", "true" if row["family"] in BIASED_FAMILIES else None),
            ("position_rows", 2050 if row["family"] == "opt" else None),
            ("output_gate", "true" if "gated" in row["attention_kind"] else None),
            ("linear_layer_weights", LINEAR_MIXER.get(own)),
            ("sparse_layer_weights", sparse_index(row) or None),
            ("window_kv_heads", 8 if own == "mimo-v2-flash" else None),
            ("expert_input", 1024 if own == "nemotron-3-super-120b-a12b" else None),
            ("quantized", "experts" if quant in EXPERTS_ONLY else None),
        ]
        extras = [pair for pair in extras if pair[1] is not None]
        out.append(entry([
            ("id", own),
            ("aliases", flow_list(aliases)),
            ("checkpoints", None if not checkpoints else
             "{" + ", ".join(f"{quoted(k)}: {v}" for k, v in checkpoints.items()) + "}"),
            ("layers", row["layers"]), ("hidden", row["hidden"]), ("vocab", row["vocab"]),
            ("tied_embeddings", row["tie_embeddings"]),
            ("attention", flow([
                ("heads", row["heads"]), ("kv_heads", row["kv_heads"]), ("head_dim", row["head_dim"]),
                ("value_dim", row["v_head_dim"]), ("qkv_bias", row["qkv_bias"]), ("mla", mla)])),
            ("layer_kinds", layer_kinds(row)),
            ("mlp", dense_mlp(row)),
            ("moe", moe),
            ("truncated_sampling", "true" if TRUNCATED_SAMPLING.fullmatch(own) else None),
            ("max_context", row["max_context"]),
            ("native_precision", precision),
            ("extras", flow(extras) if extras else None),
            ("published", None if not (row["published_total_b"] or row["published_active_b"]) else flow([
                ("total_b", rate(row["published_total_b"])), ("active_b", rate(row["published_active_b"]))])),
            ("confidence", model_confidence(row)),
            ("as_of", quoted(COLLECTED)),
            ("source", quoted(plain(row["source"]))),
            ("notes", quoted(plain(row["notes"])) if row["notes"] else None),
        ]))
    return "".join(out)


def price_date(text):
    found = re.match(r"\d{4}-\d{2}(-\d{2})?", text)
    return quoted(found.group(0)) if found else "unknown"


def price_confidence(row, dated):
    if "stale" in row["notes"] or "old list price" in row["notes"]:
        return "low"
    if float(row["usd_per_gpu_hour"]) == 12.29 or not dated:
        return "low"
    return "medium"


def prices(facts):
    table = rows(facts, "gpu-prices.csv")
    out = ["# List prices per GPU and hour. Written by catalog-from-facts.py.\n"
           "# Rows without a date are low confidence and never a default.\n",
           "schema_version: 1\nprices:\n"]
    for row in table:
        default = row["provider"] == "CATALOG DEFAULT"
        provider = canonical(re.sub(r"[()]", "", row["provider"]))
        date = price_date(row["as_of"])
        term = "spot" if row["price_kind"] == "spot" else "on-demand"
        midpoint = "range midpoint; " if "midpoint" in row["price_kind"] else ""
        notes = midpoint + row["notes"]
        instance = [("instance", quoted(row["instance"]) if row["instance"] else None),
                    ("gpus_in_instance", row["gpus_in_instance"] or None),
                    ("region", quoted(row["region"]) if row["region"] else None)]
        out.append("- " + flow([
            ("gpu", gpu_id(row["gpu"])), ("provider", provider), ("term", term),
            ("per_gpu_hour", number(row["usd_per_gpu_hour"])), ("currency", "USD"),
            ("as_of", date), ("default", "true" if default else None)] + instance + [
            ("confidence", price_confidence(row, date != "unknown")),
            ("source", quoted(plain(row["source"]))),
            ("notes", quoted(plain(notes.rstrip("; "))) if notes else None)]) + "\n")
    return "".join(out)


def model_checks(facts):
    keep = ["id", "total_params_b", "active_params_b", "active_no_input_embed_b", "kv_elems_per_token_full",
            "kv_elems_per_token_window"]
    lines = [",".join(keep)]
    lines += [",".join(row[key] for key in keep) for row in rows(facts, "models.csv")]
    return "\n".join(lines) + "\n"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as handle:
        handle.write(text)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    facts, module = sys.argv[1:]
    package = "io/foretoken/hardware/catalog"
    for name, make in (("gpus", gpus), ("models", models), ("prices", prices)):
        write(os.path.join(module, "src/main/resources", package, name + ".yaml"), make(facts))
    write(os.path.join(module, "src/test/resources", package, "model-checks.csv"), model_checks(facts))


if __name__ == "__main__":
    main()
