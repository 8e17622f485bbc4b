package io.foretoken.validation.benchmark;

import io.foretoken.validation.measured.Load;
import java.util.List;

/**
 * The load of a benchmark run, to be sent again.
 *
 * @param load what is sent
 * @param order number of each of its requests among those of the run; empty where they are not
 *     listed
 * @param assumptions what the file does not say and the load assumes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ConvertedLoad(Load load, int[] order, List<String> assumptions) {}
