package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import io.foretoken.sim.step.Limit;
import org.junit.jupiter.api.Test;

class CollectivesTest {
  private static final Collectives H100 =
      new Collectives(CoefficientFiles.forGpu(Fixtures.H100).collectives(), Fixtures.H100);

  /**
   * The engine's own all-reduce, 8 GPUs, 16 KB: 4.1 + 7*0.19 + 1.75*16384/(450e3*0.99) + slow
   * start.
   */
  @Test
  void shortMessagesPayTheFixedCost() {
    double volume = 1.75 * 16_384;
    double expected =
        4.1 + 7 * 0.19 + volume / (450e3 * 0.99) + 52 * (1 - StrictMath.exp(-volume / 32e6));

    long time = H100.allReduce(16_384, 8);

    assertThat(OperatorTime.micros(time)).isCloseTo(expected, within(1e-5));
    assertThat(OperatorTime.limit(time)).isEqualTo(Limit.COMMUNICATION);
  }

  /** Above the sizes of the engine's own kernel the library's is the faster. */
  @Test
  void longMessagesTakeTheFasterWay() {
    double bytes = 256e6;
    double volume = 1.75 * bytes;
    double library = 5.0 + 7 * 1.6 + volume / (450e3 * 0.94) + 27;
    double own = 4.1 + 7 * 0.19 + volume / (450e3 * 0.99) + 52;

    assertThat(OperatorTime.micros(H100.allReduce(bytes, 8)))
        .isCloseTo(Math.min(library, own), within(0.01));
  }

  @Test
  void oneGpuNeedsNone() {
    assertThat(H100.allReduce(1e6, 1)).isZero();
    assertThat(H100.allGather(1e6, 1)).isZero();
  }

  /**
   * Boards on PCIe: an all-reduce of 1 MB over 4 L40S takes over 100 times its 4.1 MB/us on NVLink.
   */
  @Test
  void pcieBoardsAreFarSlower() {
    Collectives l40s =
        new Collectives(CoefficientFiles.forGpu(Fixtures.L40S).collectives(), Fixtures.L40S);

    assertThat(OperatorTime.micros(l40s.allReduce(1e6, 4)))
        .isGreaterThan(10 * OperatorTime.micros(H100.allReduce(1e6, 4)));
  }
}
