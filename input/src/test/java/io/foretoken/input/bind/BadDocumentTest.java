package io.foretoken.input.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.input.bind.Fixture.Scenario;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadDocumentTest {
  private static List<Problem> problems(String yaml, Class<?> type) {
    return problems(LocatedYaml.parseMap(yaml, "a.yaml"), type);
  }

  private static List<Problem> problems(MapNode root, Class<?> type) {
    Problems problems = new Problems();
    Object bound = RecordBinder.bind(root, type, problems);
    assertThat(bound == null).isEqualTo(!problems.isEmpty());
    return problems.list();
  }

  /** Each row replaces a piece of the good document and names the one problem that follows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "replicas: 2 | repliacs: 2 | 5:5 | fleet.main.repliacs | unknown key \"repliacs\" | did you mean \"replicas\"? allowed here: pool, gpu, replicas, role, engine",
        "replicas: 2 | replicas: two | 5:15 | fleet.main.replicas | found \"two\", which is not a number | write decimal digits",
        "replicas: 2 | replicas: 0 | 5:15 | fleet.main.replicas | found 0, which is out of range | write a whole number of at least 1 and at most 4096",
        "replicas: 2 | replicas: -3 | 5:15 | fleet.main.replicas | found -3, which is out of range | at least 1",
        "replicas: 2 | replicas: 1e300 | 5:15 | fleet.main.replicas | out of range | whole number",
        "replicas: 2 | replicas: 2.5 | 5:15 | fleet.main.replicas | not a whole number | whole number",
        "replicas: 2 | replicas: \"2\" | 5:15 | fleet.main.replicas | found a text in quotes | leave out the quotes",
        "replicas: 2 | replicas: [2] | 5:15 | fleet.main.replicas | found a list where a whole number is wanted | write a whole number",
        "replicas: 2 | replicas: 0x2 | 5:15 | fleet.main.replicas | not a number | decimal digits",
        "role: generation | role: decoed | 6:11 | fleet.main.role | found \"decoed\" | did you mean \"decode\"? accepted: aggregated, prefill, decode",
        "name: vllm | name: [vllm] | 8:13 | fleet.main.engine.name | found a list where a text is wanted | write a text",
        "version: \"0.10\" | version: 0.10 | 9:16 | fleet.main.engine.version | found 0.10 without quotes | write \"0.10\" in quotes",
        "utilization: 0.92 | utilization: NaN | 10:31 | fleet.main.engine.gpu_memory_utilization | found NaN, which is not a finite number | finite",
        "utilization: 0.92 | utilization: 92 | 10:31 | fleet.main.engine.gpu_memory_utilization | out of range | more than 0 and at most 1",
        "utilization: 0.92 | utilization: 0 | 10:31 | fleet.main.engine.gpu_memory_utilization | out of range | more than 0",
        "utilization: 0.92 | utilization: 1_000 | 10:31 | fleet.main.engine.gpu_memory_utilization | not a number | without separators",
        "caching: false | caching: no | 11:30 | fleet.main.engine.enable_prefix_caching | found \"no\" where true or false is wanted | true or false",
        "swap: 4GiB | swap: 4G | 12:13 | fleet.main.engine.swap | whose unit \"G\" is not known | GB for 10^9 or GiB",
        "swap: 4GiB | swap: 4 | 12:13 | fleet.main.engine.swap | without a unit | unit missing",
        "override: 18038 | override: 99999999999 | 13:32 | fleet.main.engine.num_gpu_blocks_override | out of range | to 2147483647",
        "rate: 12/s | rate: 12 | 19:38 | workload.arrivals.rate | found 12 without a unit | write 12/s or 300/min",
        "rate: 12/s | rate: 0/s | 19:38 | workload.arrivals.rate | out of range | write a rate of more than 0/s",
        "rate: 12/s | rate: -1/s | 19:38 | workload.arrivals.rate | negative | 0 or more",
        "rate: 12/s | rate: inf/s | 19:38 | workload.arrivals.rate | not a finite number | finite",
        "rate: 12/s | rate: 1e12/s | 19:38 | workload.arrivals.rate | out of range | 1e9/s",
        "process: poisson | process: poison | 19:23 | workload.arrivals.process | found \"poison\" | did you mean \"poisson\"? accepted: poisson, gamma",
        "process: poisson | proces: poisson | 19:14 | workload.arrivals.proces | unknown key \"proces\" | did you mean \"process\"? write process: one of poisson, gamma",
        "process: poisson, | `` | 19:13 | workload.arrivals | the key \"process\" is missing | write process: one of poisson, gamma",
        "process: poisson | process: [1] | 19:23 | workload.arrivals.process | found a list where a name is wanted | one of poisson",
        "process: poisson | process: gamma | 19:13 | workload.arrivals | the key \"burstiness\" is missing | add burstiness: a number",
        "{process: poisson, rate: 12/s} | [1] | 19:13 | workload.arrivals | found a list where a map with process is wanted | one of poisson, gamma",
        "input_tokens: 1000 | input_tokens: 0 | 20:17 | workload.input_tokens.tokens | out of range | at least 1",
        "input_tokens: 1000 | input_tokens: {mean: 9, p99: 8} | 20:17 | workload.input_tokens | p99 must be above the mean | ``",
        "input_tokens: 1000 | inputs: 1000 | 20:3 | workload.inputs | unknown key \"inputs\" | allowed here: arrivals, input_tokens, cached",
        "cached: 2% | cached: 2 | 21:11 | workload.cached | without a unit | 2% or 0.5%",
        "routing: {policy: least-outstanding, staleness: 100ms} | routing: least-outstandin | 17:10 | routing | found \"least-outstandin\" | did you mean \"least-outstanding\"?",
        "routing: {policy: least-outstanding, staleness: 100ms} | routing: {policy: weighted, weights: [1, x]} | 17:42 | routing.weights.1 | found \"x\" | decimal",
        "max_in_flight: 64 | max_in_flight: many | 22:25 | client.max_in_flight | found \"many\", which is not a number | decimal",
        "timeout: 30s | timeout: 30 | 22:38 | client.timeout | without a unit | write 500ms or 0.5s",
        "slo: {ttft: 500ms | slo: {ttft: 500 | 23:13 | slo.ttft.p99 | without a unit | write 500ms",
        "sweep: {fleet.main.replicas: [1, 2]} | sweep: {fleet.main.replicas: 1} | 24:30 | sweep.\"fleet.main.replicas\" | found \"1\" where a list is wanted | write a list",
        "sweep: {fleet.main.replicas: [1, 2]} | sweep: | 24:7 | sweep | found nothing where a map is wanted | write {} for an empty map",
        "name: chat | nam: chat | 1:1 | nam | unknown key \"nam\" | did you mean \"name\"?",
        "name: chat | name: | 1:6 | name | found nothing where a text is wanted | write a text",
        "{pool: spare, gpu: a100, engine: {name: sglang}} | 7 | 16:5 | fleet.1 | found \"7\" where a map is wanted | its keys: pool, gpu"
      })
  void oneMistakeGivesOneProblemAtItsPlace(
      String good, String bad, String place, String path, String message, String hint) {
    assertThat(RecordBinderTest.GOOD).contains(good);
    List<Problem> found =
        problems(RecordBinderTest.GOOD.replace(good, bad == null ? "" : bad), Scenario.class);
    assertThat(found).hasSize(path.equals("workload.inputs") ? 2 : 1);
    Problem first = found.get(0);
    assertThat(first.origin()).hasToString("a.yaml:" + place);
    assertThat(first.path()).isEqualTo(path);
    assertThat(first.message()).contains(message);
    assertThat(first.hint()).contains(hint == null ? "" : hint);
  }

  @Test
  void hundredsOfThousandsOfDigitsAnswer() {
    // Each of these would keep a careless regular expression busy for minutes (time growing with
    // the square of the length), or overflow its stack; the limit leaves room for a busy machine.
    String digits = "1".repeat(300_000) + "x";
    String groups = "1" + ",000".repeat(75_000) + "x";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (String text : List.of(digits, groups)) {
            assertThat(problems("num_hidden_layers: \"\"\nx: " + text, Fixture.ModelConfig.class))
                .hasSize(1);
            List<Problem> found =
                problems(
                    "{name: x, gpu_memory_utilization: %1$s, swap: %1$s, lambda: %1$s, version: %1$s}"
                        .formatted(text.replace(",", "_")),
                    Fixture.Engine.class);
            assertThat(found).hasSize(3);
            assertThat(found).allSatisfy(p -> assertThat(p.message()).hasSizeLessThan(120));
          }
        });
  }

  @Test
  void allProblemsAreFoundAtOnce() {
    List<Problem> found =
        problems(
            """
            name: chat
            fleet:
              - pool: main
                gpu: h100
                replicas: none
                engine: {nme: vllm, version: 0.19}
            workload: {arrivals: {process: poisson, rate: 3}, input_tokens: -1}
            seed: 1.5
            """,
            Scenario.class);
    // "nme" stands for the missing "name", so that is not reported a second time.
    assertThat(found)
        .extracting(Problem::path)
        .containsExactly(
            "fleet.main.replicas",
            "fleet.main.engine.nme",
            "fleet.main.engine.version",
            "workload.arrivals.rate",
            "workload.input_tokens.tokens",
            "",
            "seed");
    assertThat(found.get(5).message()).isEqualTo("the key \"sweep\" is missing");
    assertThat(found.get(5).origin()).hasToString("a.yaml:1:1");
  }

  @Test
  void aMissingKeySaysWhatToAdd() {
    Problem missing = problems("pool: a\nengine: {name: x}", Fixture.Pool.class).get(0);
    assertThat(missing)
        .isEqualTo(
            new Problem(
                Origin.at("a.yaml", 1, 1), "", "the key \"gpu\" is missing", "add gpu: a text"));
  }

  @Test
  void aProblemOfAnArgumentNamesTheArgument() {
    Origin argument = Origin.argument("--set fleet.main.replicas=0");
    MapNode root = LocatedYaml.parseMap(RecordBinderTest.GOOD, "a.yaml");
    assertThat(problems(NodePath.with(root, "fleet.main.replicas", "0", argument), Scenario.class))
        .extracting(Problem::origin)
        .containsExactly(argument);
  }

  @Test
  void anUnknownKeySetFromTheCommandLineNamesTheArgument() {
    Origin argument = Origin.argument("--set fleet.main.enginee.name=x");
    MapNode root = LocatedYaml.parseMap(RecordBinderTest.GOOD, "a.yaml");
    MapNode set = NodePath.with(root, "fleet.main.enginee.name", "x", argument);
    Problem found = problems(set, Scenario.class).get(0);
    assertThat(found.origin()).isEqualTo(argument);
    assertThat(found.hint()).startsWith("did you mean \"engine\"?");
  }
}
