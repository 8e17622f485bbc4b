package io.foretoken.scenario.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.scenario.spec.EngineSpec;
import io.foretoken.sim.batch.DynamicOptions;
import io.foretoken.sim.batch.StaticOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies that batch whole requests: their keys, and what does not go with them. */
class RequestLevelKnobsTest {
  private static final Catalog CATALOG = Catalog.shipped();

  private record Answer(EngineResolver.Knobs knobs, List<String> problems) {}

  /** On an H100, where the engine generic runs 1,024 sequences at once by default. */
  private static Answer resolve(String batching) {
    return resolveEngine("name: generic\nbatching: " + batching);
  }

  private static Answer resolveEngine(String engine) {
    Problems problems = new Problems();
    EngineSpec spec =
        RecordBinder.bind(LocatedYaml.parseMap(engine, "e.yaml"), EngineSpec.class, problems);
    EngineResolver.Knobs knobs =
        spec == null
            ? null
            : EngineResolver.knobs(
                spec,
                EngineProfiles.newest(spec.name().value()),
                CATALOG.findGpu("h100-sxm-80gb").orElseThrow(),
                "fleet.main.engine",
                problems);
    return new Answer(knobs, problems.list().stream().map(Problem::toString).toList());
  }

  @Test
  void staticTakesASizeAndATimeout() {
    Answer answer = resolve("{policy: static, batch_size: 32, batch_timeout: 50ms}");

    assertThat(answer.problems()).isEmpty();
    assertThat(answer.knobs().policy()).isEqualTo(new StaticOptions(32, 50_000_000));
  }

  @Test
  void dynamicTakesPreferredSizesAndADelay() {
    Answer answer =
        resolve("{policy: dynamic, preferred_batch_sizes: [4, 8, 16], max_queue_delay: 5ms}");

    assertThat(answer.problems()).isEmpty();
    assertThat(answer.knobs().policy()).isEqualTo(new DynamicOptions(List.of(4, 8, 16), 5_000_000));
  }

  @Test
  void whatIsLeftOutTakesItsDefault() {
    assertThat(resolve("{policy: static}").knobs().policy()).isEqualTo(StaticOptions.DEFAULT);
    assertThat(resolve("{policy: dynamic}").knobs().policy()).isEqualTo(DynamicOptions.DEFAULT);
  }

  @Test
  void promptsAreNeitherSplitNorLookedUp() {
    EngineResolver.Knobs knobs = resolve("{policy: static}").knobs();

    assertThat(knobs.chunkedPrefill()).isFalse();
    assertThat(knobs.prefixCaching()).isFalse();
    assertThat(resolve("{policy: static, enable_chunked_prefill: true}").problems())
        .singleElement()
        .asString()
        .contains("e.yaml:2:52", "enable_chunked_prefill", "policy static computes prompts whole");
    assertThat(
            resolveEngine(
                    "name: generic\nbatching: {policy: dynamic}\n"
                        + "memory: {enable_prefix_caching: true}")
                .problems())
        .singleElement()
        .asString()
        .contains("e.yaml:3:33", "memory.enable_prefix_caching", "policy dynamic computes padded");
  }

  @Test
  void sizesThatDoNotAscendAreAProblemWhereTheOrderBreaks() {
    assertThat(resolve("{policy: dynamic, preferred_batch_sizes: [4, 16, 8]}").problems())
        .singleElement()
        .asString()
        .contains(
            "e.yaml:2:60",
            "fleet.main.engine.batching.preferred_batch_sizes.2",
            "8 follows 16",
            "write [4, 8, 16]");
    assertThat(resolve("{policy: dynamic, preferred_batch_sizes: [4, 4]}").problems())
        .singleElement()
        .asString()
        .contains("4 follows 4", "write [4]");
  }

  @Test
  void aDelayNeedsAUnit() {
    assertThat(resolve("{policy: dynamic, max_queue_delay: 5}").problems())
        .singleElement()
        .asString()
        .contains("e.yaml:2:46", "batching.max_queue_delay", "ms");
    assertThat(resolve("{policy: static, batch_timeout: 0s}").problems())
        .singleElement()
        .asString()
        .contains("batching.batch_timeout", "more than 0s");
  }

  @Test
  void sizesAboveTheLimitAreRefusedUnderTheEnginesOwnName() {
    assertThat(resolve("{policy: static, batch_size: 2000}").problems())
        .singleElement()
        .asString()
        .contains("e.yaml:2:40", "a batch of 2000 is more than max_num_seqs 1024 allows");
    assertThat(
            resolve("{policy: dynamic, max_num_seqs: 8, preferred_batch_sizes: [4, 16]}")
                .problems())
        .singleElement()
        .asString()
        .contains("a batch of 16 is more than max_num_seqs 8 allows", "raise max_num_seqs");
    assertThat(
            resolveEngine(
                    "name: tensorrt-llm\n"
                        + "batching: {policy: static, max_batch_size: 8, batch_size: 9}")
                .problems())
        .singleElement()
        .asString()
        .contains("a batch of 9 is more than max_batch_size 8 allows");
  }

  @Test
  void optionsOfAnotherPolicyAreRefusedByName() {
    assertThat(resolve("{policy: static, max_queue_delay: 5ms}").problems())
        .singleElement()
        .asString()
        .contains(
            "e.yaml:2:45",
            "max_queue_delay is a knob of policy dynamic, and the policy is static",
            "batch_size, batch_timeout");
    assertThat(resolve("{policy: dynamic, batch_size: 4}").problems())
        .singleElement()
        .asString()
        .contains("batch_size is a knob of policy static");
    assertThat(resolve("{batch_size: 4}").problems())
        .singleElement()
        .asString()
        .contains("batch_size is a knob of policy static, and the policy is vllm-v1");
  }

  @Test
  void enginesWithASchedulerOfTheirOwnDoNotBatchWholeRequests() {
    assertThat(resolveEngine("name: vllm\nbatching: {policy: static}").problems())
        .singleElement()
        .asString()
        .contains(
            "e.yaml:2:20",
            "vllm does not batch whole requests, as policy static does",
            "{name: generic}");
  }
}
