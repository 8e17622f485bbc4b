package io.foretoken.validation.measured;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.validation.SmallSets;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiliconServingSetTest {
  private static final String RUNS =
      "id,tier,model,gpu,precision,engine,engine_version,mode,gpus,tp,pp,dp,ep,input_tokens,"
          + "output_tokens,concurrency,ttft_ms,tpot_ms,spec_decode,flags";
  private static final String KNOBS =
      "id,recipe_id,num_prompts,max_running,max_batched_tokens,mem_fraction,kv_cache_dtype,"
          + "prefix_cache,stream_interval,async_scheduling,block_size";

  @TempDir private Path folder;

  private Collected read() {
    return MeasuredSets.read(folder, Catalog.shipped());
  }

  @Test
  void knobsAreJoinedByIdAndTheVersionByRecipe() throws IOException {
    new SmallSets(folder)
        .file(
            "silicon-serving/part.csv",
            RUNS,
            "sv-1,A,meta-llama/Llama-3.1-70B,h200-sxm-141gb,fp8,vllm,,aggregated,2,2,1,1,1,1024,"
                + "8192,16,120.5,12.25,none,")
        .file("silicon-serving/knobs.csv", KNOBS, "sv-1,r-1,160,16,8192,0.9,fp8_e4m3,off,,on,32")
        .file(
            "silicon-serving/recipes.csv",
            "recipe_id,valid_from,image,engine_version",
            "r-1,2025-10-13,vllm/vllm-openai:v0.10.2,v0.10.2");
    MeasuredRun run = read().runs().get(0);

    assertThat(run.suite()).isEqualTo("silicon-serving-dense");
    assertThat(run.setup().version()).isEqualTo("0.10.2");
    assertThat(run.setup().weights()).isEqualTo("fp8");
    assertThat(run.setup().kvCache()).isEqualTo("fp8");
    assertThat(run.setup().knobs())
        .containsEntry("batching.max_num_seqs", "16")
        .containsEntry("batching.async_scheduling", "true")
        .containsEntry("memory.enable_prefix_caching", "false")
        .containsEntry("memory.block_size", "32")
        .containsEntry("memory.gpu_memory_utilization", "0.9")
        .doesNotContainKey("api.stream_interval");
    assertThat(run.load()).isEqualTo(new ClosedLoad(16, 160, 1024, 8192, true));
    assertThat(run.figures())
        .containsEntry(Metric.TTFT_MEAN, 0.1205)
        .containsEntry(Metric.TPOT_MEAN, 0.01225);
  }

  @Test
  void theBalanceOfAttentionRanksIsReadWhereThereAreSome() throws IOException {
    String other =
        "print_iter_log=true attention_dp_config:batching_wait_iters=0,enable_balance,"
            + "timeout_iters=60 when dp-attn";
    new SmallSets(folder)
        .file(
            "silicon-serving/part.csv",
            RUNS,
            "ranks,A,deepseek-ai/DeepSeek-R1,b200-sxm,fp4,trtllm,1.1.0,aggregated,8,1,1,8,8,1024,"
                + "1024,16,120.5,12.25,none,",
            "none,A,deepseek-ai/DeepSeek-R1,b200-sxm,fp4,trtllm,1.1.0,aggregated,8,8,1,1,8,1024,"
                + "1024,16,120.5,12.25,none,")
        .file(
            "silicon-serving/knobs.csv",
            KNOBS,
            "ranks,r-1,160,,8192,0.8,fp8,off,10,,",
            "none,r-1,160,,8192,0.8,fp8,off,10,,")
        .file(
            "silicon-serving/recipes.csv",
            "recipe_id,valid_from,image,engine_version,other",
            "r-1,2025-10-13,release:1.1.0,1.1.0,\"" + other + "\"");
    Collected read = read();

    assertThat(read.skipped()).isEmpty();
    assertThat(read.runs().get(0).setup().knobs())
        .containsEntry("batching.attention_dp.enable_balance", "true")
        .containsEntry("batching.attention_dp.timeout_iters", "60")
        .containsEntry("batching.attention_dp.batching_wait_iters", "0");
    assertThat(read.runs().get(1).setup().knobs())
        .containsEntry("batching.max_num_tokens", "8192")
        .doesNotContainKey("batching.attention_dp.enable_balance");
  }

  @Test
  void suitesFollowTierModelAndGpu() throws IOException {
    new SmallSets(folder)
        .file(
            "silicon-serving/part.csv",
            RUNS,
            row("a", "A", "openai/gpt-oss-120b", "h100-sxm-80gb", "aggregated"),
            row("b", "A", "MiniMaxAI/MiniMax-M2.5", "b200-sxm", "aggregated"),
            row("c", "A", "MiniMaxAI/MiniMax-M2.5", "b300-sxm", "aggregated"),
            row("d", "B", "Qwen/Qwen3-32B", "h100-sxm-80gb", "aggregated"),
            row("e", "B", "Qwen/Qwen3-32B", "h100-sxm-80gb", "disaggregated"),
            row("f", "C", "Qwen/Qwen3-32B", "h100-sxm-80gb", "aggregated"));
    Collected read = read();

    assertThat(read.runs())
        .extracting(run -> run.id() + " " + run.suite())
        .containsExactly(
            "a silicon-serving-gpt-oss",
            "b silicon-serving-moe",
            "c silicon-serving-moe-other",
            "d silicon-serving-vendor");
    assertThat(read.skipped())
        .extracting(skip -> skip.id() + " " + skip.kind())
        .containsExactly(
            "e outside of every suite: disaggregated", "f outside of every suite: tier C");
    // gpt-oss ships in MXFP4, MiniMax in FP8 of blocks.
    assertThat(read.runs().get(0).setup().weights()).isEqualTo("mxfp4");
    assertThat(read.runs().get(1).setup().weights()).isEqualTo("nvfp4");
  }

  @Test
  void anUnusableTtftIsNotScoredAndAWrongTopologySkips() throws IOException {
    new SmallSets(folder)
        .file(
            "silicon-serving/part.csv",
            RUNS,
            row("a", "A", "Qwen/Qwen3-32B", "h100-sxm-80gb", "aggregated") + "ttft_unusable",
            row("b", "A", "Qwen/Qwen3-32B", "h100-sxm-80gb", "aggregated")
                .replace(",1,1,1,1,1,1024", ",4,2,1,1,1,1024"));
    Collected read = read();

    assertThat(read.runs().get(0).figures()).containsOnlyKeys(Metric.TPOT_MEAN);
    assertThat(read.skipped().get(0).reason()).isEqualTo("4 GPUs, but tp 2 x pp 1 x dp 1");
  }

  private static String row(String id, String tier, String model, String gpu, String mode) {
    return String.join(
        ",",
        id,
        tier,
        model,
        gpu,
        "fp4,vllm,0.19.0",
        mode,
        "1,1,1,1,1,1024,1024,4,60.5,7.25,none,");
  }
}
