package io.foretoken.sim.batch;

/** How requests find their data-parallel rank, where a replica has several. */
public enum RankChoice {
  /** By counts that the ranks publish now and then, as vLLM's client does. */
  PUBLISHED_COUNTS,
  /** By what the ranks have at that moment, as TensorRT-LLM's executor does. */
  ACTIVE_REQUESTS
}
