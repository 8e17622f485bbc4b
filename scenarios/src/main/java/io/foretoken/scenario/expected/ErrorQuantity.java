package io.foretoken.scenario.expected;

import java.util.Locale;

/** Figures whose errors are known from measured runs; every other takes the nearest of them. */
public enum ErrorQuantity {
  TTFT_MEAN,
  TTFT_P90,
  TTFT_P99,
  TPOT_MEAN,
  E2E_MEAN,
  E2E_P99,
  /** Of tokens or requests, where the engines set the pace. */
  THROUGHPUT,
  /** The same where arrivals do, because service keeps up with them. */
  OFFERED_THROUGHPUT;

  /** The word in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
