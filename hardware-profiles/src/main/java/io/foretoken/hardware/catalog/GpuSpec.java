package io.foretoken.hardware.catalog;

import java.util.OptionalDouble;

/**
 * The datasheet of one accelerator. Dense peaks (no structured sparsity), decimal units for rates,
 * binary for memory.
 *
 * @param id the catalogue's lower-case id
 * @param name what the vendor calls it
 * @param architecture family, such as "Hopper"
 * @param computeCapability CUDA compute capability, NaN where there is none
 * @param bf16Tflops dense bf16 TFLOPS with FP32 accumulation (fp16 where bf16 is missing)
 * @param fp8Tflops dense fp8 TFLOPS, empty without fp8 units
 * @param int8Tops dense int8 TOPS, empty without
 * @param fp4Tflops dense fp4 TFLOPS, empty without fp4 units
 * @param visibleMemoryGib memory that the driver shows
 * @param cudaTotalGib what CUDA reports as total, the basis of engines' memory fractions; where not
 *     established, derived from {@code visibleMemoryGib} by the catalogue, which says so
 * @param memoryGbPerSecond HBM or GDDR bandwidth
 * @param l2Mib last-level cache, NaN where not established
 * @param multiprocessors SMs or CUs, 0 where not established
 * @param scaleUpGbPerSecondPerDirection link to the peers in the box, per GPU and direction (PCIe
 *     rate for boards without a scale-up link); NaN where not established
 * @param scaleUpIsPcie whether peers talk over PCIe
 * @param scaleUpDomain GPUs that the link joins
 * @param tdpWatts board power, NaN where not established
 * @param confidence "high", "medium" or "low"; low rows are never a default
 * @param source where the figures stand
 */
public record GpuSpec(
    String id,
    String name,
    String architecture,
    double computeCapability,
    double bf16Tflops,
    OptionalDouble fp8Tflops,
    OptionalDouble int8Tops,
    OptionalDouble fp4Tflops,
    double visibleMemoryGib,
    double cudaTotalGib,
    double memoryGbPerSecond,
    double l2Mib,
    int multiprocessors,
    double scaleUpGbPerSecondPerDirection,
    boolean scaleUpIsPcie,
    int scaleUpDomain,
    double tdpWatts,
    String confidence,
    String source) {}
