package io.foretoken.hardware.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foretoken.input.csv.CsvLimits;
import io.foretoken.input.csv.CsvReader;
import io.foretoken.input.yaml.LocatedJson;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every GPU and model that measured data names is in the catalogue, or is here with the reason. */
class NamesInMeasuredDataTest {
  private static final Map<String, String> UNSUPPORTED_GPUS =
      Map.of(
          "A100 (form factor not in the excerpt)", "several boards are called so",
          "H100 (form factor not in the excerpt)", "several boards are called so");

  private static final Map<String, String> UNSUPPORTED_MODELS =
      Map.of("gpt-j-6b", "no row of dimensions; its config.json can be read");

  private static final List<String> GPU_COLUMNS = List.of("gpu");
  private static final List<String> MODEL_COLUMNS = List.of("model", "checkpoint", "hf_id");

  @Test
  void everyNameResolvesOrIsListedWithItsReason() throws IOException {
    Path data = data();
    assumeTrue(data != null, "no measured data beside the repository (shared/data)");
    Set<String> gpus = new TreeSet<>();
    Set<String> models = new TreeSet<>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        collect(file, gpus, models);
      }
    }
    // What stood there when this was written; fewer would mean that the walk misses files.
    assertThat(gpus).hasSizeGreaterThanOrEqualTo(60);
    assertThat(models).hasSizeGreaterThanOrEqualTo(140);
    Catalog catalog = Catalog.shipped();
    assertThat(gpus.stream().filter(name -> catalog.findGpu(name).isEmpty()))
        .containsExactlyInAnyOrderElementsOf(UNSUPPORTED_GPUS.keySet());
    assertThat(models.stream().filter(name -> catalog.findModel(name).isEmpty()))
        .containsExactlyInAnyOrderElementsOf(UNSUPPORTED_MODELS.keySet());
    System.out.println(
        gpus.size() + " GPU names and " + models.size() + " model names in " + data.getFileName());
  }

  private static void collect(Path file, Set<String> gpus, Set<String> models) throws IOException {
    String name = file.getFileName().toString();
    if (name.equals("engine.json")) {
      MapNode engine = (MapNode) LocatedJson.read(file);
      gpus.add(text(engine.get("gpu")));
      models.add(text(engine.get("model")));
      if (engine.get("hardware") instanceof MapNode hardware) {
        gpus.add(text(hardware.get("device_name")));
      }
    } else if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
      collectColumns(file, gpus, models);
    }
  }

  private static void collectColumns(Path file, Set<String> gpus, Set<String> models) {
    try (CsvReader reader = CsvReader.open(file, CsvLimits.DEFAULT)) {
      List<Integer> gpuColumns = columns(reader, GPU_COLUMNS);
      List<Integer> modelColumns = columns(reader, MODEL_COLUMNS);
      if (file.endsWith("gpus.csv")) {
        gpuColumns = columns(reader, List.of("id", "name"));
      }
      if (file.endsWith("models.csv")) {
        modelColumns = columns(reader, List.of("id", "hf_id"));
      }
      if (gpuColumns.isEmpty() && modelColumns.isEmpty()) {
        return;
      }
      while (reader.next()) {
        add(reader, gpuColumns, gpus);
        add(reader, modelColumns, models);
      }
    }
  }

  private static List<Integer> columns(CsvReader reader, List<String> names) {
    List<Integer> found = new ArrayList<>();
    for (String name : names) {
      if (reader.header().contains(name)) {
        found.add(reader.column(name));
      }
    }
    return found;
  }

  private static void add(CsvReader reader, List<Integer> columns, Set<String> names) {
    for (int column : columns) {
      if (!reader.row().isBlank(column)) {
        names.add(reader.row().text(column));
      }
    }
  }

  private static String text(LocatedNode node) {
    return ((ScalarNode) node).text();
  }

  private static Path data() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path data = at.resolve("shared").resolve("data");
      if (Files.isDirectory(data)) {
        return data;
      }
    }
    return null;
  }
}
