package io.foretoken.workload.content;

/**
 * What every request of a stream carries beside its tokens.
 *
 * @param classIndex number of the request class, from 0
 * @param tenant number of the tenant, from 0
 * @param priority as vLLM has it: a smaller number is served earlier
 * @param dueNanos how long after it was meant to be sent the answer is due, 0 for no deadline
 */
public record RequestLabels(int classIndex, int tenant, int priority, long dueNanos) {
  /** Class 0, tenant 0, priority 0. */
  public static final RequestLabels NONE = new RequestLabels(0, 0, 0);

  /** Labels without a deadline. */
  public RequestLabels(int classIndex, int tenant, int priority) {
    this(classIndex, tenant, priority, 0);
  }
}
