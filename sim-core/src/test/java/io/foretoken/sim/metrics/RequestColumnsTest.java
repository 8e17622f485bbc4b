package io.foretoken.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestColumnsTest {
  private final RequestColumns columns = new RequestColumns();

  // TPOT = (3102 - 1100) / 2 gaps = 1001 ns = 1,001,000 ps; 1000 / 3 gaps = 333.333 ns
  @Test
  void tpotIsTheTimeAfterTheFirstTokenPerFurtherToken() {
    columns.add(1100, 3102, 0, 3);
    columns.add(500, 1500, 0, 4);

    assertThat(columns.tpotPicos(0)).isEqualTo(1_001_000);
    assertThat(columns.tpotPicos(1)).isEqualTo(333_333);
  }

  @Test
  void requestOfOneTokenHasNoTpotAndDoesNotCountInItsStatistics() {
    columns.add(1100, 1100, 0, 1);
    columns.add(1100, 2100, 0, 2);

    assertThat(columns.tpotPicos(0)).isEqualTo(-1);
    assertThat(columns.tpotPicos().count()).isEqualTo(1);
    assertThat(columns.tpotPicos().mean()).isEqualTo(1_000_000);
    assertThat(columns.ttft().count()).isEqualTo(2);
  }

  // more than one chunk of 16,384 rows: row r has TTFT r, E2E 3 r, client queue 5 r, r tokens
  @Test
  void rowsStayWhatTheyWereBeyondAChunk() {
    int count = 40_000;
    for (int row = 0; row < count; row++) {
      columns.add(row, 3L * row, 5L * row, row + 1);
    }

    assertThat(columns.size()).isEqualTo(count);
    for (int row : new int[] {0, 1, 16_383, 16_384, 32_767, 32_768, 39_999}) {
      assertThat(columns.ttft(row)).isEqualTo(row);
      assertThat(columns.e2e(row)).isEqualTo(3L * row);
      assertThat(columns.clientQueue(row)).isEqualTo(5L * row);
      assertThat(columns.outputTokens(row)).isEqualTo(row + 1);
    }
    assertThat(columns.ttft().mean()).isEqualTo(19_999.5);
    assertThat(columns.e2e().max()).isEqualTo(3L * 39_999);
    assertThat(columns.clientQueue().percentile(50)).isEqualTo(5 * 19_999.5);
  }
}
