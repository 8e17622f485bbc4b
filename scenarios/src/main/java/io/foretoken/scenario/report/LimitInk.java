package io.foretoken.scenario.report;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.sim.step.Limit;
import java.util.Locale;

/** The hue of each limit; no other thing in a picture that shows limits has one. */
public final class LimitInk {
  private LimitInk() {}

  /** The hue of a limit. */
  public static Ink of(Limit limit) {
    return switch (limit) {
      case COMPUTE -> Ink.PURPLE;
      case MEMORY_BANDWIDTH -> Ink.GREEN;
      case LAUNCH_FLOOR, MAX_NUM_SEQS, RUNNING_BATCH -> Ink.SKY;
      case COMMUNICATION -> Ink.ORANGE;
      case HOST, QUEUE_DELAY -> Ink.SLATE;
      case KV_CAPACITY -> Ink.GOLD;
      case TOKEN_BUDGET -> Ink.BLUE;
      case SWAP_AND_TRANSFER -> Ink.WINE;
      case NONE -> Ink.MUTE;
    };
  }

  /** Its name, with a capital where it begins a label. */
  public static String name(Limit limit) {
    String words = limit.words();
    return limit == Limit.MAX_NUM_SEQS
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
