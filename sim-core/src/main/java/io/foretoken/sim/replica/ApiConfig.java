package io.foretoken.sim.replica;

/**
 * What lies between client and engine. Times in nanoseconds.
 *
 * @param rttNanos network round trip between client and server; half of it each way
 * @param latencyNanos ingest of a request that many requests share in parallel
 * @param ingestNanos ingest of a request in the serial station that follows
 * @param ingestPicosPerToken more in the same station for each prompt token, picoseconds
 * @param streamNanosPerChunk cost of a streamed chunk in the same station
 * @param servers API server processes, at least 1; each is a station of its own
 * @param streamInterval tokens per streamed chunk, at least 1; the first token is always sent alone
 */
public record ApiConfig(
    long rttNanos,
    long latencyNanos,
    long ingestNanos,
    long ingestPicosPerToken,
    long streamNanosPerChunk,
    int servers,
    int streamInterval) {

  /** Prompts of any length take the same time. */
  public ApiConfig(
      long rttNanos,
      long latencyNanos,
      long ingestNanos,
      long streamNanosPerChunk,
      int servers,
      int streamInterval) {
    this(rttNanos, latencyNanos, ingestNanos, 0, streamNanosPerChunk, servers, streamInterval);
  }

  /** Time in the station for a prompt of so many tokens, rounded down to a nanosecond. */
  public long ingestNanos(int inputTokens) {
    return ingestNanos + inputTokens * ingestPicosPerToken / 1000;
  }
}
