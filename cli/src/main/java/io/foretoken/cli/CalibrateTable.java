package io.foretoken.cli;

import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.validation.calibrate.CalibratedConstant;
import io.foretoken.validation.calibrate.CalibrationResult;
import io.foretoken.validation.calibrate.ErrorLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A calibration for people: constants, errors, range. */
final class CalibrateTable {
  private CalibrateTable() {}

  static String render(CalibrationResult result, Paint paint) {
    StringBuilder out = new StringBuilder();
    out.append(
        result.model()
            + " on "
            + result.gpu()
            + ", "
            + result.profile().name()
            + " "
            + result.profile().version()
            + ": "
            + result.runs().size()
            + (result.runs().size() == 1 ? " run, " : " runs, ")
            + ReadableNumbers.count(result.requests())
            + " requests\n\n");
    out.append(constants(result, paint)).append('\n');
    out.append(errors(result, paint)).append('\n');
    out.append("held back   " + result.heldBack() + "\n");
    out.append(
        String.format(
            Locale.ROOT,
            "covers      %.1f to %.1f requests/s, %.1f to %.1f running, %,d to %,d tokens of"
                + " context (one replica)%n",
            result.range().leastRate(),
            result.range().mostRate(),
            result.range().leastRunning(),
            result.range().mostRunning(),
            result.range().leastContext(),
            result.range().mostContext()));
    out.append(
        String.format(
            Locale.ROOT,
            "misfit      %.1f (1: as far off as noise and the simulator's usual error explain)%n",
            result.misfit()));
    return out.toString();
  }

  private static String constants(CalibrationResult result, Paint paint) {
    Table table =
        Table.builder()
            .text("constant")
            .number("before")
            .number("fitted")
            .number("90 % interval")
            .text("the data")
            .build();
    List<String> kept = new ArrayList<>();
    for (CalibratedConstant constant : result.constants()) {
      if (constant.standing() == CalibratedConstant.Standing.KEPT) {
        kept.add(constant.path());
        continue;
      }
      table.row(
          constant.path(),
          number(constant.before()),
          number(constant.value()),
          number(constant.low()) + " .. " + number(constant.high()),
          constant.says());
    }
    String rest =
        kept.isEmpty()
            ? ""
            : "kept as they were or nearly so, the data say next to nothing of them: "
                + String.join(", ", kept)
                + "\n";
    return table.render(paint) + rest;
  }

  private static String errors(CalibrationResult result, Paint paint) {
    Table table =
        Table.builder()
            .text("median error")
            .number("before")
            .number("after")
            .number("held back: before")
            .number("after")
            .number("worst")
            .build();
    for (ErrorLine line : result.fitted()) {
      ErrorLine held =
          result.held().stream()
              .filter(other -> other.metric() == line.metric())
              .findFirst()
              .orElse(null);
      table.row(
          line.label(),
          percent(line.beforePercent()),
          percent(line.afterPercent()),
          held == null ? "" : percent(held.beforePercent()),
          held == null ? "" : percent(held.afterPercent()),
          held == null ? "" : percent(held.worstPercent()));
    }
    return table.render(paint);
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f %%", value);
  }

  private static String number(double value) {
    return ReadableNumbers.number(value);
  }
}
