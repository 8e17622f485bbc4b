package io.foretoken.hardware.catalog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A GPU as the catalogue lists it: the datasheet that the simulation uses, and what people want to
 * know beside it.
 *
 * @param spec the datasheet
 * @param aliases other spellings that find this entry
 * @param vendor who makes it, lower case
 * @param formFactor such as SXM5 or PCIe
 * @param fp32Tflops vector rate
 * @param tf32Tflops dense
 * @param memoryType such as HBM3
 * @param memoryLabelGb the number on the box; neither decimal nor binary with any certainty
 * @param visibleMemoryBasis how the driver's figure is known
 * @param cudaTotalBasis how CUDA's figure is known; starts with "derived" where it was not measured
 * @param link name of the scale-up link, such as NVLink4
 * @param pairGbPerSecondPerDirection between one pair of GPUs; below the aggregate on a mesh
 * @param topology how the scale-up links join the GPUs
 * @param pcieGeneration such as "5.0 x16"
 * @param pcieGbPerSecondPerDirection to the host
 * @param nicGbitPerSecond scale-out network per GPU, an assumption
 * @param measuredBf16Tflops best matrix product seen, a ceiling for what is achievable
 * @param measuredFp8Tflops best matrix product seen, a ceiling for what is achievable
 * @param asOf when the figures were collected, YYYY-MM or YYYY-MM-DD
 * @param notes conflicts between sources and the choice made; may be empty
 */
public record GpuEntry(
    GpuSpec spec,
    List<String> aliases,
    String vendor,
    Optional<String> formFactor,
    OptionalDouble fp32Tflops,
    OptionalDouble tf32Tflops,
    String memoryType,
    double memoryLabelGb,
    String visibleMemoryBasis,
    String cudaTotalBasis,
    String link,
    OptionalDouble pairGbPerSecondPerDirection,
    Optional<String> topology,
    Optional<String> pcieGeneration,
    OptionalDouble pcieGbPerSecondPerDirection,
    OptionalDouble nicGbitPerSecond,
    OptionalDouble measuredBf16Tflops,
    OptionalDouble measuredFp8Tflops,
    String asOf,
    String notes) {

  /** Whether drivers let these GPUs read each other's memory over PCIe; NVLink apart. */
  public boolean allowsPeerAccess() {
    return topology.stream()
        .noneMatch(text -> text.contains("no P2P") || text.contains("no PCIe P2P"));
  }

  /** The catalogue's id. */
  public String id() {
    return spec.id();
  }
}
