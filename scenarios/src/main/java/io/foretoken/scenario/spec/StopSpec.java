package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import io.foretoken.input.units.TimeSpan;
import java.util.Optional;

/** When arrivals end and what is measured. */
@Doc("When arrivals end and what is measured.")
public record StopSpec(
    @Doc("Arrivals end after this time; the system then drains.")
        Optional<Located<TimeSpan>> duration,
    @Doc("Arrivals end after this many requests.") @Range(min = 1, max = 1000000000)
        Optional<Located<Long>> requests,
    @Doc("Requests meant to arrive before this time are not measured.")
        Optional<Located<TimeSpan>> warmup,
    @Doc("steady: arrivals in [warmup, duration); whole: first send to last completion.")
        Optional<Located<WindowKind>> window,
    @Doc("Whether the system drains after the last arrival; false cuts at the duration.")
        @Default("true")
        Located<Boolean> drain) {
  /** The part of a run that counts. */
  public enum WindowKind {
    STEADY,
    WHOLE
  }
}
