package io.foretoken.sim.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitClockTest {
  // until 100 the queue waits for the step, [100, 250) for KV, [250, 300) for slots, then nothing
  //   A enters at 40, leaves at 260: step 60, KV 150, slots 10
  //   B enters at 120, leaves at 300: KV 130, slots 50
  @Test
  void waitIsTheDifferenceOfTwoReadings() {
    WaitClock clock = new WaitClock();
    RequestTable requests = new RequestTable();
    int a = requests.add(new RequestDraft());
    int b = requests.add(new RequestDraft());
    clock.enter(requests, a, 40);
    clock.decided(100, WaitCause.KV);
    clock.enter(requests, b, 120);
    clock.decided(250, WaitCause.SLOTS);
    clock.leave(requests, a, 260);
    clock.leave(requests, b, 300);

    assertThat(waits(requests, a)).containsExactly(60, 10, 150, 0, 0, 0);
    assertThat(waits(requests, b)).containsExactly(0, 50, 130, 0, 0, 0);
    assertThat(clock.current()).isEqualTo(WaitCause.SLOTS);
  }

  private static long[] waits(RequestTable requests, int slot) {
    RequestRow row = new RequestRow();
    requests.scheduledFirst(slot, 300, 0);
    requests.describe(slot, -1, true, row);
    return row.waitNanos;
  }
}
