package io.foretoken.hardware.price;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rule that picks one price among those known for a GPU. Without a wish: the row marked as the
 * default; else, among on-demand rows of medium or high confidence, the newest, then the cheapest.
 * With a provider or a term asked for: among the rows that match, low confidence last, then the
 * default, the newest, the cheapest. A user's own rows go before all others.
 */
public final class PriceChoice {
  private static final String ON_DEMAND = "on-demand";

  private PriceChoice() {}

  /**
   * Picks a price.
   *
   * @param own the user's rows for one GPU
   * @param shipped the catalogue's rows for the same GPU
   * @param provider as asked for, lower case; empty for any
   * @param term as asked for, lower case; empty for any
   */
  public static Optional<Price> of(
      List<Price> own, List<Price> shipped, Optional<String> provider, Optional<String> term) {
    return best(own, provider, term, false).or(() -> best(shipped, provider, term, true));
  }

  private static Optional<Price> best(
      List<Price> rows, Optional<String> provider, Optional<String> term, boolean careful) {
    boolean anything = provider.isEmpty() && term.isEmpty();
    return rows.stream()
        .filter(row -> provider.isEmpty() || row.provider().equals(provider.get()))
        .filter(row -> term.isEmpty() || row.term().equals(term.get()))
        .filter(row -> !careful || !anything || row.isDefault() || mayStandAsDefault(row))
        .min(
            Comparator.comparing((Price row) -> isLow(row))
                .thenComparing(row -> !row.isDefault())
                .thenComparing(row -> anything && !row.term().equals(ON_DEMAND))
                .thenComparing(PriceChoice::date, Comparator.reverseOrder())
                .thenComparingDouble(Price::perGpuHour));
  }

  private static boolean mayStandAsDefault(Price row) {
    return !isLow(row) && row.term().equals(ON_DEMAND);
  }

  private static String date(Price row) {
    return row.asOf().equals("unknown") ? "" : row.asOf();
  }

  private static boolean isLow(Price row) {
    return row.confidence().equals("low");
  }
}
