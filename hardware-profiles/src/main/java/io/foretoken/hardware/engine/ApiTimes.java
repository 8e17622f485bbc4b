package io.foretoken.hardware.engine;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Range;

/**
 * The way through the API server.
 *
 * @param latencyMs ingest of a request that many share in parallel, ms
 * @param ingestMs ingest of a request in the serial station that follows, ms
 * @param tokenUs more in the same station for each prompt token (tokenising, validating), us
 * @param randomTokenUs the same for prompts of random tokens, as benchmark clients send them: they
 *     are no words, and tokenising them takes longer
 * @param streamUs a streamed chunk in the same station, us
 */
public record ApiTimes(
    @Range(min = 0) double latencyMs,
    @Range(min = 0) double ingestMs,
    @Range(min = 0) @Default("0") double tokenUs,
    @Range(min = 0) @Default("0") double randomTokenUs,
    @Range(min = 0) double streamUs) {

  /** No server. */
  public static final ApiTimes NONE = new ApiTimes(0, 0, 0, 0, 0);

  /** The same on a host that takes so many times as long. */
  public ApiTimes slowed(double factor) {
    return new ApiTimes(
        latencyMs * factor,
        ingestMs * factor,
        tokenUs * factor,
        randomTokenUs * factor,
        streamUs * factor);
  }

  public long latencyNanos() {
    return Math.round(latencyMs * 1e6);
  }

  public long ingestNanos() {
    return Math.round(ingestMs * 1e6);
  }

  /**
   * Ingest per prompt token.
   *
   * @param random whether prompts are random tokens
   */
  public long ingestPicosPerToken(boolean random) {
    return Math.round((random ? randomTokenUs : tokenUs) * 1e6);
  }

  public long streamNanosPerChunk() {
    return Math.round(streamUs * 1e3);
  }
}
