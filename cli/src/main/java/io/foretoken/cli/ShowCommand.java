package io.foretoken.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.UnknownEngineException;
import io.foretoken.hardware.price.Price;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.facts.Fact;
import io.foretoken.scenario.facts.FactSheet;
import io.foretoken.scenario.resolve.ModelReference;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foretoken show}: everything that is known about one GPU, model or engine. */
@picocli.CommandLine.Command(
    name = "show",
    description =
        "Show all that is known about one GPU, model or engine: figures, aliases, prices, sources"
            + " and how sure they are.")
final class ShowCommand implements Command {
  @Parameters(index = "0", paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
  private Kind kind;

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "Name or alias; of a model also the path of a config.json.")
  private String name;

  @Option(
      names = "--engine-version",
      paramLabel = "VERSION",
      description = "Version of the engine. Default: the newest known.")
  private String version;

  @Mixin private CatalogOption own;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "What to print: ${COMPLETION-CANDIDATES}. Default: table.")
  private Format format = Format.table;

  /** What can be shown. */
  enum Kind {
    gpu,
    model,
    engine
  }

  /** What is printed on standard output. */
  enum Format {
    table,
    json
  }

  @Override
  public ExitCode run(Console console) throws IOException {
    FactSheet sheet = sheet();
    if (format == Format.json) {
      console
          .out()
          .println(
              new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json(sheet)));
      return ExitCode.OK;
    }
    Table facts = Table.builder().text("").text("").build();
    sheet.facts().forEach(fact -> facts.row(fact.key(), text(fact.value())));
    console.out().print(facts.render(console.outPaint()));
    if (!sheet.prices().isEmpty()) {
      console.out().println();
      console.out().print(prices(sheet.prices()).render(console.outPaint()));
      console.out().println("The first price is the one that scenarios take by default.");
    }
    return ExitCode.OK;
  }

  private FactSheet sheet() {
    Origin origin = Origin.argument("show " + kind + " " + name);
    Catalog catalog = own.catalog();
    return switch (kind) {
      case gpu -> FactSheet.ofGpu(catalog, catalog.gpu(name, origin, ""));
      case model -> {
        Problems problems = new Problems();
        var model =
            ModelReference.find(catalog, new Located<>(name, origin), "", Path.of(""), problems);
        problems.throwIfAny();
        yield FactSheet.ofModel(model.orElseThrow());
      }
      case engine -> engine(origin);
    };
  }

  private FactSheet engine(Origin origin) {
    try {
      return FactSheet.ofEngine(name, Optional.ofNullable(version));
    } catch (UnknownEngineException e) {
      throw new BadInputException(Problem.of(origin, e.getMessage(), e.hint()));
    }
  }

  private static Table prices(List<Price> prices) {
    Table table =
        Table.builder()
            .text("provider")
            .text("term")
            .number("per GPU and hour")
            .text("currency")
            .text("as of")
            .text("confidence")
            .text("source")
            .build();
    for (Price price : prices) {
      table.row(
          price.provider(),
          price.term(),
          text(price.perGpuHour()),
          price.currency(),
          price.asOf(),
          price.confidence(),
          price.source());
    }
    return table;
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ShowCommand::text).collect(Collectors.joining(", "));
    }
    return value instanceof Double number ? decimal(number).toPlainString() : String.valueOf(value);
  }

  private static ObjectNode json(FactSheet sheet) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode node = mapper.createObjectNode();
    for (Fact fact : sheet.facts()) {
      if (fact.value() instanceof Double number) {
        node.put(fact.key(), decimal(number));
      } else {
        node.set(fact.key(), mapper.valueToTree(fact.value()));
      }
    }
    if (!sheet.prices().isEmpty()) {
      ArrayNode list = node.putArray("prices");
      for (Price price : sheet.prices()) {
        ObjectNode item = list.addObject();
        item.put("provider", price.provider());
        item.put("term", price.term());
        item.put("per_gpu_hour", decimal(price.perGpuHour()));
        item.put("currency", price.currency());
        item.put("as_of", price.asOf());
        price.region().ifPresent(region -> item.put("region", region));
        item.put("confidence", price.confidence());
        item.put("source", price.source());
      }
    }
    return node;
  }

  /** Catalogue figures are short decimals; whole ones are written without a point. */
  private static BigDecimal decimal(double value) {
    BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
