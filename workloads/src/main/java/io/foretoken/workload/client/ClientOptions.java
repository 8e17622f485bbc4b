package io.foretoken.workload.client;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Range;
import io.foretoken.input.units.TimeSpan;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The client, as users write it.
 *
 * @param maxInFlight most requests in flight; what arrives beyond waits in the client
 * @param timeout after which the client gives up on a request
 * @param rtt network round trip
 */
@Doc("The client that sends the requests.")
public record ClientOptions(
    @Doc("Most requests in flight; what arrives beyond waits in the client.")
        @Range(min = 1, max = 100_000_000)
        OptionalInt maxInFlight,
    @Doc("How long after sending the client gives up on a request.")
        @Range(min = 0, aboveMin = true)
        Optional<TimeSpan> timeout,
    @Doc("Network round trip between client and server.") @Default("0ms") TimeSpan rtt) {
  /** No cap, no timeout, no network. */
  public static final ClientOptions NONE =
      new ClientOptions(OptionalInt.empty(), Optional.empty(), TimeSpan.ZERO);
}
