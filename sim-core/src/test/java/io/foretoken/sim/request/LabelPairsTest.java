package io.foretoken.sim.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelPairsTest {
  private final LabelPairs pairs = new LabelPairs();

  @Test
  void pairOfClassZeroAndTenantZeroIsNumberZeroAndOthersCountUp() {
    assertThat(pairs.count()).isEqualTo(1);
    assertThat(pairs.numberOf(3, 7)).isEqualTo(1);
    assertThat(pairs.numberOf(0, 0)).isZero();
    assertThat(pairs.numberOf(7, 3)).isEqualTo(2);
    assertThat(pairs.numberOf(3, 7)).isEqualTo(1);
    assertThat(pairs.classIndex(2)).isEqualTo(7);
    assertThat(pairs.tenant(2)).isEqualTo(3);
    assertThat(pairs.classIndex(0)).isZero();
    assertThat(pairs.tenant(0)).isZero();
  }

  // 40 classes x 50 tenants, without the pair of zeros: 1,999 numbers from 1 on
  @Test
  void numbersStayWhenTheTableGrows() {
    for (int round = 0; round < 2; round++) {
      int expected = 0;
      for (int classIndex = 0; classIndex < 40; classIndex++) {
        for (int tenant = 0; tenant < 50; tenant++) {
          assertThat(pairs.numberOf(classIndex, tenant)).isEqualTo(expected++);
        }
      }
      assertThat(pairs.count()).isEqualTo(2000);
    }
  }
}
