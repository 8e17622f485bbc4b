package io.foretoken.scenario.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.scenario.run.ScenarioRun;
import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.kv.AttentionSpan;
import io.foretoken.sim.kv.OffloadOptions;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.request.RequestSink;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What pools become: ranks, KV groups, and figures that count all of them. */
class PoolResolverTest {
  private static PreparedRun resolve(String model, String gpu, String parallelism) {
    ScenarioTree scenario =
        ScenarioTree.read(Path.of("quickstart.yaml"))
            .set("model", model, Origin.argument("test"))
            .set("fleet.main.gpu", gpu, Origin.argument("test"))
            .set("fleet.main.parallelism", parallelism, Origin.argument("test"))
            .set("stop", "{requests: 50, window: whole}", Origin.argument("test"));
    return new ScenarioResolver(Catalog.shipped()).resolve(scenario, false);
  }

  private static RunOutcome run(PreparedRun prepared) {
    return ScenarioRun.execute(
        prepared, 0, RequestSink.NONE, ProgressListener.SILENT, CancelToken.NEVER);
  }

  /** Two ranks of a dense model: each has what one GPU has, and steps by itself. */
  @Test
  void denseRanksAreIndependent() {
    PreparedRun one = resolve("llama-3.1-8b", "h100", "{tensor: 1}");
    PreparedRun two = resolve("llama-3.1-8b", "h100", "{tensor: 1, data: 2}");
    Deployment served = two.deployment();

    assertThat(served.dataParallel()).isEqualTo(2);
    assertThat(served.lockstep()).isFalse();
    assertThat(served.gpusPerReplica()).isEqualTo(2);
    assertThat(served.engine().kvBlocks()).isEqualTo(one.deployment().engine().kvBlocks());
    assertThat(two.facts().kvBlocksPerReplica()).isEqualTo(2 * one.facts().kvBlocksPerReplica());
    assertThat(two.facts().maxNumSeqs()).isEqualTo(2 * one.facts().maxNumSeqs());
    assertThat(run(two).figures().result().counts().finished()).isEqualTo(50);
  }

  /** Ranks that share experts step together, whether the experts are divided or not. */
  @Test
  void ranksOfModelsWithExpertsStepTogether() {
    for (String division : new String[] {"{data: 2}", "{data: 2, expert: 2}"}) {
      PreparedRun prepared = resolve("qwen3-30b-a3b", "h100", division);

      assertThat(prepared.deployment().lockstep()).isTrue();
      assertThat(prepared.deployment().dataParallel()).isEqualTo(2);
      assertThat(run(prepared).figures().result().counts().finished()).isEqualTo(50);
    }
  }

  /** 18 full and 18 window layers: pages of 18 layers, one for a block of either. */
  @Test
  void hybridModelsHaveAGroupForEachKindOfAttention() {
    PreparedRun prepared = resolve("gpt-oss-120b", "h100", "{tensor: 2}");
    Deployment served = prepared.deployment();

    assertThat(served.engine().spans())
        .containsExactly(AttentionSpan.FULL, AttentionSpan.sliding(128));
    assertThat(served.engine().kv().pages()).containsExactly(1, 1);
    assertThat(prepared.facts().kvBlocksPerReplica()).isEqualTo(served.engine().kvBlocks()[0] - 1L);
    assertThat(run(prepared).figures().result().counts().finished()).isEqualTo(50);
  }

  private static ScenarioTree withMemory(String engine, String memory) {
    return ScenarioTree.read(Path.of("quickstart.yaml"))
        .set("fleet.main.engine", engine, Origin.argument("test"))
        .set("fleet.main.engine.memory", memory, Origin.argument("test"))
        .set("stop", "{requests: 50, window: whole}", Origin.argument("test"));
  }

  /**
   * Llama-3.1-8B: a block of 16 tokens is 16 x 131,072 bytes = 2 MiB, so 8 GiB hold 4,096; at 50
   * GB/s it takes 41,943 ns. An H100's host link (PCIe 5, 64 GB/s) is taken to give 51.2 GB/s.
   */
  @Test
  void offloadedBlocksAreCountedFromTheirBytes() {
    ScenarioResolver resolver = new ScenarioResolver(Catalog.shipped());
    PreparedRun given =
        resolver.resolve(
            withMemory("{name: vllm}", "{kv_offloading_size: 8, kv_offloading_bandwidth: 50}"),
            false);
    PreparedRun usual =
        resolver.resolve(withMemory("{name: vllm}", "{kv_offloading_size: 8}"), false);

    OffloadOptions offload = given.deployment().engine().kv().offload();
    assertThat(offload.blocks()).isEqualTo(4096);
    assertThat(offload.nanosPerBlock()).isEqualTo(41_943);
    assertThat(usual.deployment().engine().kv().offload().nanosPerBlock()).isEqualTo(40_960);
    assertThat(given.facts().offloadBlocksPerReplica()).isEqualTo(4096);
    assertThat(run(given).figures().result().counts().finished()).isEqualTo(50);
  }

  @Test
  void offloadingIsRefusedWhereNothingWouldBeLoaded() {
    assertRefused("{name: sglang}", "{kv_offloading_size: 8}", "is a knob of vLLM");
    assertRefused(
        "{name: vllm}",
        "{kv_offloading_size: 8, enable_prefix_caching: false}",
        "found by the prefix cache, which is off");
    assertRefused("{name: vllm}", "{kv_offloading_bandwidth: 8}", "without memory to offload to");
    assertRefused("{name: vllm}", "{kv_offloading_size: 0}", "kv_offloading_size");
    assertRefused(
        "{name: generic, batching: {policy: static, max_num_seqs: 8}}",
        "{kv_offloading_size: 8}",
        "does not load offloaded blocks");
  }

  private static void assertRefused(String engine, String memory, String words) {
    assertThatThrownBy(
            () ->
                new ScenarioResolver(Catalog.shipped()).resolve(withMemory(engine, memory), false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("memory.kv_offloading_")
        .hasMessageContaining(words);
  }
}
