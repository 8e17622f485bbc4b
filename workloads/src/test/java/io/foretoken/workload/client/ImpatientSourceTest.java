package io.foretoken.workload.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.input.units.TimeSpan;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.sim.request.RetryPolicy;
import io.foretoken.workload.random.StreamRandom;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ImpatientSourceTest {
  private static final int MANY = 20_000;

  private final Recorded inner = new Recorded();

  @Test
  void everyRequestCarriesTimeoutAndRetries() {
    RetryOptions retry = new RetryOptions(4, new TimeSpan(1000), 2);
    RequestDraft draft = new RequestDraft();
    source(Optional.of(new TimeSpan(300)), Optional.empty(), 1, Optional.of(retry)).next(draft);

    assertThat(draft.index).isEqualTo(0);
    assertThat(draft.timeoutNanos).isEqualTo(300);
    assertThat(draft.cancelNanos).isZero();
    assertThat(draft.retry).isEqualTo(new RetryPolicy(4, 1000, 2));
  }

  @Test
  void fixedTimeToCancelIsTheSameForAll() {
    RequestSource source =
        source(
            Optional.empty(),
            Optional.of(new CancelOptions.Fixed(new TimeSpan(700))),
            1,
            Optional.empty());
    RequestDraft draft = new RequestDraft();
    for (int request = 0; request < 10; request++) {
      source.next(draft);
      assertThat(draft.cancelNanos).isEqualTo(700);
    }
  }

  // 30 % of 20,000 cancel: 6,000 with a standard deviation of 65; their times have mean 10^6 and a
  // standard error of 10^6 / sqrt(6,000) = 12,900. Within 4 of each.
  @Test
  void shareAndTimesOfCancellationsAreAsAsked() {
    RequestSource source =
        source(
            Optional.empty(),
            Optional.of(new CancelOptions.Exponential(new TimeSpan(1_000_000))),
            0.3,
            Optional.empty());
    RequestDraft draft = new RequestDraft();
    int cancelled = 0;
    double sum = 0;
    for (int request = 0; request < MANY; request++) {
      source.next(draft);
      cancelled += draft.cancelNanos > 0 ? 1 : 0;
      sum += draft.cancelNanos;
    }
    assertThat(cancelled).isBetween(5740, 6260);
    assertThat(sum / cancelled).isBetween(948_400.0, 1_051_600.0);
  }

  @Test
  void everythingElseIsTheSourcesOwn() {
    RequestSource source =
        source(Optional.of(new TimeSpan(300)), Optional.empty(), 1, Optional.empty());
    assertThat(source.peekTime()).isEqualTo(42);
    assertThat(source.reacts()).isFalse();
    source.onFinished(1, 10);
    source.onRefused(2, 20);
    source.onTimeout(3, 30);
    source.onRejected(4, 40);
    source.onCancelled(5, 50);
    assertThat(inner.heard)
        .isEqualTo("finished 1@10 refused 2@20 timeout 3@30 refused 4@40 timeout 5@50 ");
  }

  private RequestSource source(
      Optional<TimeSpan> timeout,
      Optional<CancelOptions> cancel,
      double probability,
      Optional<RetryOptions> retry) {
    ClientOptions client =
        new ClientOptions(OptionalInt.empty(), timeout, TimeSpan.ZERO, cancel, probability, retry);
    return new ImpatientSource(inner, client, new StreamRandom(KeyedRandom.of(1, 0), 0));
  }

  private static final class Recorded implements RequestSource {
    private String heard = "";
    private long next;

    @Override
    public long peekTime() {
      return 42;
    }

    @Override
    public void next(RequestDraft out) {
      out.clear();
      out.index = next++;
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
