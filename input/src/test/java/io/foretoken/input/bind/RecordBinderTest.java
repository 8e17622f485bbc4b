package io.foretoken.input.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.bind.Fixture.Scenario;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.units.ByteSize;
import io.foretoken.input.units.Percent;
import io.foretoken.input.units.Rate;
import io.foretoken.input.units.TimeSpan;
import io.foretoken.input.yaml.LocatedJson;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordBinderTest {
  static final String GOOD =
      """
      name: chat
      fleet:
        - pool: main
          gpu: h100
          replicas: 2
          role: generation
          engine:
            name: vllm
            version: "0.10"
            gpu_memory_utilization: 0.92
            enable_prefix_caching: false
            swap: 4GiB
            num_gpu_blocks_override: 18038
            precision: none
            lambda: 0.5
        - {pool: spare, gpu: a100, engine: {name: sglang}}
      routing: {policy: least-outstanding, staleness: 100ms}
      workload:
        arrivals: {process: poisson, rate: 12/s}
        input_tokens: 1000
        cached: 2%
      client: {max_in_flight: 64, timeout: 30s}
      slo: {ttft: 500ms, tpot: {p99: 40ms}}
      sweep: {fleet.main.replicas: [1, 2]}
      """;

  static <R> R bind(String yaml, Class<R> type) {
    Problems problems = new Problems();
    R bound = RecordBinder.bind(LocatedYaml.parseMap(yaml, "a.yaml"), type, problems);
    problems.throwIfAny();
    return bound;
  }

  @Test
  void bindsEveryKindOfComponent() {
    Scenario scenario = bind(GOOD, Scenario.class);
    Fixture.Pool main = scenario.fleet().get(0);
    assertThat(scenario.name()).isEqualTo("chat");
    assertThat(main.gpu()).isEqualTo(new Located<>("h100", Origin.at("a.yaml", 4, 10)));
    assertThat(main.replicas()).isEqualTo(2);
    assertThat(main.role()).isEqualTo(Fixture.Role.DECODE);
    assertThat(main.engine())
        .isEqualTo(
            new Fixture.Engine(
                "vllm",
                Optional.of("0.10"),
                0.92,
                false,
                Optional.of(ByteSize.parse("4GiB")),
                OptionalInt.of(18038),
                Optional.of(Fixture.Precision.NONE),
                OptionalDouble.of(0.5)));
    assertThat(scenario.routing()).isEqualTo(new Fixture.LeastOutstanding(TimeSpan.ofMillis(100)));
    assertThat(scenario.workload().arrivals()).isEqualTo(new Fixture.Poisson(new Rate(12)));
    assertThat(scenario.workload().inputTokens()).isEqualTo(new Fixture.Fixed(1000));
    assertThat(scenario.workload().cached()).contains(new Percent(0.02));
    assertThat(scenario.client())
        .isEqualTo(
            new Fixture.Client(
                OptionalLong.of(64), Optional.of(TimeSpan.ofSeconds(30)), TimeSpan.ZERO));
    Fixture.Slo slo = scenario.slo().orElseThrow();
    assertThat(slo.ttft().p99()).isEqualTo(TimeSpan.ofMillis(500));
    assertThat(slo.others().keys()).isEqualTo(Set.of("tpot"));
    assertThat(scenario.sweep().get("fleet.main.replicas")).hasSize(2);
  }

  @Test
  void defaultsStandForWhatIsNotWritten() {
    Scenario scenario = bind(GOOD.replaceAll("(?m)^(routing|client|slo):.*\n", ""), Scenario.class);
    Fixture.Pool spare = scenario.fleet().get(1);
    assertThat(spare.replicas()).isEqualTo(1);
    assertThat(spare.role()).isEqualTo(Fixture.Role.AGGREGATED);
    assertThat(spare.engine().version()).isEmpty();
    assertThat(spare.engine().gpuMemoryUtilization()).isEqualTo(0.9);
    assertThat(scenario.routing()).isEqualTo(new Fixture.RoundRobin());
    assertThat(scenario.client())
        .isEqualTo(new Fixture.Client(OptionalLong.empty(), Optional.empty(), TimeSpan.ZERO));
    assertThat(scenario.slo()).isEmpty();
    assertThat(scenario.seed()).isEqualTo(1);
  }

  @Test
  void anEmptyValueIsAnAbsentOne() {
    Fixture.Client client = bind("max_in_flight:\ntimeout: null\nrtt: ~\n", Fixture.Client.class);
    assertThat(client)
        .isEqualTo(new Fixture.Client(OptionalLong.empty(), Optional.empty(), TimeSpan.ZERO));
  }

  @Test
  void noneIsAnAbsentNumberButAnOrdinaryText() {
    Fixture.Client client = bind("max_in_flight: none\ntimeout: none\n", Fixture.Client.class);
    assertThat(client.maxInFlight()).isEmpty();
    assertThat(client.timeout()).isEmpty();
    assertThat(bind("{name: x, version: none}", Fixture.Engine.class).version()).contains("none");
    assertThat(bind("{name: x, precision: none}", Fixture.Engine.class).precision())
        .contains(Fixture.Precision.NONE);
  }

  @Test
  void textsKeepEveryCharacter() {
    assertThat(bind("name: 0012", Fixture.Tree.class).name()).isEqualTo("0012");
    assertThat(bind("name: yes", Fixture.Tree.class).name()).isEqualTo("yes");
  }

  @Test
  void aScalarStandsForTheMapOfItsShorthand() {
    String lengths = "arrivals: {process: poisson, rate: 1/s}\ninput_tokens: ";
    assertThat(bind(lengths + "1000", Fixture.Workload.class).inputTokens())
        .isEqualTo(
            bind(lengths + "{distribution: fixed, tokens: 1000}", Fixture.Workload.class)
                .inputTokens());
    assertThat(bind(lengths + "lengths.csv", Fixture.Workload.class).inputTokens())
        .isEqualTo(new Fixture.FromFile("lengths.csv"));
    assertThat(bind(lengths + "{mean: 1, p99: 2}", Fixture.Workload.class).inputTokens())
        .isEqualTo(new Fixture.LogNormal(1, 2));
  }

  @Test
  void aNameStandsForTheVariantOfThatName() {
    Problems problems = new Problems();
    MapNode root =
        LocatedYaml.parseMap("a: least-loaded\nb: {policy: least-outstanding}", "a.yaml");
    Fixture.Routing a = RecordBinder.bind(root.get("a"), Fixture.Routing.class, "a", problems);
    Fixture.Routing b = RecordBinder.bind(root.get("b"), Fixture.Routing.class, "b", problems);
    problems.throwIfAny();
    assertThat(a).isEqualTo(b).isEqualTo(new Fixture.LeastOutstanding(TimeSpan.ZERO));
  }

  @Test
  void recordsMayContainThemselves() {
    Fixture.Tree tree = bind("{name: a, children: [{name: b}]}", Fixture.Tree.class);
    assertThat(tree.children()).containsExactly(new Fixture.Tree("b", List.of()));
  }

  @Test
  void filesOfOthersMayHaveMoreKeys() {
    Problems problems = new Problems();
    MapNode json = (MapNode) LocatedJson.parse("{\"num_hidden_layers\": 32, \"x\": 1}", "c.json");
    assertThat(RecordBinder.bind(json, Fixture.ModelConfig.class, problems))
        .isEqualTo(new Fixture.ModelConfig(32));
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void aVersionFromTheCommandLineNeedsNoQuotes() {
    MapNode root = LocatedYaml.parseMap("name: vllm", "a.yaml");
    MapNode set = NodePath.with(root, "version", "0.10", Origin.argument("--set version=0.10"));
    Problems problems = new Problems();
    assertThat(RecordBinder.bind(set, Fixture.Engine.class, problems).version()).contains("0.10");
  }

  record Unsupported(Thread thread) {}

  record TwoOfOneKey(int a, @Key("a") int b) {}

  record TwoShorthands(@Shorthand int a, @Shorthand int b) {}

  @Test
  void mistakesInDeclarationsFailAtOnce() {
    assertThatThrownBy(() -> bind("a: 1", Unsupported.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Thread");
    assertThatThrownBy(() -> bind("a: 1", TwoOfOneKey.class))
        .hasMessageContaining("two components with one key");
    assertThatThrownBy(() -> bind("a: 1", TwoShorthands.class))
        .hasMessageContaining("more than one @Shorthand");
  }
}
