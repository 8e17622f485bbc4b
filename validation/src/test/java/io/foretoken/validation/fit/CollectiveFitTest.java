package io.foretoken.validation.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.operator.CollectiveCoefficients;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectiveFitTest {
  /** Times made from 5 us, 0.5 us a peer, no slow start, shares 0.5, 0.6, 0.7 of 100 GB/s. */
  @Test
  void findsWhatTheTimesWereMadeFrom() {
    double[] shares = {0.5, 0.6, 0.7};
    List<CollectivePoint> points = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int gpus = 2 << i;
      for (double bytes = 4096; bytes <= 1 << 28; bytes *= 2) {
        double volume = 2.0 * (gpus - 1) / gpus * bytes;
        points.add(
            new CollectivePoint(gpus, bytes, 5 + 0.5 * (gpus - 1) + volume / (100e3 * shares[i])));
      }
    }

    Fitted<CollectiveCoefficients> fitted = new CollectiveFit(100e3, 2, points).fit("all reduce");

    CollectiveCoefficients c = fitted.coefficients();
    assertThat(c.baseUs()).isCloseTo(5, within(0.05));
    assertThat(c.perPeerUs()).isCloseTo(0.5, within(0.02));
    assertThat(c.slowStartUs()).isCloseTo(0, within(0.05));
    assertThat(c.share2()).isCloseTo(0.5, within(0.005));
    assertThat(c.share4()).isCloseTo(0.6, within(0.006));
    assertThat(c.share8()).isCloseTo(0.7, within(0.007));
    assertThat(fitted.all().form().median()).isLessThan(0.5);
  }

  /** A link that measures twice its peak is not believed: no share passes 1. */
  @Test
  void noShareOfTheLinkPassesItsPeak() {
    List<CollectivePoint> points = new ArrayList<>();
    for (double bytes = 4096; bytes <= 1 << 28; bytes *= 2) {
      points.add(new CollectivePoint(2, bytes, 5 + bytes / 200e3));
    }

    CollectiveCoefficients c = new CollectiveFit(100e3, 2, points).fit("all reduce").coefficients();

    assertThat(c.share2()).isLessThanOrEqualTo(1);
  }
}
