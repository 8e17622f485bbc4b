package io.foretoken.sim.request;

import static io.foretoken.sim.request.ClientAlarms.Kind.CANCEL;
import static io.foretoken.sim.request.ClientAlarms.Kind.GIVE_UP;
import static io.foretoken.sim.request.ClientAlarms.Kind.SEND_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClientAlarmsTest {
  private final RequestTable requests = new RequestTable();
  private final ClientAlarms alarms = new ClientAlarms(requests);

  private int request() {
    RequestDraft draft = new RequestDraft();
    draft.inputTokens = 1;
    draft.outputTokens = 1;
    draft.maxTokens = 1;
    return requests.add(draft);
  }

  @Test
  void firstIsTheEarliestAndOfEqualOnesTheOneSetFirst() {
    int one = request();
    int two = request();
    alarms.add(GIVE_UP, 50, one);
    alarms.add(CANCEL, 20, one);
    alarms.add(SEND_AGAIN, 20, two);

    assertThat(alarms.firstTime()).isEqualTo(20);
    assertThat(alarms.firstKind()).isEqualTo(CANCEL);
    assertThat(alarms.poll()).isEqualTo(one);
    assertThat(alarms.firstKind()).isEqualTo(SEND_AGAIN);
    assertThat(alarms.poll()).isEqualTo(two);
    assertThat(alarms.firstTime()).isEqualTo(50);
  }

  // the slot changes hands: the alarm of whom it was set for means nothing to the next
  @Test
  void alarmsOfThoseWhoHaveLeftAreNeverHeard() {
    int gone = request();
    alarms.add(GIVE_UP, 10, gone);
    requests.remove(gone);
    int next = request();
    assertThat(next).isEqualTo(gone);
    int abandoned = request();
    alarms.add(GIVE_UP, 11, abandoned);
    requests.abandon(abandoned);

    assertThat(alarms.firstTime()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void manyComeInOrder() {
    Random random = new Random(5);
    int slot = request();
    List<Long> expected = new ArrayList<>();
    for (int alarm = 0; alarm < 1000; alarm++) {
      long nanos = random.nextInt(300);
      expected.add(nanos);
      alarms.add(GIVE_UP, nanos, slot);
    }
    Collections.sort(expected);
    for (long nanos : expected) {
      assertThat(alarms.firstTime()).isEqualTo(nanos);
      alarms.poll();
    }
    assertThat(alarms.firstTime()).isEqualTo(Long.MAX_VALUE);
  }
}
