package io.foretoken.hardware.operator;

import io.foretoken.hardware.catalog.GpuSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Finds the operator coefficients of a GPU: its own shipped file, or its architecture's family, or
 * a file of the user's.
 */
public final class CoefficientFiles {
  /** GPUs that have coefficients of their own; every other takes its family's. */
  public static final List<String> OWN =
      List.of(
          "a100-sxm-80gb",
          "b200-sxm",
          "gb200",
          "h100-sxm-80gb",
          "h200-sxm-141gb",
          "l40s",
          "rtx-4090",
          "rtx-pro-6000-server");

  /** Families, see {@link #familyOf}. */
  public static final List<String> FAMILIES =
      List.of(
          "family-ada",
          "family-ampere",
          "family-ampere-gddr",
          "family-blackwell",
          "family-blackwell-consumer",
          "family-cdna",
          "family-hopper",
          "family-older");

  private CoefficientFiles() {}

  /** The shipped coefficients for {@code gpu}, relative to its datasheet's peaks. */
  public static OperatorCoefficients forGpu(GpuSpec gpu) {
    String id = OWN.contains(gpu.id()) ? gpu.id() : familyOf(gpu);
    return shipped(id).on(gpu);
  }

  /** A shipped file as it stands: one of {@link #OWN} or {@link #FAMILIES}. */
  public static OperatorCoefficients shipped(String id) {
    return CoefficientReader.shipped(id);
  }

  /**
   * A file of the user's, relative to the datasheet's peaks of {@code gpu}.
   *
   * @throws io.foretoken.input.problem.BadInputException with everything that is wrong with it
   */
  public static OperatorCoefficients read(Path file, GpuSpec gpu) {
    return CoefficientReader.file(file).on(gpu);
  }

  /** The family of a GPU without coefficients of its own. */
  public static String familyOf(GpuSpec gpu) {
    String architecture = gpu.architecture().toLowerCase(Locale.ROOT);
    if (architecture.startsWith("hopper")) {
      return "family-hopper";
    }
    if (architecture.startsWith("blackwell")) {
      return gpu.computeCapability() >= 12 ? "family-blackwell-consumer" : "family-blackwell";
    }
    if (architecture.startsWith("ada")) {
      return "family-ada";
    }
    if (architecture.startsWith("ampere")) {
      return gpu.computeCapability() > 8.0 ? "family-ampere-gddr" : "family-ampere";
    }
    return architecture.startsWith("cdna") ? "family-cdna" : "family-older";
  }
}
