package io.foretoken.hardware.operator;

/**
 * What follows the last layer for the rows that sample: softmax over the vocabulary and the draw.
 * The LM head's product itself is a {@link Gemm}.
 *
 * <pre>
 * t = 40 us + 10 B * vocab * rows / (share*BW)
 * </pre>
 */
public final class LogitsAndSampling {
  private final double fixedMicros;
  private final double microsPerRow;

  public LogitsAndSampling(ElementwiseCoefficients c, DeviceRates device, int vocab) {
    fixedMicros = c.samplingUs();
    microsPerRow = c.samplingBytes() * vocab / (c.bandwidthShare() * device.bytesPerMicro());
  }

  /** Packed time for {@code rows} sampled rows. */
  public long time(int rows) {
    if (rows == 0) {
      return OperatorTime.ZERO;
    }
    double memory = microsPerRow * rows;
    return OperatorTime.ofLargest(fixedMicros + memory, 0, memory, fixedMicros);
  }
}
