package io.foretoken.sim.replica.api;

import java.util.Arrays;

/**
 * Requests on their way to a waiting queue, by time and, at one time, in the order in which they
 * were added. A ring over primitive arrays: entries come nearly in order, so finding a place costs
 * next to nothing.
 */
public final class Inbox {
  private long[] times = new long[64];
  private int[] requests = new int[64];
  private int head;
  private int size;

  /** A request will come at a time. */
  public void add(long nanos, int request) {
    if (size == times.length) {
      grow();
    }
    int mask = times.length - 1;
    int place = size;
    while (place > 0 && times[(head + place - 1) & mask] > nanos) {
      times[(head + place) & mask] = times[(head + place - 1) & mask];
      requests[(head + place) & mask] = requests[(head + place - 1) & mask];
      place--;
    }
    times[(head + place) & mask] = nanos;
    requests[(head + place) & mask] = request;
    size++;
  }

  /** Time of the first, or {@link Long#MAX_VALUE}. */
  public long firstTime() {
    return size == 0 ? Long.MAX_VALUE : times[head];
  }

  /** Takes the first. */
  public int poll() {
    int request = requests[head];
    head = (head + 1) & (times.length - 1);
    size--;
    return request;
  }

  /** Requests on their way. */
  public int size() {
    return size;
  }

  private void grow() {
    int length = times.length;
    long[] moreTimes = Arrays.copyOfRange(times, head, head + 2 * length);
    int[] moreRequests = Arrays.copyOfRange(requests, head, head + 2 * length);
    System.arraycopy(times, 0, moreTimes, length - head, head);
    System.arraycopy(requests, 0, moreRequests, length - head, head);
    times = moreTimes;
    requests = moreRequests;
    head = 0;
  }
}
