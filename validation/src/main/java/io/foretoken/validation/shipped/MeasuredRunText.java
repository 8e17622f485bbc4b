package io.foretoken.validation.shipped;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.validation.measured.MeasuredRun;
import java.io.IOException;

/**
 * A measured run as JSON: what a line of the shipped suites holds, but with every number as it is,
 * so that it is read back the same to the last bit.
 */
public final class MeasuredRunText {
  private MeasuredRunText() {}

  /** Writes an object. */
  public static void write(JsonGenerator json, MeasuredRun run) throws IOException {
    ShippedRunWriter.writeExactly(json, run);
  }

  /**
   * Reads an object.
   *
   * @throws BadInputException if it is not that of a run
   */
  public static MeasuredRun read(LocatedNode node) {
    Problems problems = new Problems();
    ShippedRun run = RecordBinder.bind(node, ShippedRun.class, "", problems);
    problems.throwIfAny();
    return run.measured();
  }
}
