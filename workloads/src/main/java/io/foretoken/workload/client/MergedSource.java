package io.foretoken.workload.client;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import java.util.List;

/**
 * Several sources side by side, one per request class. The earliest request comes first, of equal
 * ones that of the first source. Requests are numbered anew in the order of handing over; callbacks
 * reach the source that the request came from under the number it gave it.
 */
public final class MergedSource implements RequestSource {
  private final RequestSource[] sources;
  private final boolean reacts;
  private final InFlightNumbers numbers = new InFlightNumbers();
  private long index;

  /**
   * @param sources at least one
   */
  public MergedSource(List<RequestSource> sources) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("at least one source is needed");
    }
    this.sources = sources.toArray(new RequestSource[0]);
    reacts = sources.stream().anyMatch(RequestSource::reacts);
  }

  @Override
  public long peekTime() {
    return sources[earliest()].peekTime();
  }

  @Override
  public void next(RequestDraft out) {
    int from = earliest();
    sources[from].next(out);
    if (reacts) {
      numbers.put(index, from, out.index);
    }
    out.index = index++;
  }

  @Override
  public void onFinished(long index, long nowNanos) {
    if (reacts) {
      int from = numbers.sourceOf(index);
      sources[from].onFinished(numbers.remove(index), nowNanos);
    }
  }

  @Override
  public void onRefused(long index, long nowNanos) {
    if (reacts) {
      int from = numbers.sourceOf(index);
      sources[from].onRefused(numbers.remove(index), nowNanos);
    }
  }

  @Override
  public void onTimeout(long index, long nowNanos) {
    if (reacts) {
      int from = numbers.sourceOf(index);
      sources[from].onTimeout(numbers.remove(index), nowNanos);
    }
  }

  @Override
  public boolean reacts() {
    return reacts;
  }

  private int earliest() {
    int earliest = 0;
    for (int i = 1; i < sources.length; i++) {
      if (sources[i].peekTime() < sources[earliest].peekTime()) {
        earliest = i;
      }
    }
    return earliest;
  }
}
