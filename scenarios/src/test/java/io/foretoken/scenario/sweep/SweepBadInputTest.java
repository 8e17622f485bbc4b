package io.foretoken.scenario.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.scenario.statistic.ReplicationPlan;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepBadInputTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fleet.main.engine.batching.max_num_seq=8,16  | max_num_seqs
          fleet.mian.replicas=1,2                      | main
          workload.arrivals.rate=1/s,2/s               | has no keys
          fleet.main.replicas=1,two                    | "two"
          fleet.main.gpu=                              | grid is empty
          fleet.main.gpu                               | path=v1,v2
          =5                                           | path=v1,v2
          fleet.main.replicas=1..8*1                   | never ends
          fleet.main.replicas=8..1..1                  | leads away
          fleet.main.replicas=1..4                     | --samples
          fleet.main.replicas=1..9999999..1            | 1000000
          fleet.main.replicas,seed=[1,2],[3]           | 2 values
          fleet.main.replicas,seed=1,2                 | 2 values
          fleet.main.replicas,fleet.main.replicas=[1,2]| swept twice
          sweep.seed=1,2                               | cannot sweep itself
          fleet..replicas=1,2                          | empty step
          fleet.main.replicas=[1,2                     | not closed
          """)
  void parametersThatDoNotDo(String parameter, String words) {
    assertThatThrownBy(() -> SmallSweep.of(parameter))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--param")
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {fleet.main.engine.batching.max_num_seq: [8]} | small.yaml:7:9 | max_num_seqs
          {fleet.main.replicas: [1, x]}                 | small.yaml:7:34 | "x"
          {fleet.main.replicas: []}                     | small.yaml:7:9 | grid is empty
          {}                                            | small.yaml:7:8 | nothing to sweep
          [1]                                           | small.yaml:7:8 | where a map
          {samples: 0, fleet.main.replicas: 1..4}       | small.yaml:7:18 | whole number
          {samples: 8, fleet.main.replicas: [1]}        | small.yaml:7:8 | no range to sample
          """)
  void sectionsThatDoNotDo(String section, String place, String words) {
    assertThatThrownBy(() -> SmallSweep.plan(SmallSweep.SCENARIO + "sweep: " + section + "\n", "1"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(place)
        .hasMessageContaining(words);
  }

  @Test
  void allProblemsAtOnce() {
    assertThatThrownBy(
            () -> SmallSweep.of("fleet.main.replicas=x,y", "fleet.main.engin.name=vllm,sglang"))
        .hasMessageContaining("engine")
        .hasMessageContaining("\"x\"");
  }

  @Test
  void fullLoadLeavesNoRoomForArrivals() {
    assertThatThrownBy(
            () ->
                SmallSweep.plan(
                    SmallSweep.SCENARIO,
                    "1",
                    Optional.of(SweepLoad.FULL),
                    ReplicationPlan.ONCE,
                    "workload.arrivals=1/s,2/s"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--load at-rate");
  }

  @Test
  void sizesAreKnownWithoutMakingThePoints() {
    SweepPlan plan = SmallSweep.of("seed=1..1000..1", "workload.input_tokens=1..1000..1");
    assertThat(plan.size()).isEqualTo(1_000_000);
    SweepPlan beyond = SmallSweep.of("seed=1,2..10000..1", "fleet.main.replicas=1..1000..1");
    assertThat(beyond.size()).isEqualTo(10_000_000);
  }
}
