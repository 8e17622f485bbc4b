package io.foretoken.sim.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiServersTest {
  // latency 5000 in parallel, station 1000 serial, one server; reached at 0, 200, 5000, 20000:
  //   0      -> station free at 5000 -> 6000
  //   200    -> latency over at 5200, station free at 6000 -> 7000
  //   5000   -> latency over at 10000, station free -> 11000
  //   20000  -> 26000
  @Test
  void latencyIsSharedAndTheStationIsSerial() {
    ApiServers servers = new ApiServers(new ApiConfig(0, 5000, 1000, 0, 1, 1));

    assertThat(servers.ingest(0, 100)).isEqualTo(6000);
    assertThat(servers.ingest(200, 100)).isEqualTo(7000);
    assertThat(servers.ingest(5000, 100)).isEqualTo(11_000);
    assertThat(servers.ingest(20_000, 100)).isEqualTo(26_000);
  }

  // two servers in turn: the first and third request share one station
  @Test
  void requestsAreBoundToServersInTurn() {
    ApiServers servers = new ApiServers(new ApiConfig(0, 5000, 1000, 0, 2, 1));

    assertThat(servers.ingest(0, 100)).isEqualTo(6000);
    assertThat(servers.ingest(0, 100)).isEqualTo(6000);
    assertThat(servers.ingest(0, 100)).isEqualTo(7000);
    assertThat(servers.ingest(0, 100)).isEqualTo(7000);
  }

  @Test
  void nothingToPassTakesNoTime() {
    ApiServers servers = new ApiServers(new ApiConfig(0, 0, 0, 0, 1, 1));

    assertThat(servers.ingest(42, 100)).isEqualTo(42);
    assertThat(servers.ingest(42, 100)).isEqualTo(42);
  }

  // station 1000 + 100 tokens x 2.5 ns = 1250; then 1000 + 1001 x 2.5 = 3502.5, rounded down
  @Test
  void longPromptsTakeLonger() {
    ApiServers servers = new ApiServers(new ApiConfig(0, 0, 1000, 2500, 0, 1, 1));

    assertThat(servers.ingest(0, 100)).isEqualTo(1250);
    assertThat(servers.ingest(0, 1001)).isEqualTo(1250 + 3502);
  }
}
