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

  private static final int COLUMNS = 110;

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

  /** The corrections, one signed byte a node in Base64. */
  static String corrections(FittedGpu fitted) {
    StringBuilder text = new StringBuilder(100_000);
    text.append(
            "# Written by FitOperators (docs/operators.md); do not edit. Hundredths of ln(measured")
        .append(" / form), one signed byte a node, the last axis fastest, in Base64.\n")
        .append("schema_version: 1\nid: ")
        .append(fitted.gpu().gpu().id())
        .append("\nsource: ")
        .append(RecordYaml.quoted(source(fitted.gpu())))
        .append("\ncorrections:\n");
    Map<List<CorrectionAxis>, String> anchors = new HashMap<>();
    for (Map.Entry<String, CorrectionTable> entry : fitted.corrections().entrySet()) {
      List<CorrectionAxis> axes = entry.getValue().axes();
      text.append("  ").append(entry.getKey()).append(":\n    axes: ");
      String anchor = anchors.get(axes);
      if (anchor == null) {
        anchor = "axes" + (anchors.size() + 1);
        anchors.put(axes, anchor);
        text.append('&').append(anchor).append('\n').append(lines(axes));
      } else {
        text.append('*').append(anchor).append('\n');
      }
      text.append("    values: >-\n");
      String values = entry.getValue().values();
      for (int at = 0; at < values.length(); at += COLUMNS) {
        text.append("      ")
            .append(values, at, Math.min(values.length(), at + COLUMNS))
            .append('\n');
      }
    }
    return text.toString();
  }

  private static String lines(List<CorrectionAxis> axes) {
    StringBuilder text = new StringBuilder();
    for (CorrectionAxis axis : axes) {
      text.append("      - {name: ")
          .append(axis.name())
          .append(", at: [")
          .append(axis.at().stream().map(Digits::plain).collect(Collectors.joining(", ")))
          .append("]}\n");
    }
    return text.toString();
  }
}
