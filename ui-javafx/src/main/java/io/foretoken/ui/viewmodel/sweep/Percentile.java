package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.scenario.statistic.KeyFigure;

/** Which percentile of the latencies is looked at. */
public enum Percentile {
  P50("p50", KeyFigure.TTFT_P50, KeyFigure.TPOT_P50, KeyFigure.E2E_P50),
  P90("p90", KeyFigure.TTFT_P90, KeyFigure.TPOT_P90, KeyFigure.E2E_P90),
  P99("p99", KeyFigure.TTFT_P99, KeyFigure.TPOT_P99, KeyFigure.E2E_P99);

  private final String word;
  private final KeyFigure ttft;
  private final KeyFigure tpot;
  private final KeyFigure e2e;

  Percentile(String word, KeyFigure ttft, KeyFigure tpot, KeyFigure e2e) {
    this.word = word;
    this.ttft = ttft;
    this.tpot = tpot;
    this.e2e = e2e;
  }

  /** Such as "p99". */
  public String word() {
    return word;
  }

  /** Time to first token. */
  public KeyFigure ttft() {
    return ttft;
  }

  /** Time per output token. */
  public KeyFigure tpot() {
    return tpot;
  }

  /** Time to the last token. */
  public KeyFigure e2e() {
    return e2e;
  }
}
