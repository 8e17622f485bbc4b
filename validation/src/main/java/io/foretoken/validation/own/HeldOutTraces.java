package io.foretoken.validation.own;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Which traces are kept out of every fit: about 30 % of them, by a checksum of the name alone, so
 * that nobody chooses and every program agrees. {@code pack.py} has the same rule.
 */
public final class HeldOutTraces {
  /** Folder of the traces that constants may be fitted to. */
  public static final String FIT = "fit";

  /** Folder of the others. */
  public static final String HELD_OUT = "holdout";

  private static final int OF = 10;
  private static final int KEPT_OUT = 3;

  private HeldOutTraces() {}

  /**
   * Whether the trace is kept out.
   *
   * @param name of the trace, without folder and ending
   */
  public static boolean contains(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % OF < KEPT_OUT;
  }

  /** The folder that the trace belongs in. */
  public static String folder(String name) {
    return contains(name) ? HELD_OUT : FIT;
  }
}
