package io.foretoken.scenario.plan.price;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The prices that a plan is made with.
 *
 * @param prices one for each GPU and term, in the order of their names
 */
public record PriceBook(List<TermPrice> prices) {
  /** Keeps a copy. */
  public PriceBook {
    prices = List.copyOf(prices);
  }

  /** The price of a GPU under a term. */
  public Optional<TermPrice> of(String gpu, Term term) {
    return prices.stream()
        .filter(each -> each.gpu().equals(gpu) && each.term() == term)
        .findFirst();
  }

  /** All prices of a GPU, in the order of terms. */
  public List<TermPrice> of(String gpu) {
    List<TermPrice> found = new ArrayList<>();
    for (Term term : Term.values()) {
      of(gpu, term).ifPresent(found::add);
    }
    return found;
  }
}
