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
 * @param timeout after which the client gives up an attempt
 * @param rtt network round trip
 * @param cancelAfter after which the client wants no answer any more
 * @param cancelProbability share of the requests whose clients ever do that
 * @param retry what it does after an attempt that has failed
 */
@Doc("The client that sends the requests.")
public record ClientOptions(
    @Doc("Most requests in flight; what arrives beyond waits in the client.")
        @Range(min = 1, max = 100_000_000)
        OptionalInt maxInFlight,
    @Doc("How long after sending the client gives up on a request, or on each attempt at it.")
        @Range(min = 0, aboveMin = true)
        Optional<TimeSpan> timeout,
    @Doc("Network round trip between client and server.") @Default("0ms") TimeSpan rtt,
    @Doc("How long after sending the user cancels, whatever the answer has come to.")
        Optional<CancelOptions> cancelAfter,
    @Doc("Share of the requests whose users may cancel.") @Default("1.0") @Range(min = 0, max = 1)
        double cancelProbability,
    @Doc("Whether clients try again after a timeout or a full queue.")
        Optional<RetryOptions> retry) {
  /** No cap, no timeout, no network, nobody cancels or tries again. */
  public static final ClientOptions NONE = ofNetwork(TimeSpan.ZERO);

  /** A patient client behind a network. */
  public static ClientOptions ofNetwork(TimeSpan rtt) {
    return new ClientOptions(
        OptionalInt.empty(), Optional.empty(), rtt, Optional.empty(), 1, Optional.empty());
  }
}
