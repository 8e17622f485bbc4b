package io.foretoken.hardware.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Step costs to the nanosecond: the same on any machine and JDK. After a change of forms or
 * coefficients write the table anew with {@code -Dsurefire.argLine=-Dgolden.write=true} and read
 * the difference.
 */
class GoldenStepCostsTest {
  private static final String TABLE = "golden-step-costs.csv";

  private record Deployment(
      ModelShape model,
      WeightFormat weights,
      KvCacheFormat cache,
      GpuSpec gpu,
      Parallelism division) {}

  private static final List<Deployment> DEPLOYMENTS =
      List.of(
          bf16(Fixtures.LLAMA_8B, Fixtures.H100, Parallelism.NONE),
          bf16(Fixtures.LLAMA_70B, Fixtures.H200, Parallelism.tensor(8)),
          bf16(Fixtures.LLAMA_8B, Fixtures.RTX_4090, Parallelism.NONE),
          bf16(Fixtures.LLAMA2_7B, Fixtures.A100, Parallelism.NONE),
          bf16(Fixtures.MIXTRAL_8X7B, Fixtures.B200, Parallelism.tensor(2)),
          bf16(Fixtures.GEMMA_3_12B, Fixtures.L40S, Parallelism.NONE),
          new Deployment(
              Fixtures.DEEPSEEK_V3,
              WeightFormat.FP8_BLOCK,
              KvCacheFormat.FP8,
              Fixtures.H200,
              new Parallelism(8, 1, 1, 8)));

  private static Deployment bf16(ModelShape model, GpuSpec gpu, Parallelism division) {
    return new Deployment(model, WeightFormat.BF16, KvCacheFormat.BF16, gpu, division);
  }

  @Test
  void stepCostsAreTheRecordedOnes() throws IOException {
    StringBuilder table =
        new StringBuilder("model,gpu,gpus,step,stage_ns,last_stage_ns,host_ns,limit\n");
    for (Deployment some : DEPLOYMENTS) {
      CompiledStepTime model =
          CompiledStepTime.compile(
              Shapes.plan(
                  some.model(),
                  new Precision(some.weights(), some.cache()),
                  some.gpu(),
                  some.division()));
      line(table, some, model, "1 row of 100", Shapes.decode(model, 1, 100));
      line(table, some, model, "77 rows of 1900", Shapes.decode(model, 77, 1900));
      RankShape mixed = Shapes.prompt(model, 1000, 3000);
      Shapes.addDecode(model, mixed, 40, 700);
      line(table, some, model, "1000 tokens after 3000 and 40 rows of 700", mixed);
    }
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(
          Path.of("src/test/resources/io/foretoken/hardware/step", TABLE), table.toString());
      return;
    }
    try (InputStream recorded = GoldenStepCostsTest.class.getResourceAsStream(TABLE)) {
      assertThat(recorded).as(TABLE).isNotNull();
      assertThat(table.toString())
          .isEqualTo(new String(recorded.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static void line(
      StringBuilder table, Deployment some, CompiledStepTime model, String step, RankShape shape) {
    StepCost cost = Shapes.cost(model, shape);
    table
        .append(some.model().id())
        .append(',')
        .append(some.gpu().id())
        .append(',')
        .append(some.division().gpus())
        .append(',')
        .append(step)
        .append(',')
        .append(cost.stageNanos[0])
        .append(',')
        .append(cost.lastStageExtraNanos)
        .append(',')
        .append(cost.hostNanos)
        .append(',')
        .append(cost.limit.words())
        .append('\n');
  }
}
