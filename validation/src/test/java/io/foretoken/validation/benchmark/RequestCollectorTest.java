package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import org.junit.jupiter.api.Test;

/** What is counted, what is refused, and where collecting ends. */
class RequestCollectorTest {
  private static final Origin PLACE = Origin.at("a.json", 3, 4);

  private static void add(RequestCollector requests, double sent, long input, long output) {
    requests.add(
        PLACE, "x[1]", sent, Double.NaN, input, output, 0.1, 0.2, new float[] {0.05f, 0.05f});
  }

  @Test
  void moreRequestsThanTheLimitAreRefusedAndMoreGapsAreNot() {
    RequestCollector requests = new RequestCollector("a.json", 2, 3);
    add(requests, 1, 10, 2);
    add(requests, 0, 20, 2);
    assertThatThrownBy(() -> add(requests, 2, 10, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a.json:3:4: the run has more than 2 requests");
    BenchmarkRequests built = requests.build().orElseThrow();
    assertThat(built.gaps()).isEqualTo(3);
    assertThat(built.inputTokens(0)).isEqualTo(20);
    assertThat(requests.notes()).containsExactly("gaps between chunks are those of the first 3");
  }

  @Test
  void lengthsOutOfRangeAndTimesBeyondReasonAreRefused() {
    RequestCollector requests = new RequestCollector("a.json");
    assertThatThrownBy(() -> add(requests, 0, 0, 2))
        .hasMessageContaining("a.json:3:4: x[1]: found 0 prompt and 2 output tokens");
    assertThatThrownBy(() -> add(requests, 0, 1, RequestCollector.MAX_TOKENS + 1))
        .hasMessageContaining("from 1 to 10000000");
    requests.add(PLACE, "x[2]", 0, Double.NaN, 1, 2, 0, 0.2, new float[0]);
    requests.add(PLACE, "x[3]", 0, Double.NaN, 1, 2, 0.3, 0.2, new float[0]);
    requests.add(PLACE, "x[4]", 0, Double.NaN, 1, 2, 0.3, 1e9, new float[0]);
    requests.add(PLACE, "x[5]", 0, Double.NaN, 1, 3, 0.1, 0.2, new float[] {0.2f, -0.1f});
    assertThatThrownBy(requests::build)
        .hasMessageContaining("x[5]: the clock goes backwards: a gap between tokens is negative")
        .hasMessageContaining("x[2]: a token comes in no time at all")
        .hasMessageContaining("x[3]: the clock goes backwards: the last token comes before")
        .hasMessageContaining("x[4]: a time is beyond any benchmark");
  }
}
