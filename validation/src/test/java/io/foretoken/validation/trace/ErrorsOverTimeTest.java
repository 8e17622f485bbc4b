package io.foretoken.validation.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorsOverTimeTest {
  private static TraceRequest request(double sent, double ttft, double predicted) {
    return new TraceRequest(0, sent, sent, 10, 5, ttft, predicted, 0.01, 0.01, 1, 1);
  }

  /** Ten requests over 9 s make two stretches of 4.5 s: means 1 and 1.5 of 2, so -50 and -25 %. */
  @Test
  void meansOverEqualStretches() {
    List<TraceRequest> requests = new ArrayList<>();
    for (int second = 0; second < 10; second++) {
      requests.add(request(second, 2, second < 5 ? 1 : 1.5));
    }
    List<ErrorsOverTime> errors =
        ErrorsOverTime.of(requests, TraceRequest::ttft, TraceRequest::predictedTtft);
    assertThat(errors).hasSize(2);
    assertThat(errors.get(0).requests()).isEqualTo(5);
    assertThat(errors.get(0).toSeconds()).isEqualTo(4.5);
    assertThat(errors.get(0).errorPercent()).isCloseTo(-50, within(1e-9));
    assertThat(errors.get(1).errorPercent()).isCloseTo(-25, within(1e-9));
  }

  @Test
  void withoutSendsThereIsNoTime() {
    List<TraceRequest> requests = List.of(request(Double.NaN, 1, 1), request(Double.NaN, 1, 1));
    assertThat(ErrorsOverTime.of(requests, TraceRequest::ttft, TraceRequest::predictedTtft))
        .isEmpty();
  }
}
