package io.foretoken.sim.metrics;

/**
 * The part of a run that its figures are taken from.
 *
 * <p>{@code steady}: requests meant to arrive in [start, end), and what engines do in that time.
 * {@code whole}: everything from the first send to the last completion.
 *
 * @param whole whether the window is the whole run
 * @param startNanos start of a steady window, 0 for the whole run
 * @param endNanos end of a steady window, {@link Long#MAX_VALUE} for the whole run
 */
public record MeasureWindow(boolean whole, long startNanos, long endNanos) {
  /** The whole run. */
  public static final MeasureWindow WHOLE = new MeasureWindow(true, 0, Long.MAX_VALUE);

  /**
   * A steady window.
   *
   * @throws IllegalArgumentException unless 0 &lt;= start &lt; end
   */
  public static MeasureWindow steady(long startNanos, long endNanos) {
    if (startNanos < 0 || endNanos <= startNanos) {
      throw new IllegalArgumentException(
          "a window needs 0 <= start < end, got " + startNanos + ", " + endNanos);
    }
    return new MeasureWindow(false, startNanos, endNanos);
  }

  /** Whether an instant lies in the window. */
  public boolean contains(long nanos) {
    return nanos >= startNanos && nanos < endNanos;
  }
}
