package io.foretoken.sim.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoutersTest {
  @Test
  void roundRobinGoesRoundWhateverIsOutstanding() {
    Router router = Routers.create("round-robin");
    int[] outstanding = {9, 0, 0};

    assertThat(router.choose(outstanding)).isEqualTo(0);
    assertThat(router.choose(outstanding)).isEqualTo(1);
    assertThat(router.choose(outstanding)).isEqualTo(2);
    assertThat(router.choose(outstanding)).isEqualTo(0);
  }

  @Test
  void leastOutstandingTakesTheEmptiest() {
    Router router = Routers.create("least-outstanding");

    assertThat(router.choose(new int[] {3, 1, 2})).isEqualTo(1);
    assertThat(router.choose(new int[] {3, 2, 2})).isEqualTo(2); // the first after 1
    assertThat(router.choose(new int[] {3, 2, 3})).isEqualTo(1);
  }

  // all equal: 0, 1, 2, 0 ...: an idle fleet is used evenly
  @Test
  void leastOutstandingSpreadsTies() {
    Router router = Routers.create("least-outstanding");
    int[] idle = new int[3];

    assertThat(router.choose(idle)).isEqualTo(0);
    assertThat(router.choose(idle)).isEqualTo(1);
    assertThat(router.choose(idle)).isEqualTo(2);
    assertThat(router.choose(idle)).isEqualTo(0);
  }

  @Test
  void eachCreationStartsAnew() {
    Routers.create("round-robin").choose(new int[2]);

    assertThat(Routers.create("round-robin").choose(new int[2])).isZero();
  }

  @Test
  void unknownNameIsRefusedWithTheKnownOnes() {
    assertThat(Routers.names()).contains("least-outstanding", "round-robin").isSorted();
    assertThatThrownBy(() -> Routers.create("random"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'random'")
        .hasMessageContaining("least-outstanding, round-robin");
  }
}
