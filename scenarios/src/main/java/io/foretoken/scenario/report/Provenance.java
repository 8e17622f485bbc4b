package io.foretoken.scenario.report;

/** How far step times rest on measurements, in signs and words. */
public final class Provenance {
  /** What the signs mean. */
  public static final String KEY =
      "● calibrated to your own runs  ◐ fitted: this GPU's operators were measured  ○ estimated"
          + " from the datasheet and the architecture's family";

  private Provenance() {}

  /** A ring: filled, half or empty. */
  public static String ring(String provenance) {
    return switch (provenance) {
      case "calibrated" -> "●";
      case "fitted" -> "◐";
      default -> "○";
    };
  }

  /** Such as "estimated step times". */
  public static String words(String provenance) {
    return provenance + " step times";
  }
}
