package io.foretoken.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.model.ParameterCount;
import io.foretoken.scenario.facts.WorkloadKinds;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.WaitingQueues;
import io.foretoken.sim.route.Routers;
import io.foretoken.workload.trace.RequestTraceFormats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foretoken list}: what the catalogues hold and what can be named in a scenario. */
@picocli.CommandLine.Command(
    name = "list",
    description =
        "List the GPUs, models, engines, batch policies, queue orders, routers, trace formats,"
            + " shipped scenarios or kinds of arrivals and lengths.")
final class ListCommand implements Command {
  private static final double BILLION = 1e9;

  @Parameters(index = "0", paramLabel = "WHAT", description = "One of ${COMPLETION-CANDIDATES}.")
  private Kind kind;

  @Mixin private CatalogOption own;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "What to print: ${COMPLETION-CANDIDATES}. Default: table.")
  private Format format = Format.table;

  /** What can be listed. */
  enum Kind {
    gpus,
    models,
    engines,
    policies,
    queues,
    routers,
    traces,
    scenarios,
    workloads
  }

  /** What is printed on standard output. */
  enum Format {
    table,
    json
  }

  @Override
  public ExitCode run(Console console) throws IOException {
    List<String> headings = headings();
    List<List<String>> rows = rows(own.catalog());
    if (format == Format.json) {
      ArrayNode list = new ObjectMapper().createArrayNode();
      for (List<String> row : rows) {
        var item = list.addObject();
        for (int column = 0; column < headings.size(); column++) {
          item.put(headings.get(column), row.get(column));
        }
      }
      console
          .out()
          .println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(list));
      return ExitCode.OK;
    }
    Table.Builder builder = Table.builder();
    headings.forEach(builder::text);
    Table table = builder.build();
    rows.forEach(row -> table.row(row.toArray(String[]::new)));
    console.out().print(table.render(console.outPaint()));
    return ExitCode.OK;
  }

  private List<String> headings() {
    return switch (kind) {
      case gpus ->
          List.of("id", "architecture", "memory", "bandwidth", "bf16", "fp8", "confidence");
      case models -> List.of("id", "parameters", "active", "context", "weights", "not modelled");
      case engines -> List.of("engine", "versions", "policy", "provenance");
      case policies, queues, routers, traces -> List.of("name");
      case scenarios -> List.of("file", "question");
      case workloads -> List.of("key", "name", "meaning");
    };
  }

  private List<List<String>> rows(Catalog catalog) throws IOException {
    return switch (kind) {
      case gpus -> catalog.gpus().stream().map(ListCommand::gpu).toList();
      case models -> catalog.models().stream().map(ListCommand::model).toList();
      case engines -> engines();
      case policies -> BatchPolicies.names().stream().map(List::of).toList();
      case queues -> WaitingQueues.names().stream().map(List::of).toList();
      case routers -> Routers.names().stream().map(List::of).toList();
      case traces -> RequestTraceFormats.installed().names().stream().map(List::of).toList();
      case scenarios ->
          ShippedScenarios.all().stream()
              .map(shipped -> List.of(shipped.file().toString(), shipped.question()))
              .toList();
      case workloads ->
          WorkloadKinds.all().stream()
              .map(kind -> List.of(kind.key(), kind.name(), kind.meaning()))
              .toList();
    };
  }

  private static List<String> gpu(GpuEntry gpu) {
    return List.of(
        gpu.id(),
        gpu.spec().architecture(),
        ReadableNumbers.number(gpu.spec().visibleMemoryGib()) + " GiB",
        ReadableNumbers.number(gpu.spec().memoryGbPerSecond()) + " GB/s",
        ReadableNumbers.number(gpu.spec().bf16Tflops()) + " TFLOPS",
        gpu.spec().fp8Tflops().isPresent()
            ? ReadableNumbers.number(gpu.spec().fp8Tflops().getAsDouble()) + " TFLOPS"
            : "-",
        gpu.spec().confidence());
  }

  private static List<String> model(ModelEntry model) {
    ParameterCount count = ParameterCount.of(model.shape());
    return List.of(
        model.id(),
        ReadableNumbers.number(count.total() / BILLION) + " B",
        ReadableNumbers.number(count.active() / BILLION) + " B",
        ReadableNumbers.count(model.shape().maxContext()),
        model.shape().nativePrecision(),
        String.join(", ", model.shape().notModelled()));
  }

  private static List<List<String>> engines() {
    List<String> policies = BatchPolicies.names();
    List<List<String>> rows = new ArrayList<>();
    for (String name : EngineProfiles.NAMES) {
      for (EngineProfile profile : EngineProfiles.of(name)) {
        String policy = profile.batching().policy();
        rows.add(
            List.of(
                name,
                profile.describeVersions(),
                policies.contains(policy) ? policy : policy + " (not modelled yet)",
                profile.provenance().name().toLowerCase(Locale.ROOT)));
      }
    }
    return rows;
  }
}
