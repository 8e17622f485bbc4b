package io.foretoken.validation.calibrate;

/**
 * A constant after the fit.
 *
 * @param path its place in the profile, such as {@code host.step_us}
 * @param before value before the fit
 * @param value fitted value
 * @param low lower end of the 90 % interval
 * @param high upper end
 * @param narrowed standard deviation after the fit over that before it, of the logarithm
 * @param standing what the data say of it
 * @param tradesWith path of the constant that it cannot be told apart from; empty without one
 */
public record CalibratedConstant(
    String path,
    double before,
    double value,
    double low,
    double high,
    double narrowed,
    Standing standing,
    String tradesWith) {

  /** What the data say of it, in words that go on "the data ...". */
  public String says() {
    return switch (standing) {
      case IDENTIFIED -> "identify it";
      case WEAK ->
          tradesWith.isEmpty() ? "say little of it" : "tell it from " + tradesWith + " only weakly";
      case KEPT -> "say nothing of it";
    };
  }

  /** What the data say of a constant. */
  public enum Standing {
    /** The data fix it: at most half of its spread is left. */
    IDENTIFIED("identified"),
    /** The data say something, mostly of a sum of it and others. */
    WEAK("weak"),
    /** The data say next to nothing: it stays where it was. */
    KEPT("kept");

    private final String key;

    Standing(String key) {
      this.key = key;
    }

    /** The word in files. */
    public String key() {
      return key;
    }
  }
}
