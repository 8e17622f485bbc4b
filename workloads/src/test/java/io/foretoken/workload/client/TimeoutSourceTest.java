package io.foretoken.workload.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import org.junit.jupiter.api.Test;

class TimeoutSourceTest {
  private final Recorded inner = new Recorded();
  private final RequestSource source = new TimeoutSource(inner, 300);

  @Test
  void everyRequestCarriesTheTimeout() {
    RequestDraft draft = new RequestDraft();
    source.next(draft);
    assertThat(draft.index).isEqualTo(7);
    assertThat(draft.timeoutNanos).isEqualTo(300);
  }

  @Test
  void everythingElseIsTheSourcesOwn() {
    assertThat(source.peekTime()).isEqualTo(42);
    assertThat(source.reacts()).isFalse();
    source.onFinished(1, 10);
    source.onRefused(2, 20);
    source.onTimeout(3, 30);
    assertThat(inner.heard).isEqualTo("finished 1@10 refused 2@20 timeout 3@30 ");
  }

  @Test
  void aTimeoutOfNothingIsRefused() {
    assertThatThrownBy(() -> new TimeoutSource(inner, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positive");
  }

  private static final class Recorded implements RequestSource {
    private String heard = "";

    @Override
    public long peekTime() {
      return 42;
    }

    @Override
    public void next(RequestDraft out) {
      out.clear();
      out.index = 7;
    }

    @Override
    public boolean reacts() {
      return false;
    }

    @Override
    public void onFinished(long index, long nowNanos) {
      heard += "finished " + index + "@" + nowNanos + " ";
    }

    @Override
    public void onRefused(long index, long nowNanos) {
      heard += "refused " + index + "@" + nowNanos + " ";
    }

    @Override
    public void onTimeout(long index, long nowNanos) {
      heard += "timeout " + index + "@" + nowNanos + " ";
    }
  }
}
