package io.foretoken.ui.viewmodel.plan;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.price.Price;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.cost.PriceAge;
import io.foretoken.scenario.plan.PlanOutline;
import io.foretoken.scenario.plan.candidate.Candidate;
import io.foretoken.scenario.plan.price.Term;
import io.foretoken.scenario.plan.price.TermPrice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** GPUs and prices of a scenario as rows: what is considered, and what was left out here. */
final class PriceRows {
  private static final String NO_DATE = "unknown";

  private final MapNode root;
  private final Catalog catalog;
  private final LocalDate today;

  private PriceRows(MapNode root, Catalog catalog, LocalDate today) {
    this.root = root;
    this.catalog = catalog;
    this.today = today;
  }

  /** The rows, in the order of GPUs and terms. */
  static List<PriceRow> of(
      MapNode root, PlanOutline outline, Set<String> leftOut, Catalog catalog, LocalDate today) {
    PriceRows rows = new PriceRows(root, catalog, today);
    Set<String> considered = new TreeSet<>();
    outline.candidates().stream().map(Candidate::gpu).forEach(considered::add);
    Set<String> apart = new TreeSet<>(leftOut);
    for (LocatedNode each : rows.written()) {
      rows.gpu(each).ifPresent(apart::add);
    }
    apart.removeAll(considered);
    List<PriceRow> all = new ArrayList<>();
    for (String gpu : considered) {
      List<TermPrice> prices = outline.prices().of(gpu);
      prices.forEach(price -> all.add(rows.considered(price)));
      if (prices.isEmpty()) {
        all.add(rows.without(gpu, true));
      }
    }
    apart.forEach(gpu -> all.add(rows.apart(gpu)));
    all.sort(Comparator.comparing(PriceRow::gpu));
    return List.copyOf(all);
  }

  private List<LocatedNode> written() {
    return NodePath.get(root, "plan.prices")
        .map(node -> node instanceof ListNode list ? list.items() : List.<LocatedNode>of())
        .orElse(List.of());
  }

  private Optional<String> gpu(LocatedNode row) {
    return Optional.of(text(row, "gpu")).flatMap(catalog::findGpu).map(GpuEntry::id);
  }

  private static String text(LocatedNode row, String key) {
    return row instanceof MapNode map
            && map.get(key) instanceof ScalarNode scalar
            && !scalar.isNull()
        ? scalar.text()
        : "";
  }

  private static boolean hasPeriods(LocatedNode row) {
    return row instanceof MapNode map && map.get("periods") != null;
  }

  /** Numbers under {@code plan.prices} of those of a GPU and term. */
  private List<Integer> numbers(String gpu, Term term) {
    List<LocatedNode> all = written();
    List<Integer> found = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      String word = text(all.get(at), "term");
      boolean isOfTerm = word.equals(term.word()) || (word.isEmpty() && term == Term.ON_DEMAND);
      if (isOfTerm && gpu(all.get(at)).filter(gpu::equals).isPresent()) {
        found.add(at);
      }
    }
    return found;
  }

  private PriceRow considered(TermPrice price) {
    List<Integer> numbers = numbers(price.gpu(), price.term());
    boolean isOpen =
        numbers.isEmpty() || (numbers.size() == 1 && !hasPeriods(written().get(numbers.get(0))));
    return row(
        price.gpu(),
        true,
        price.term(),
        price.lowest(),
        price.asOf(),
        price.source(),
        numbers.isEmpty() ? -1 : numbers.get(0),
        isOpen);
  }

  /** A GPU that is not considered, with the price that the scenario or the catalogue has of it. */
  private PriceRow apart(String gpu) {
    for (Term term : Term.values()) {
      List<Integer> numbers = numbers(gpu, term);
      if (!numbers.isEmpty()) {
        LocatedNode own = written().get(numbers.get(0));
        String usd = text(own, "gpu_hour_usd");
        return row(
            gpu,
            false,
            term,
            usd.matches("[0-9.]+") ? Double.parseDouble(usd) : Double.NaN,
            text(own, "as_of"),
            text(own, "source").isEmpty() ? "scenario" : text(own, "source"),
            numbers.get(0),
            numbers.size() == 1 && !hasPeriods(own));
      }
    }
    return without(gpu, false);
  }

  private PriceRow without(String gpu, boolean isConsidered) {
    Optional<Price> shipped =
        catalog.price(gpu, Optional.empty(), Optional.of(Term.ON_DEMAND.word()));
    return row(
        gpu,
        isConsidered,
        Term.ON_DEMAND,
        shipped.map(Price::perGpuHour).orElse(Double.NaN),
        shipped.map(Price::asOf).filter(date -> !date.equals(NO_DATE)).orElse(""),
        shipped.map(price -> price.provider() + " " + price.term()).orElse(""),
        -1,
        true);
  }

  private PriceRow row(
      String gpu,
      boolean isConsidered,
      Term term,
      double usd,
      String asOf,
      String source,
      int index,
      boolean isOpen) {
    return new PriceRow(
        gpu,
        isConsidered,
        term.word(),
        Double.isNaN(usd) ? "" : String.format(Locale.ROOT, "%.2f", usd),
        asOf,
        source,
        PriceAge.isStale(asOf, today),
        index,
        isOpen);
  }
}
