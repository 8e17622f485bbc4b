package io.foretoken.ui.viewmodel.plan;

/**
 * A GPU that a plan may consider, and what it costs.
 *
 * @param gpu catalogue id
 * @param isConsidered whether the fleet may have it
 * @param term how it is paid, such as "on-demand"
 * @param usd US dollars for one GPU and hour, with cents; empty where no price is known
 * @param asOf date of the price; empty where it has none
 * @param source whose price it is; empty where there is none
 * @param isStale whether the price is older than half a year
 * @param index its number under {@code plan.prices}, or -1 where it is the catalogue's
 * @param isOpen whether it can be changed here: not where it differs by period
 */
public record PriceRow(
    String gpu,
    boolean isConsidered,
    String term,
    String usd,
    String asOf,
    String source,
    boolean isStale,
    int index,
    boolean isOpen) {
  /** Whether the scenario gives the price itself. */
  public boolean isOwn() {
    return index >= 0;
  }
}
