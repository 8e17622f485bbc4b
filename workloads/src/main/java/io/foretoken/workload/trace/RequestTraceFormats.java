package io.foretoken.workload.trace;

import io.foretoken.input.file.TextFile;
import io.foretoken.input.file.TextLines;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The formats of request traces that can be read: ours, and what is on the class path. */
public final class RequestTraceFormats {
  private final Map<String, RequestTraceReader> byName = new LinkedHashMap<>();

  private RequestTraceFormats(Iterable<RequestTraceReader> added) {
    register(new AzureLlmReader());
    register(new ForetokenCsvReader());
    register(new MooncakeReader());
    register(new VidurReader());
    added.forEach(this::register);
  }

  /** The built-in formats and those that a {@link ServiceLoader} finds. */
  public static RequestTraceFormats installed() {
    return new RequestTraceFormats(ServiceLoader.load(RequestTraceReader.class));
  }

  /**
   * The built-in formats and the given ones.
   *
   * @throws IllegalStateException if two formats have one name
   */
  public static RequestTraceFormats with(List<RequestTraceReader> added) {
    return new RequestTraceFormats(added);
  }

  private void register(RequestTraceReader reader) {
    RequestTraceReader other = byName.put(reader.name(), reader);
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

  /**
   * Reads a trace.
   *
   * @param file plain or gzip
   * @param format the format's name; when empty, the first line tells
   * @throws BadInputException if the file cannot be read, is of no known format, has bad lines or
   *     holds no request
   */
  public RequestTrace read(Path file, Optional<String> format) {
    TextFile.checkReadable(file);
    RequestTraceReader reader = format.isPresent() ? named(format.get(), file) : recognised(file);
    RequestTraceBuilder rows = new RequestTraceBuilder(file.toString(), reader.name());
    reader.read(file, rows);
    return rows.build();
  }

  private RequestTraceReader named(String name, Path file) {
    RequestTraceReader reader = byName.get(name);
    if (reader == null) {
      String question = NearestName.question(name, byName.keySet());
      throw refused(
          file,
          "\"" + name + "\" is not a format of request traces",
          (question + " accepted: " + String.join(", ", byName.keySet())).strip());
    }
    return reader;
  }

  private RequestTraceReader recognised(Path file) {
    String firstLine = TextLines.firstLine(file);
    if (firstLine.isEmpty()) {
      throw refused(file, "the file is empty", "a trace has one request a line");
    }
    return byName.values().stream()
        .filter(reader -> reader.recognises(firstLine))
        .findFirst()
        .orElseThrow(() -> refused(file, unknown(firstLine), known()));
  }

  private static String unknown(String firstLine) {
    String shown = firstLine.length() > 80 ? firstLine.substring(0, 77) + "..." : firstLine;
    return "this is no request trace of a known format; it begins with \"" + shown + "\"";
  }

  private String known() {
    return byName.values().stream()
        .map(reader -> reader.name() + " (" + reader.looksLike() + ")")
        .collect(Collectors.joining("; ", "known: ", ""));
  }

  private static BadInputException refused(Path file, String message, String hint) {
    return new BadInputException(Problem.of(Origin.file(file.toString()), message, hint));
  }
}
