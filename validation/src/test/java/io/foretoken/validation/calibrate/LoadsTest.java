package io.foretoken.validation.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Regime;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.measured.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How high a load was, and what requests met, of open and of closed loops. */
class LoadsTest {
  private static final long SECOND = 1_000_000_000L;

  private static MeasuredRun run(String id, Load load, double e2eSeconds) {
    Setup setup = new Setup("m", "", "", "g", 1, 1, 1, 1, 1, "vllm", "", Map.of(), true);
    return new MeasuredRun(
        "made up",
        id,
        setup,
        load,
        Map.of(Metric.E2E_MEAN, e2eSeconds),
        List.of(),
        Regime.STABLE,
        false,
        new Source("", "", ""),
        List.of());
  }

  /** Requests of one length, so many a second, each in service as long; 0 for all due at once. */
  private static CalibrationRun listed(String id, int rate, double e2eSeconds, int limit) {
    int count = 100;
    long[] arrivals = new long[count];
    int[] input = new int[count];
    int[] output = new int[count];
    long[] ttft = new long[count];
    long[] e2e = new long[count];
    Arrays.setAll(arrivals, i -> rate == 0 ? 0 : i * SECOND / rate);
    Arrays.fill(input, 500);
    Arrays.fill(output, 10);
    Arrays.fill(ttft, SECOND / 100);
    Arrays.fill(e2e, Math.round(e2eSeconds * SECOND));
    return new CalibrationRun(
        run(id, new ExactLoad(limit, arrivals, input, output, new int[0]), e2eSeconds),
        new RequestTimes(ttft, e2e));
  }

  /** By Little's law 2/s x 1 s and 20/s x 2 s are in flight; 64 are by the loop's own number. */
  @Test
  void loadsOfAllKindsAreComparedInRequestsInFlight() {
    CalibrationRun low = listed("low", 2, 1, 0);
    CalibrationRun middle = listed("middle", 20, 2, 0);
    CalibrationRun high =
        CalibrationRun.ofFigures(run("high", new ClosedLoad(64, 100, 500, 10, false), 4));

    assertThat(RequestsInFlight.of(low)).isCloseTo(2, within(0.1));
    assertThat(RequestsInFlight.of(middle)).isCloseTo(40, within(1.0));
    assertThat(RequestsInFlight.of(high)).isEqualTo(64);
    HeldBack division = HeldBack.of(List.of(high, low, middle), true);
    assertThat(division.kept()).containsExactly(middle);
  }

  @Test
  void aClientsLimitIsTheMostThatCanBeInFlight() {
    assertThat(RequestsInFlight.of(listed("all at once", 0, 2, 8))).isEqualTo(8);
    assertThat(RequestsInFlight.of(listed("capped", 20, 2, 16))).isEqualTo(16);
    assertThat(RequestsInFlight.of(listed("no limit", 0, 2, 0))).isEqualTo(100);
  }

  /** All due at 0, eight at a time: each meets seven others, and no two groups say different. */
  @Test
  void requestsOfAClosedLoopMeetAsManyOthers() {
    List<Target> targets = Grouping.of(0, listed("closed", 0, 2, 8));

    assertThat(targets).hasSize(2);
    assertThat(targets.get(0).requests()).hasSize(100);
    assertThat(targets.get(0).label()).isEmpty();
  }

  /** Two kinds of prompts make two groups, and requests of both meet the seven others. */
  @Test
  void groupsOfAClosedLoopSayHowManyWereInFlight() {
    CalibrationRun run = listed("closed", 0, 2, 8);
    int[] input = ((ExactLoad) run.run().load()).inputTokens();
    Arrays.setAll(input, i -> i % 2 == 0 ? 500 : 2000);

    assertThat(Grouping.of(0, run))
        .extracting(Target::label)
        .contains("prompts of 500 tokens, 7 in flight", "prompts of 2000 tokens, 7 in flight");
  }

  /** 100 sent at the same moment meet each other, first and last alike. */
  @Test
  void requestsSentAtOnceMeetEachOther() {
    assertThat(Grouping.of(0, listed("batch", 0, 2, 0))).hasSize(2);
  }

  /** In service 3 s at 10/s: the first ten meet 0 to 9 others, those after three seconds 29. */
  @Test
  void requestsOfAnOpenLoopAreToldApartByWhatTheyMet() {
    List<Target> targets = Grouping.of(0, listed("open", 10, 3, 0));

    assertThat(targets).hasSizeGreaterThan(2);
    assertThat(targets.get(0).label()).startsWith("prompts of 500 tokens, ");
  }
}
