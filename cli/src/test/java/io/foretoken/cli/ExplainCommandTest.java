package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.step.RankShape;
import io.foretoken.sim.step.StepCost;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code explain} says of a step is what the engine charges for it. */
class ExplainCommandTest {
  private static final Path QUICKSTART = Path.of("..", "scenarios", "quickstart.yaml");

  @Test
  void thePartsSumToWhatTheEngineCharges() throws IOException {
    Cli run = Cli.run("explain", QUICKSTART.toString(), "--format", "json");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    PreparedRun prepared =
        new ScenarioResolver(Catalog.shipped()).resolve(ScenarioTree.read(QUICKSTART), false);
    JsonNode steps = new ObjectMapper().readTree(run.out());
    assertThat(steps).hasSize(2);
    for (JsonNode step : steps) {
      RankShape shape = new RankShape(0);
      shape.addDecode(step.get("decode_rows").asInt(), step.get("decode_context").asLong());
      if (step.get("prompt_tokens").asInt() > 0) {
        shape.addChunk(step.get("prompt_tokens").asInt(), 0, true);
      }
      StepCost charged = new StepCost(1);
      prepared.deployment().stepTime().cost(new RankShape[] {shape}, charged);
      double sum = 0;
      for (JsonNode operator : step.get("operators")) {
        sum += operator.get("time_s").asDouble();
      }
      assertThat(step.get("device_s").asDouble() * 1e9).isEqualTo((double) charged.deviceNanos());
      assertThat(sum * 1e9).isCloseTo((double) charged.deviceNanos(), within(2.0));
      assertThat(step.get("limit").asText()).isEqualTo(charged.limit.words());
    }
  }

  @Test
  void theTableNamesOperatorsAndLimits() {
    Cli run = Cli.run("explain", QUICKSTART.toString());
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("mean decode step").contains("attention").contains("LM head");
  }
}
