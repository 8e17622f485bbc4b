package io.foretoken.workload.content;

import io.foretoken.sim.request.RequestDraft;

/** The limit on generated tokens that a client declares with its request. */
public final class DeclaredLimit {
  private DeclaredLimit() {}

  /**
   * Sets output and limit of a request.
   *
   * @param outputTokens what the model would generate; cut to the limit
   * @param maxTokens the limit; 0 declares the output itself
   */
  public static void declare(RequestDraft out, int outputTokens, int maxTokens) {
    out.outputTokens = maxTokens > 0 ? Math.min(outputTokens, maxTokens) : outputTokens;
    out.maxTokens = maxTokens > 0 ? maxTokens : outputTokens;
  }
}
