package io.foretoken.scenario.chart;

/** What a picture is looked at on. */
public enum Theme {
  LIGHT,
  DARK
}
