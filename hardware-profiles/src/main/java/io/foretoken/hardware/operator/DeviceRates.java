package io.foretoken.hardware.operator;

import io.foretoken.hardware.catalog.GpuSpec;

/**
 * The rates of one GPU that the forms divide by.
 *
 * @param flopsPerMicro dense peak of 16-bit formats, FLOP per microsecond
 * @param bytesPerMicro bandwidth of HBM or GDDR, bytes per microsecond
 * @param multiprocessors SMs or CUs
 * @param l2Bytes last-level cache, bytes
 */
public record DeviceRates(
    double flopsPerMicro, double bytesPerMicro, int multiprocessors, double l2Bytes) {

  /** Rates of a datasheet; the L2 of the coefficients where the datasheet has none. */
  public static DeviceRates of(GpuSpec gpu, OperatorCoefficients coefficients) {
    double l2Mib = Double.isNaN(gpu.l2Mib()) ? coefficients.peaks().l2Mib() : gpu.l2Mib();
    int processors =
        gpu.multiprocessors() > 0 ? gpu.multiprocessors() : coefficients.peaks().multiprocessors();
    return new DeviceRates(
        gpu.bf16Tflops() * 1e6, gpu.memoryGbPerSecond() * 1e3, processors, l2Mib * 1024 * 1024);
  }
}
