package io.foretoken.sim.replica;

/**
 * The API server processes of one replica. A request passes a latency that many share in parallel,
 * then a serial station; requests are bound to servers in turn.
 *
 * <p>Example: latency 5 ms, station 1 ms, one server; requests sent at 0 and 0.2 ms enter the queue
 * at 6 and 7 ms.
 */
public final class ApiServers {
  private final ApiConfig config;
  private final long[] freeAt;
  private int next;

  public ApiServers(ApiConfig config) {
    this.config = config;
    freeAt = new long[config.servers()];
  }

  /**
   * When a request that reaches the server at {@code now} enters the engine's waiting queue.
   *
   * @param inputTokens length of its prompt
   */
  public long ingest(long now, int inputTokens) {
    int server = next;
    next = (next + 1) % freeAt.length;
    freeAt[server] =
        Math.max(freeAt[server], now + config.latencyNanos()) + config.ingestNanos(inputTokens);
    return freeAt[server];
  }
}
