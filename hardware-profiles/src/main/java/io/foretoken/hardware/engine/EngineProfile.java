package io.foretoken.hardware.engine;

import io.foretoken.hardware.operator.Provenance;
import io.foretoken.input.bind.Quoted;

/**
 * One engine in one range of versions.
 *
 * @param name the engine's name in scenarios
 * @param version the version that the figures belong to
 * @param from first version that the profile stands for
 * @param until first version that it does not stand for any more
 * @param api the API server
 * @param host the engine's host thread
 * @param device device time outside of layers
 * @param kernels scales of kernels
 * @param graphs CUDA graphs
 * @param batching default knobs
 * @param memory division of memory
 * @param provenance how far the figures rest on measurements
 * @param source where they come from
 */
public record EngineProfile(
    String name,
    @Quoted String version,
    @Quoted String from,
    @Quoted String until,
    ApiTimes api,
    HostTimes host,
    DeviceTimes device,
    KernelScales kernels,
    GraphRule graphs,
    BatchingDefaults batching,
    MemoryDefaults memory,
    Provenance provenance,
    String source) {

  /** Whether the profile stands for a version such as {@code 0.19} or {@code 0.19.0}. */
  public boolean covers(Version wanted) {
    return Version.of(from).compareTo(wanted) <= 0 && wanted.compareTo(Version.of(until)) < 0;
  }

  /** The same engine with other kernels. */
  public EngineProfile withKernels(KernelScales others) {
    return new EngineProfile(
        name,
        version,
        from,
        until,
        api,
        host,
        device,
        others,
        graphs,
        batching,
        memory,
        provenance,
        source);
  }

  /** The same engine with other knobs by default. */
  public EngineProfile withBatching(BatchingDefaults others) {
    return new EngineProfile(
        name,
        version,
        from,
        until,
        api,
        host,
        device,
        kernels,
        graphs,
        others,
        memory,
        provenance,
        source);
  }

  /** The same engine with all-reduces fused with the norms that follow. */
  public EngineProfile withFusedAllReduce() {
    return withKernels(kernels.fused());
  }

  /** The same engine with requests that ask for top-k or top-p. */
  public EngineProfile withTruncatedSampling() {
    return new EngineProfile(
        name,
        version,
        from,
        until,
        api,
        host,
        device.truncating(),
        kernels,
        graphs,
        batching,
        memory,
        provenance,
        source);
  }

  /** The same engine with CUDA graphs for other steps. */
  public EngineProfile withGraphs(GraphRule.Mode mode) {
    return new EngineProfile(
        name,
        version,
        from,
        until,
        api,
        host,
        device,
        kernels,
        graphs.with(mode),
        batching,
        memory,
        provenance,
        source);
  }

  /**
   * The same engine where requests are handed to it within its own process, as in offline
   * inference: no API server, and a host thread that it need not share.
   */
  public EngineProfile inProcess() {
    return new EngineProfile(
        name,
        version,
        from,
        until,
        ApiTimes.NONE,
        host.alone(),
        device,
        kernels,
        graphs.slowed(host.inProcess()),
        batching,
        memory,
        provenance,
        source);
  }

  /**
   * The same engine where a sequence's tokens are handed to the server so many at a time.
   *
   * @param streamInterval tokens per streamed chunk, at least 1
   */
  public EngineProfile streaming(int streamInterval) {
    return new EngineProfile(
        name,
        version,
        from,
        until,
        api,
        host.answeringEvery(streamInterval),
        device,
        kernels,
        graphs,
        batching,
        memory,
        provenance,
        source);
  }

  /** Such as {@code 0.19 (0.18 to before 0.21)}. */
  public String describeVersions() {
    return version + " (" + from + " to before " + until + ")";
  }
}
