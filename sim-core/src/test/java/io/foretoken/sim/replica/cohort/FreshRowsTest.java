package io.foretoken.sim.replica.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FreshRowsTest {
  /**
   * Two rows of label 3 and one of label 0 from a step that ended at 100, one of label 3 at 200.
   */
  @Test
  void rowsAreCountedByTheEndOfTheirStepAndByLabel() {
    FreshRows fresh = new FreshRows();
    fresh.add(3, 100);
    fresh.add(0, 100);
    fresh.add(3, 100);
    fresh.add(3, 200);

    assertThat(fresh.rows()).isEqualTo(4);
    assertThat(fresh.groups()).isEqualTo(3);
    assertThat(fresh.rows(3)).isEqualTo(3);

    fresh.remove(3, 100);
    assertThat(fresh.rows(3)).isEqualTo(2);
    fresh.clear();
    assertThat(fresh.rows()).isZero();
    assertThat(fresh.rows(3)).isZero();
  }

  @Test
  void aRowThatIsNotThereIsADefect() {
    FreshRows fresh = new FreshRows();
    fresh.add(1, 100);

    assertThatThrownBy(() -> fresh.remove(2, 100)).hasMessageContaining("label 2");
  }
}
