package io.foretoken.scenario.expected;

import java.util.Locale;

/** How hard engines are pressed, in three steps: errors grow from one to the next. */
public enum LoadRegion {
  /** Few sequences run beside each other, and none waits. */
  LIGHT,
  /** Between the two. */
  LOADED,
  /**
   * Requests wait for slots, KV blocks or a batch, or little is missing until they will: small
   * errors in step times decide how long.
   */
  NEAR_SATURATION;

  private static final double WAITS = 0.1;
  private static final double SLOTS_USED = 0.8;
  private static final double KV_HELD = 0.95;
  private static final double FEW_RUNNING = 8;

  /** The region of a prediction. */
  public static LoadRegion of(LoadSigns signs) {
    if (!signs.keepsUp()
        || signs.waitShare() > WAITS
        || signs.slotShare() > SLOTS_USED
        || signs.kvPeak() > KV_HELD) {
      return NEAR_SATURATION;
    }
    return signs.running() < FEW_RUNNING ? LIGHT : LOADED;
  }

  /** The word in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word in sentences. */
  public String words() {
    return key().replace('_', ' ');
  }
}
