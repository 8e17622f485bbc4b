package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.CorrectionAxis;
import io.foretoken.hardware.operator.CorrectionTable;
import io.foretoken.hardware.operator.ElementwiseCoefficients;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files of a fitted GPU, as they ship. */
final class CoefficientWriter {
  static final String REPOSITORY = "github.com/ai-dynamo/aiconfigurator";
  static final String COMMIT = "095f58a5";
  static final String LICENCE = "Apache-2.0";

  /** Not measured as operators: from replays of serving runs. */
  private static final ElementwiseCoefficients ELEMENTWISE =
      new ElementwiseCoefficients(5, 1.9, 0.7, 40, 10);

  private CoefficientWriter() {}

  /** The coefficients. */
  static String coefficients(FittedGpu fitted) {
    MeasuredGpu gpu = fitted.gpu();
    StringBuilder text = new StringBuilder(8192);
    text.append("# Written by FitOperators (docs/operators.md); do not edit. Times in us (ps, TB/s")
        .append(" where the key says so); losses are fractions above the roof of the peaks.\n")
        .append("schema_version: 1\nid: ")
        .append(gpu.gpu().id())
        .append("\nprovenance: fitted\nsource: ")
        .append(RecordYaml.quoted(source(gpu)))
        .append("\npeaks: ")
        .append(RecordYaml.line(gpu.peaks()))
        .append("\ndevice_factor: 1\ncompute_loss_from_watts: false\n")
        .append(RecordYaml.lines("gemm", fitted.gemm()))
        .append(RecordYaml.lines("decode_attention", fitted.decodeAttention()))
        .append(RecordYaml.lines("prefill_attention", fitted.prefillAttention()))
        .append(RecordYaml.lines("moe", fitted.moe()))
        .append(RecordYaml.lines("mla", fitted.mla()))
        .append(RecordYaml.lines("collectives", fitted.collectives()))
        .append("elementwise: ")
        .append(RecordYaml.line(ELEMENTWISE))
        .append("\n# Errors in percent on shapes left out of a fit like this one.\nfit:\n")
        .append("  repository: ")
        .append(REPOSITORY)
        .append("\n  commit: \"")
        .append(COMMIT)
        .append("\"\n  licence: ")
        .append(LICENCE)
        .append("\n  tables: ")
        .append(RecordYaml.quoted("operator latencies of " + gpu.engine() + ", NCCL"))
        .append("\n  families:\n");
    for (Fitted<?> family : fitted.families()) {
      text.append("    - ").append(RecordYaml.line(family.summary())).append('\n');
    }
    return text.toString();
  }

  private static String source(MeasuredGpu gpu) {
    String latent =
        gpu.isOldEngine()
            ? "mla not measured as a block, estimated"
            : "mla inside a graph: launch 12 us assumed";
    return "fitted to operator tables of "
        + gpu.engine()
        + " and NCCL ("
        + REPOSITORY
        + " at "
        + COMMIT
        + ", "
        + LICENCE
        + "); "
        + latent
        + "; elementwise and sampling from replays of serving runs";
  }

  /** The corrections, a line each, see {@code io.foretoken.hardware.operator.CorrectionFile}. */
  static String corrections(FittedGpu fitted) {
    StringBuilder text = new StringBuilder(100_000);
    text.append(
            "# Written by FitOperators (docs/operators.md); do not edit. What was measured beyond")
        .append(
            " the forms: axes with their nodes, then\n# name, axes, hundredths of ln(measured /")
        .append(" form), one signed byte a node, the last axis fastest, in Base64.\n# ")
        .append(fitted.gpu().gpu().id())
        .append(": ")
        .append(source(fitted.gpu()))
        .append('\n');
    Map<List<CorrectionAxis>, String> known = new HashMap<>();
    for (Map.Entry<String, CorrectionTable> entry : fitted.corrections().entrySet()) {
      List<CorrectionAxis> axes = entry.getValue().axes();
      String name = known.get(axes);
      if (name == null) {
        name = String.valueOf(known.size() + 1);
        known.put(axes, name);
        text.append("axes ").append(name);
        for (CorrectionAxis axis : axes) {
          text.append(' ').append(axis.name()).append('=');
          text.append(axis.at().stream().map(Digits::plain).collect(Collectors.joining(",")));
        }
        text.append('\n');
      }
      text.append(entry.getKey()).append(' ').append(name).append(' ');
      text.append(entry.getValue().values()).append('\n');
    }
    return text.toString();
  }
}
