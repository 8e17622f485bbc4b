package io.foretoken.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.workload.arrival.ArrivalOptions;
import io.foretoken.workload.arrival.ArrivalProcesses;
import io.foretoken.workload.arrival.ConditionedPoissonArrivals;
import io.foretoken.workload.arrival.ThinkTime;
import io.foretoken.workload.content.LengthsFromOptions;
import io.foretoken.workload.content.PromptSharing;
import io.foretoken.workload.length.LengthTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadOptionsTest {
  private static final String LENGTHS = "input_tokens: 1000\noutput_tokens: 250\n";

  private static WorkloadOptions bind(String yaml) {
    Problems problems = new Problems();
    WorkloadOptions options =
        RecordBinder.bind(LocatedYaml.parseMap(yaml, "w.yaml"), WorkloadOptions.class, problems);
    problems.throwIfAny();
    return options;
  }

  private static String problems(String yaml) {
    Problems problems = new Problems();
    RecordBinder.bind(LocatedYaml.parseMap(yaml, "w.yaml"), WorkloadOptions.class, problems);
    return String.join("\n", problems.list().stream().map(Object::toString).toList());
  }

  @Test
  void theScenarioOfTheManualBinds() {
    WorkloadOptions options =
        bind(
            """
            arrivals: {process: poisson, rate: 12/s}
            input_tokens: {distribution: lognormal, mean: 800, p99: 4000}
            output_tokens: {distribution: lognormal, mean: 250, p99: 1000}
            max_tokens: 2048
            client: {max_in_flight: none, timeout: none, rtt: 0ms}
            """);
    assertThat(options.arrivals()).get().isInstanceOf(ArrivalOptions.Poisson.class);
    assertThat(options.maxTokens()).hasValue(2048);
    assertThat(options.client().maxInFlight()).isEmpty();
    assertThat(options.client().timeout()).isEmpty();
    LengthTable input = options.inputTokens().orElseThrow().distribution().compile();
    assertThat(input.mean()).isCloseTo(800, within(0.8));
    assertThat(input.quantile(0.99)).isEqualTo(4000);
  }

  @Test
  void numbersStandForTheCommonCase() {
    WorkloadOptions options = bind("arrivals: 300/min\n" + LENGTHS);
    ArrivalOptions.Poisson poisson = (ArrivalOptions.Poisson) options.arrivals().orElseThrow();
    assertThat(poisson.rate().perSecond()).isEqualTo(5);
    assertThat(options.inputTokens().orElseThrow().distribution().compile().mean()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{process: constant, rate: 12/s}",
        "{process: gamma, rate: 12/s, burstiness: 0.5}",
        "{process: poisson-conditioned, stages: [{rate: 5/s, duration: 2min}]}",
        "{process: diurnal, periods: [{rate: 5/s, duration: 2h}, {rate: 0/s, duration: 1h}]}",
        "{process: throughput}",
        "throughput"
      })
  void everyOpenLoopProcessCanBeWritten(String arrivals) {
    ArrivalOptions options =
        bind("arrivals: " + arrivals + "\n" + LENGTHS).arrivals().orElseThrow();
    assertThat(ArrivalProcesses.of(options, file -> List.of())).isNotNull();
  }

  @Test
  void stagesBecomeCounts() {
    ArrivalOptions options =
        bind("arrivals: {process: poisson-conditioned, stages: [{rate: 5/s, duration: 2min},"
                + " {rate: 10/s, duration: 1min}]}\n"
                + LENGTHS)
            .arrivals()
            .orElseThrow();
    // 5 x 120 + 10 x 60
    assertThat(
            ((ConditionedPoissonArrivals) ArrivalProcesses.of(options, file -> List.of()))
                .requests())
        .isEqualTo(1_200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{process: concurrent, concurrency: 64} | 0 | false",
        "{process: concurrent, concurrency: 64, think_time: 2s} | 2000000000 | false",
        "{process: concurrent, concurrency: 64, think_time: {distribution: exponential, mean: 50ms}}"
            + " | 50000000 | true",
      })
  void thinkTimeIsFixedOrExponential(String arrivals, long nanos, boolean exponential) {
    var options =
        (ArrivalOptions.Concurrent)
            bind("arrivals: " + arrivals + "\n" + LENGTHS).arrivals().orElseThrow();
    assertThat(options.concurrency()).isEqualTo(64);
    assertThat(options.thinkTime().thinkTime()).isEqualTo(new ThinkTime(nanos, exponential));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{distribution: fixed, tokens: 7} | 7",
        "{distribution: uniform, min: 800, max: 1000} | 900",
        "{distribution: lognormal, mean: 300, sigma: 0.5} | 300",
        "{distribution: gamma, mean: 300, cv: 0.5} | 300",
        "{distribution: exponential, mean: 300} | 300",
        "{distribution: normal, mean: 300, stddev: 20} | 300",
        "{distribution: empirical, quantiles: [{p: 0, tokens: 100}, {p: 1, tokens: 200}]} | 150.5",
        // 3/4 in 1..100 (mean 50.5), 1/4 in 101..300 (mean 200.5)
        "{distribution: empirical, histogram: [{upto: 100, weight: 3}, {upto: 300, weight: 1}]} | 88",
        // Two quantiles of one length: half of all lengths are exactly 100.
        "{distribution: empirical, quantiles: [{p: 0.2, tokens: 100}, {p: 0.5, tokens: 100},"
            + " {p: 1, tokens: 102}]} | 100.75",
        "{distribution: normal, mean: 300, stddev: 20, min: 290, max: 290} | 290",
      })
  void everyDistributionCanBeWritten(String lengths, double mean) {
    WorkloadOptions options =
        bind("arrivals: 1/s\ninput_tokens: " + lengths + "\noutput_tokens: 1");
    assertThat(options.inputTokens().orElseThrow().distribution().compile().mean())
        .isCloseTo(mean, within(mean * 0.001));
  }

  @Test
  void prefixesTracesAndPairsCanBeWritten() {
    WorkloadOptions options =
        bind(
            """
            arrivals: 1/s
            lengths_from: {file: pairs.csv.gz, order: cyclic}
            shared_prefixes: {groups: 8, shared_tokens: 512, distinct_prompts: 100}
            client: {max_in_flight: 256, timeout: 300s, rtt: 20ms}
            """);
    assertThat(options.sharedPrefixes().orElseThrow().sharing())
        .isEqualTo(new PromptSharing(8, 512, 100));
    assertThat(options.lengthsFrom().orElseThrow().order())
        .isEqualTo(LengthsFromOptions.Order.CYCLIC);
    assertThat(options.client().maxInFlight()).hasValue(256);
    assertThat(options.client().rtt().nanos()).isEqualTo(20_000_000);
    WorkloadOptions replay =
        bind("trace: {file: azure-conv.csv, format: azure-llm, time_scale: 0.5}");
    assertThat(replay.trace().orElseThrow().timeScale()).isEqualTo(0.5);
    assertThat(bind("trace: t.csv").trace().orElseThrow().file().value()).isEqualTo("t.csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arrivals: {process: poison, rate: 1/s} | did you mean \"poisson\"?",
        "arrivals: {process: poisson, rate: 12} | arrivals.rate",
        "arrivals: {process: poisson, rate: 0/s} | more than 0",
        "arrivals: {process: poisson, rate: -1/s} | arrivals.rate",
        "arrivals: {process: gamma, rate: 1/s} | the key \"burstiness\" is missing",
        "arrivals: {process: gamma, rate: 1/s, burstiness: 0} | burstiness",
        "arrivals: {process: poisson-conditioned, stages: []} | at least one {rate, duration}",
        "arrivals: {process: concurrent, concurrency: 0} | concurrency",
        "arrivals: {process: poisson, rate: 1/s, burstines: 2} | unknown key \"burstines\"",
        "input_tokens: {distribution: lognormal, mean: 800, p99: 500} | above the mean",
        "input_tokens: {distribution: lognormal, mean: 100, p99: 2000} | 14.97 times its mean",
        "input_tokens: {distribution: lognormal, mean: 800} | neither p99 nor sigma is given",
        "input_tokens: {distribution: lognormal, mean: 8, p99: 9, sigma: 1} | both given",
        "input_tokens: {distribution: lognormal, mean: nan, p99: 9} | input_tokens.mean",
        "input_tokens: {distribution: uniform, min: 10, max: 5} | min 10 is above max 5",
        "input_tokens: {distribution: gamma, mean: 10, cv: 1, min: 9, max: 5} | min 9 is above max 5",
        "input_tokens: 0 | input_tokens",
        "input_tokens: {distribution: empirical} | neither quantiles nor a histogram",
        "input_tokens: {distribution: empirical, quantiles: [{p: 0.5, tokens: 5}]} | end at p 0.5",
        "input_tokens: {distribution: empirical, quantiles: [{p: 1, tokens: 5}, {p: 0.5, tokens: 9}]}"
            + " | quantile 2 is out of order",
        "input_tokens: {distribution: empirical, quantiles: [{p: 0.5, tokens: 0}, {p: 1, tokens: 9}]}"
            + " | begin at 1 token",
        "input_tokens: {distribution: empirical, histogram: [{upto: 5, weight: 0}]} | all weights are 0",
        "input_tokens: {distribution: empirical, histogram: [{upto: 5, weight: 1}, {upto: 5, weight: 1}]}"
            + " | bin 2 is out of order",
        "max_tokens: 0 | max_tokens",
        "shared_prefixes: {groups: 3} | groups is given without shared_tokens",
        "shared_prefixes: {shared_tokens: 3} | shared_tokens is given without groups",
        "shared_prefixes: {} | nothing is shared",
        "client: {max_in_flight: 0} | client.max_in_flight",
        "client: {timeout: 0s} | client.timeout",
        "client: {rtt: 5} | client.rtt",
        "trace: {file: t.csv} | beside trace, which takes their place",
        "lengths_from: t.csv | whose place it takes",
        "lengths_from: {file: t.csv, order: random} | lengths_from.order",
      })
  void whatDoesNotDoIsRefusedWithTheReason(String line, String reason) {
    String key = line.substring(0, line.indexOf(':') + 1);
    StringBuilder yaml = new StringBuilder(line).append('\n');
    for (String other : ("arrivals: 1/s\n" + LENGTHS).lines().toList()) {
      yaml.append(other.startsWith(key) ? "" : other + "\n");
    }
    assertThat(problems(yaml.toString())).contains(reason).contains("w.yaml:1:");
  }

  @Test
  void whatIsMissingIsNamedAllAtOnce() {
    assertThat(problems("max_tokens: 5"))
        .contains("arrivals: {process: poisson, rate: 12/s}", "input_tokens", "output_tokens");
    assertThat(problems("trace: {file: t.csv}\nshared_prefixes: {distinct_prompts: 5}"))
        .contains("distinct_prompts beside trace");
  }
}
