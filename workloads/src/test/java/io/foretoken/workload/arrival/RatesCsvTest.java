package io.foretoken.workload.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatesCsvTest {
  private static final long HOUR = 3_600_000_000_000L;

  @TempDir private Path folder;

  private List<RatePeriod> read(String text) {
    try {
      return RatesCsv.read(Files.writeString(folder.resolve("rates.csv"), text));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPeriodLastsUntilTheNextAndTheLastAsLongAsTheOneBefore() {
    assertThat(read("start_s,rate_per_s,note\n0,2,night\n28800,12.5,day\n36000,0,evening\n"))
        .containsExactly(
            new RatePeriod(2, 8 * HOUR),
            new RatePeriod(12.5, 2 * HOUR),
            new RatePeriod(0, 2 * HOUR));
  }

  @Test
  void everyProblemIsNamedAtItsPlace() {
    assertThatThrownBy(() -> read("start_s,rate_per_s\n60,1\n0,1\n0,2\n5,-3\n7,x\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("rates.csv:2:1: start_s: the first period begins at 60")
        .hasMessageContaining(
            "rates.csv:4:1: start_s: found 0, which is not after the period before it")
        .hasMessageContaining("rates.csv:5:3")
        .hasMessageContaining("rates.csv:6:3");
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatThrownBy(() -> read("start,rate_per_s\n0,1\n")).hasMessageContaining("start_s");
  }

  @Test
  void onePeriodHasNoEndAndPeriodsOfZeroNoArrivals() {
    assertThatThrownBy(() -> read("start_s,rate_per_s\n0,1\n"))
        .hasMessageContaining("none says how long it lasts");
    assertThatThrownBy(() -> read("start_s,rate_per_s\n0,0\n60,0\n"))
        .hasMessageContaining("nothing would arrive");
  }
}
