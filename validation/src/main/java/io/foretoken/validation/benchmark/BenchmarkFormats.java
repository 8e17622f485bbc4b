package io.foretoken.validation.benchmark;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The formats of benchmark files that can be read: ours, and what is on the class path. */
public final class BenchmarkFormats {
  private static final int SHOWN_CHARS = 80;

  private final Map<String, BenchmarkReader> byName = new LinkedHashMap<>();

  private BenchmarkFormats(Iterable<BenchmarkReader> added) {
    register(new VllmBenchReader());
    register(new SglangBenchReader());
    register(new AiPerfRecordsReader());
    register(new AiPerfAggregateReader());
    register(new GenAiPerfReader());
    register(new GuidellmReader());
    register(new InferencePerfReader());
    register(new InferencePerfSummaryReader());
    register(new LlmPerfReader());
    register(new LlmPerfSummaryReader());
    register(new InferenceXReader());
    register(new VllmMetricsReader());
    register(new ForetokenTraceReader());
    register(new ForetokenRequestsReader());
    added.forEach(this::register);
  }

  /** The built-in formats and those that a {@link ServiceLoader} finds. */
  public static BenchmarkFormats installed() {
    return new BenchmarkFormats(ServiceLoader.load(BenchmarkReader.class));
  }

  /**
   * The built-in formats and the given ones.
   *
   * @throws IllegalStateException if two formats have one name
   */
  public static BenchmarkFormats with(List<BenchmarkReader> added) {
    return new BenchmarkFormats(added);
  }

  private void register(BenchmarkReader reader) {
    BenchmarkReader other = byName.put(reader.name(), reader);
    if (other != null) {
      throw new IllegalStateException(
          "two readers are called \""
              + reader.name()
              + "\": "
              + other.getClass().getName()
              + " and "
              + reader.getClass().getName());
    }
  }

  /** The names of the formats, in order. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** The format of that name. */
  public Optional<BenchmarkReader> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Whether some format takes the file for its own; nothing is read but what tells formats apart.
   *
   * @throws BadInputException if the file cannot be read or is empty
   */
  public boolean recognises(Path file) {
    BenchmarkFile opened = BenchmarkFile.open(file, Optional.empty());
    return byName.values().stream().anyMatch(reader -> reader.recognises(opened));
  }

  /** The runs of a file. */
  public List<BenchmarkRun> read(Path file) {
    return read(file, Optional.empty());
  }

  /**
   * The runs of a file, at least one.
   *
   * @param companion a second file of the same run: the later scrape of a pair, a tool's summary
   * @throws BadInputException if the file cannot be read, is of no known format, has something
   *     wrong in it or holds no run
   */
  public List<BenchmarkRun> read(Path file, Optional<Path> companion) {
    BenchmarkFile opened = BenchmarkFile.open(file, companion);
    BenchmarkReader reader =
        byName.values().stream()
            .filter(candidate -> candidate.recognises(opened))
            .findFirst()
            .orElseThrow(() -> unknown(opened));
    BenchmarkRuns runs = new BenchmarkRuns(opened, reader.name());
    reader.read(opened, runs);
    return runs.all();
  }

  private BadInputException unknown(BenchmarkFile file) {
    String first = file.firstLine();
    String shown =
        first.length() > SHOWN_CHARS ? first.substring(0, SHOWN_CHARS - 3) + "..." : first;
    return new BadInputException(
        Problem.of(
            Origin.file(file.path().toString()),
            "this is no benchmark result of a known format; it begins with \"" + shown + "\"",
            byName.values().stream()
                .map(reader -> reader.name() + " (" + reader.looksLike() + ")")
                .collect(Collectors.joining("; ", "known: ", ""))));
  }
}
