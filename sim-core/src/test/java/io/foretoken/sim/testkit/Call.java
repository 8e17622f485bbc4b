package io.foretoken.sim.testkit;

import io.foretoken.sim.request.RetryPolicy;

/**
 * A request with everything that a client or an order of the queue can go by; times in nanoseconds.
 *
 * @param at when it is sent
 * @param input prompt tokens
 * @param output tokens that it will generate and declares
 * @param tenant whose it is, and its class
 * @param priority smaller is earlier
 * @param due span from sending until it is due, 0 for no deadline
 * @param timeout its client waits so long for an attempt, 0 for ever
 * @param cancel its client cancels so long after sending, 0 for never
 * @param prefix content that it shares with all of the same number, 0 for none
 */
public record Call(
    long at,
    int input,
    int output,
    int tenant,
    int priority,
    long due,
    long timeout,
    long cancel,
    RetryPolicy retry,
    int prefix) {
  /** A request that nobody can tell from others. */
  public static Call of(long at, int input, int output) {
    return new Call(at, input, output, 0, 0, 0, 0, 0, RetryPolicy.NONE, 0);
  }

  /** The same of another tenant. */
  public Call tenant(int number) {
    return new Call(at, input, output, number, priority, due, timeout, cancel, retry, prefix);
  }

  /** The same with another priority. */
  public Call priority(int number) {
    return new Call(at, input, output, tenant, number, due, timeout, cancel, retry, prefix);
  }

  /** The same with a deadline. */
  public Call due(long span) {
    return new Call(at, input, output, tenant, priority, span, timeout, cancel, retry, prefix);
  }

  /** The same with a client that gives up. */
  public Call timeout(long span) {
    return new Call(at, input, output, tenant, priority, due, span, cancel, retry, prefix);
  }

  /** The same with a client that cancels. */
  public Call cancel(long span) {
    return new Call(at, input, output, tenant, priority, due, timeout, span, retry, prefix);
  }

  /** The same with a client that tries again. */
  public Call retry(int attempts, long backoff, double multiplier) {
    RetryPolicy policy = new RetryPolicy(attempts, backoff, multiplier);
    return new Call(at, input, output, tenant, priority, due, timeout, cancel, policy, prefix);
  }

  /** The same with a prompt whose content is that of all with the same number. */
  public Call prefix(int number) {
    return new Call(at, input, output, tenant, priority, due, timeout, cancel, retry, number);
  }
}
