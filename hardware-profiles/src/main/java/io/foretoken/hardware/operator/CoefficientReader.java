package io.foretoken.hardware.operator;

import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads coefficient files. */
final class CoefficientReader {
  private static final String FOLDER = "/io/foretoken/hardware/operators/";

  private static final Map<String, OperatorCoefficients> SHIPPED = new ConcurrentHashMap<>();

  private CoefficientReader() {}

  /** What ships never changes, so it is read once. */
  static OperatorCoefficients shipped(String id) {
    return SHIPPED.computeIfAbsent(id, CoefficientReader::read);
  }

  private static OperatorCoefficients read(String id) {
    OperatorCoefficients coefficients =
        text(id + ".yaml")
            .map(text -> bind(text, id + ".yaml", OperatorCoefficients.class))
            .orElseThrow(
                () ->
                    new IllegalArgumentException("no coefficients are shipped for \"" + id + "\""));
    return text(id + ".corrections.txt")
        .map(CorrectionFile::parse)
        .map(tables -> coefficients.corrected(Optional.of(tables)))
        .orElse(coefficients);
  }

  static OperatorCoefficients file(Path file) {
    return bind(LocatedYaml.readMap(file), OperatorCoefficients.class);
  }

  private static Optional<String> text(String name) {
    try (InputStream stream = CoefficientReader.class.getResourceAsStream(FOLDER + name)) {
      return stream == null
          ? Optional.empty()
          : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <R> R bind(String text, String name, Class<R> type) {
    return bind(LocatedYaml.parseMap(text, "operators/" + name), type);
  }

  private static <R> R bind(MapNode map, Class<R> type) {
    Problems problems = new Problems();
    R bound = RecordBinder.bind(map, type, problems);
    problems.throwIfAny();
    return bound;
  }
}
