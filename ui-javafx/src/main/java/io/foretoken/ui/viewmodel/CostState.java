package io.foretoken.ui.viewmodel;

import io.foretoken.scenario.cost.CostSheet;
import java.util.List;
import java.util.Optional;

/**
 * What the Cost screen shows.
 *
 * @param sheet the newest that could be reckoned
 * @param fields the prices
 * @param words what stands in the way of a sheet, or what else is to be said; may be empty
 * @param problems what is wrong, in the words of the command line
 * @param userMonthRequests requests that a user makes in a month
 */
public record CostState(
    Optional<CostSheet> sheet,
    List<PriceField> fields,
    String words,
    List<String> problems,
    long userMonthRequests) {
  /** Nothing yet. */
  public static final CostState NOTHING =
      new CostState(Optional.empty(), List.of(), "", List.of(), CostViewModel.USER_MONTH_REQUESTS);

  /** Keeps copies. */
  public CostState {
    fields = List.copyOf(fields);
    problems = List.copyOf(problems);
  }

  /** Whether any price was changed on the screen. */
  public boolean hasChanges() {
    return fields.stream().anyMatch(PriceField::isChanged);
  }
}
