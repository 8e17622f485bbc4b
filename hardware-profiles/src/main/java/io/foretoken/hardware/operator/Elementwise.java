package io.foretoken.hardware.operator;

/**
 * The small kernels of a layer: two norms, rotary embedding, the MLP's activation, the cache write.
 *
 * <pre>
 * t = kernels*kernel_us + bytes/(share*BW),  bytes = 2*m*(8*hidden + 4*(q+2kv)*d + 3*inter/tp)
 * </pre>
 *
 * <p>Five kernels of 1.9 us and 0.7 of the bandwidth explain decode steps of eleven models to 2 %;
 * without them step times are 6 % short.
 */
public final class Elementwise {
  private final double fixedMicros;
  private final double microsPerToken;

  /**
   * Small kernels of one layer.
   *
   * @param kernels kernels per layer of the engine
   * @param traffic share of their memory traffic that the engine's fusions leave
   * @param hidden width of the residual stream
   * @param attentionWidth elements of q, k and v of a token on the rank, k and v counted twice in
   *     the study's formula: (q + 2 kv) heads times head dim
   * @param intermediate width of the dense MLP on the rank, 0 without one
   */
  public Elementwise(
      ElementwiseCoefficients c,
      DeviceRates device,
      double kernels,
      double traffic,
      double hidden,
      double attentionWidth,
      double intermediate) {
    fixedMicros = kernels * c.kernelUs();
    microsPerToken =
        2
            * traffic
            * (8 * hidden + 4 * attentionWidth + 3 * intermediate)
            / (c.bandwidthShare() * device.bytesPerMicro());
  }

  /** Packed time of one layer for {@code tokens} tokens. */
  public long time(int tokens) {
    double memory = microsPerToken * tokens;
    return OperatorTime.ofLargest(fixedMicros + memory, 0, memory, fixedMicros);
  }
}
