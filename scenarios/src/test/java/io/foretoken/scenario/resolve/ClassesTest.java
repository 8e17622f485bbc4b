package io.foretoken.scenario.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.scenario.figure.RequestClass;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.batch.QueueOptions;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of requests and orders of the queue, as written and as resolved. */
class ClassesTest {
  private static final String LENGTHS = "input_tokens: 100, output_tokens: 20";

  @TempDir Path folder;

  private PreparedRun resolve(String engine, String rest) {
    String yaml =
        "model: llama-3.1-8b\n"
            + "fleet: [{pool: main, gpu: h100, engine: {"
            + engine
            + "}}]\nstop: {requests: 200}\n"
            + rest;
    ScenarioTree tree = new ScenarioTree(LocatedYaml.parseMap(yaml, "s.yaml"), folder, "s");
    return new ScenarioResolver(Catalog.shipped()).resolve(tree, false);
  }

  private List<String> problems(String engine, String rest) {
    BadInputException refused =
        catchThrowableOfType(BadInputException.class, () -> resolve(engine, rest));
    assertThat(refused).as("nothing was refused").isNotNull();
    return refused.problems().stream().map(Object::toString).toList();
  }

  private static List<RequestDraft> requests(PreparedRun run) {
    RequestSource source = run.source().apply(KeyedRandom.of(1, 0));
    List<RequestDraft> drafts = new ArrayList<>();
    while (source.peekTime() != RequestSource.NEVER) {
      RequestDraft draft = new RequestDraft();
      source.next(draft);
      drafts.add(draft);
    }
    return drafts;
  }

  @Test
  void fileWithoutClassesHasOneOfTheSameName() {
    PreparedRun run =
        resolve("name: vllm", "workload: {arrivals: 5/s, " + LENGTHS + "}\nslo: {ttft: {p99: 1s}}");

    assertThat(run.classes().areNamed()).isFalse();
    assertThat(run.classes().classes()).hasSize(1);
    assertThat(run.classes().classes().get(0).slo().terms()).hasSize(1);
    assertThat(run.deployment().engine().queue()).isEqualTo(QueueOptions.FCFS);
  }

  @Test
  void classTakesWhatItLeavesOutFromTheTop() {
    PreparedRun run =
        resolve(
            "name: vllm",
            "workload: {arrivals: 8/s, "
                + LENGTHS
                + ", client: {rtt: 2ms}}\nslo: {ttft: {p99: 1s}}\nclasses:\n"
                + "  - {name: chat, share: 0.25, priority: -1}\n"
                + "  - {name: code, share: 0.75, tenant: dev, workload: {output_tokens: 90},"
                + " slo: {e2e: {p50: 9s}}}\n");

    assertThat(run.classes().tenants()).containsExactly("chat", "dev");
    RequestClass chat = run.classes().classes().get(0);
    assertThat(chat.priority()).isEqualTo(-1);
    assertThat(chat.slo().terms().get(0).metric()).isEqualTo(Slo.Metric.TTFT);
    assertThat(run.classes().classes().get(1).slo().terms().get(0).metric())
        .isEqualTo(Slo.Metric.E2E);
    List<RequestDraft> drafts = requests(run);
    assertThat(drafts).hasSize(200);
    // a quarter of 200 with a standard deviation of 6
    assertThat(drafts.stream().filter(draft -> draft.classIndex == 0)).hasSizeBetween(26, 74);
    for (RequestDraft draft : drafts) {
      boolean isChat = draft.classIndex == 0;
      assertThat(draft.outputTokens).isEqualTo(isChat ? 20 : 90);
      assertThat(draft.priority).isEqualTo(isChat ? -1 : 0);
      assertThat(draft.tenant).isEqualTo(draft.classIndex);
      assertThat(draft.dueNanos).isEqualTo(isChat ? 1_000_000_000L : 9_000_000_000L);
    }
    assertThat(run.deployment().api().rttNanos()).isEqualTo(2_000_000);
  }

  @Test
  void rateTakesThePlaceOfTheRateAtTheTop() {
    PreparedRun run =
        resolve(
            "name: vllm",
            "workload: {arrivals: {process: constant, rate: 100/s}, "
                + LENGTHS
                + "}\nclasses: [{name: a, rate: 1/s}, {name: b, rate: 3/s}]\n");

    assertThat(requests(run).stream().filter(draft -> draft.classIndex == 0)).hasSize(50);
  }

  @Test
  void traceAtTheTopNamesClassesAndTenants() throws IOException {
    trace();
    PreparedRun run =
        resolve(
            "name: vllm, batching: {queue: priority}",
            """
            workload: {trace: trace.csv}
            classes: [{name: batch, priority: 7, deadline: 3s}]
            """);

    assertThat(run.classes().classes())
        .extracting(RequestClass::name)
        .containsExactly("batch", "chat");
    assertThat(run.classes().tenants()).containsExactly("x", "y");
    List<RequestDraft> drafts = requests(run);
    assertThat(drafts).extracting(draft -> draft.classIndex).containsExactly(1, 0, 1);
    assertThat(drafts).extracting(draft -> draft.tenant).containsExactly(0, 1, 1);
    assertThat(drafts).extracting(draft -> draft.priority).containsExactly(0, 7, 0);
    assertThat(drafts).extracting(draft -> draft.dueNanos).containsExactly(0L, 3_000_000_000L, 0L);
  }

  private void trace() throws IOException {
    Files.writeString(
        folder.resolve("trace.csv"),
        """
        arrival_s,input_tokens,output_tokens,class,tenant
        0.1,100,20,chat,x
        0.2,100,20,batch,y
        0.3,100,20,chat,y
        """);
  }

  @Test
  void enginesHaveNamesOfTheirOwnForTheOrder() {
    String twoClasses =
        "workload: {arrivals: 5/s, "
            + LENGTHS
            + "}\nclasses: [{name: a, share: 0.5}, {name: b, share: 0.5, priority: 1}]\n";
    assertThat(order("name: vllm, batching: {scheduling_policy: priority}", twoClasses))
        .isEqualTo("priority");
    assertThat(order("name: vllm, batching: {queue: fair}", twoClasses)).isEqualTo("fair");
    assertThat(order("name: vllm, batching: {queue: shortest-prompt-first}", twoClasses))
        .isEqualTo("shortest-prompt-first");
    assertThat(
            resolve("name: vllm, api: {max_queue: 30}", twoClasses)
                .deployment()
                .engine()
                .queue()
                .mostWaiting())
        .isEqualTo(30);
  }

  private String order(String engine, String rest) {
    return resolve(engine, rest).deployment().engine().queue().order();
  }

  // --- what is refused ---

  private static final String FLAT = "workload: {arrivals: 5/s, " + LENGTHS + "}\n";

  @Test
  void priorityQueueWithoutClassesIsRefused() {
    assertThat(problems("name: vllm, batching: {queue: priority}", FLAT))
        .singleElement()
        .asString()
        .contains(
            "s.yaml:2:72",
            "fleet.main.engine.batching.queue",
            "\"priority\" has nothing to go by: all requests have the same priority");
    assertThat(problems("name: vllm, batching: {scheduling_policy: priority}", FLAT))
        .singleElement()
        .asString()
        .contains("batching.scheduling_policy", "nothing to go by");
  }

  @Test
  void deadlineQueueWithoutSloIsRefusedAndWithOneIsNot() {
    assertThat(problems("name: vllm, batching: {queue: earliest-deadline}", FLAT))
        .singleElement()
        .asString()
        .contains("no request has a deadline", "slo: {ttft: {p99: 500ms}}");
    assertThat(
            order(
                "name: vllm, batching: {queue: earliest-deadline}", FLAT + "slo: {e2e: {p9: 1s}}"))
        .isEqualTo("earliest-deadline");
  }

  @Test
  void fairQueueOfOneTenantIsRefused() {
    assertThat(problems("name: vllm, batching: {queue: fair}", FLAT))
        .singleElement()
        .asString()
        .contains("all requests are of one tenant");
  }

  @Test
  void unknownOrderListsTheKnownOnes() {
    assertThat(problems("name: vllm, batching: {queue: priorty}", FLAT))
        .singleElement()
        .asString()
        .contains("no order of the waiting queue is called \"priorty\"", "\"priority\"?", "fair");
  }

  @Test
  void anotherEnginesNameForTheOrderIsRefused() {
    assertThat(problems("name: vllm, batching: {schedule_policy: lpm}", FLAT))
        .singleElement()
        .asString()
        .contains("schedule_policy is a knob of SGLang, and the engine is vllm");
    assertThat(problems("name: vllm, batching: {queue: fcfs, scheduling_policy: fcfs}", FLAT))
        .singleElement()
        .asString()
        .contains("scheduling_policy stands beside queue");
    assertThat(problems("name: vllm, batching: {scheduling_policy: lpm}", FLAT))
        .singleElement()
        .asString()
        .contains("known: fcfs, priority");
  }

  @Test
  void maxRunningRequestsUnderVllmHasItsNameThere() {
    assertThat(problems("name: vllm, batching: {max_running_requests: 8}", FLAT))
        .singleElement()
        .asString()
        .contains("max_running_requests is a knob of SGLang", "for vllm write max_num_seqs");
  }

  @Test
  void policyOfWholeRequestsHasNoPrefixesToGoBy() {
    String engine = "name: generic, batching: {policy: static, queue: longest-prefix-match}";
    assertThat(problems(engine, FLAT))
        .singleElement()
        .asString()
        .contains("batching.queue", "policy static has no prefix cache");
    String others =
        "name: generic, batching: {policy: static, queue: shortest-prompt-first}, api: {max_queue: 3}";
    assertThat(resolve(others, FLAT).deployment().engine().queue())
        .isEqualTo(new QueueOptions("shortest-prompt-first", 3));
  }

  @Test
  void classNamesMustDiffer() {
    assertThat(
            problems(
                "name: vllm",
                FLAT + "classes: [{name: chat, rate: 1/s}, {name: chat, rate: 2/s}]\n"))
        .singleElement()
        .asString()
        .contains("s.yaml:5:43", "two classes are called \"chat\"");
  }

  @Test
  void sharesMustAddUpToOne() {
    assertThat(
            problems(
                "name: vllm", FLAT + "classes: [{name: a, share: 0.5}, {name: b, share: 0.6}]\n"))
        .singleElement()
        .asString()
        .contains("s.yaml:5:51", "the shares of a, b add up to 1.1");
  }

  @Test
  void shareNeedsARate() {
    String closed =
        "workload: {arrivals: {process: concurrent, concurrency: 8}, " + LENGTHS + "}\n";
    assertThat(problems("name: vllm", closed + "classes: [{name: a, share: 1}]\n"))
        .singleElement()
        .asString()
        .contains("classes.a.share", "have no rate of which this could be a part");
    assertThat(problems("name: vllm", closed + "classes: [{name: a, rate: 1/s}]\n"))
        .singleElement()
        .asString()
        .contains("classes.a.rate", "no rate that this could replace");
  }

  @Test
  void classThatMatchesNoRequestIsRefused() throws IOException {
    trace();
    assertThat(
            problems(
                "name: vllm", "workload: {trace: trace.csv}\nclasses: [{name: chta, rate: 1/s}]\n"))
        .hasSize(2)
        .anySatisfy(
            each ->
                assertThat(each)
                    .contains("s.yaml:5:18", "is of class \"chta\"", "\"chat\"?", "chat, batch"))
        .anySatisfy(each -> assertThat(each).contains("classes.chta.rate", "remove rate"));
  }

  @Test
  void classWithoutRequestsIsRefused() {
    assertThat(problems("name: vllm", "classes: [{name: a}]\n"))
        .singleElement()
        .asString()
        .contains("classes.a.workload", "the class has no requests");
  }

  @Test
  void scenarioWithoutAnyRequestsIsRefused() {
    assertThat(problems("name: vllm", ""))
        .singleElement()
        .asString()
        .contains("the key \"workload\" is missing");
  }

  // two classes inherit the same mistake: it is said once
  @Test
  void mistakeAtTheTopIsSaidOnce() {
    assertThat(
            problems(
                "name: vllm",
                """
                workload: {arrivals: 5/s, input_tokens: 100, output_tokens: -3}
                classes: [{name: a, share: 0.5}, {name: b, share: 0.5}]
                """))
        .singleElement()
        .asString()
        .contains("s.yaml:4:61");
  }

  @Test
  void retriesWithoutAnythingThatFailsAreRefused() {
    assertThat(
            problems(
                "name: vllm",
                "workload: {arrivals: 5/s, " + LENGTHS + ", client: {retry: {max_attempts: 3}}}\n"))
        .singleElement()
        .asString()
        .contains("workload.client.retry", "no attempt ever fails");
    resolve(
        "name: vllm, api: {max_queue: 10}",
        "workload: {arrivals: 5/s, " + LENGTHS + ", client: {retry: {max_attempts: 3}}}\n");
  }
}
