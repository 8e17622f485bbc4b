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

/** Reads coefficient files. */
final class CoefficientReader {
  private static final String FOLDER = "/io/foretoken/hardware/operators/";

  private CoefficientReader() {}

  static OperatorCoefficients shipped(String id) {
    String name = id + ".yaml";
    try (InputStream stream = CoefficientReader.class.getResourceAsStream(FOLDER + name)) {
      if (stream == null) {
        throw new IllegalArgumentException("no coefficients are shipped for \"" + id + "\"");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return bind(LocatedYaml.parseMap(text, "operators/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static OperatorCoefficients file(Path file) {
    return bind(LocatedYaml.readMap(file));
  }

  private static OperatorCoefficients bind(MapNode map) {
    Problems problems = new Problems();
    OperatorCoefficients coefficients =
        RecordBinder.bind(map, OperatorCoefficients.class, problems);
    problems.throwIfAny();
    return coefficients;
  }
}
