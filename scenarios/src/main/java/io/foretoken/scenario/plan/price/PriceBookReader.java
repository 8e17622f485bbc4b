package io.foretoken.scenario.plan.price;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.price.Price;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.cost.PriceAge;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.spec.PlanPriceSpec;
import io.foretoken.scenario.spec.PlanSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** From prices as written, and the catalogue's, to a price book. */
public final class PriceBookReader {
  private static final String PATH = "plan.prices";

  private final Catalog catalog;
  private final Forecast forecast;
  private final Problems problems;

  /**
   * @param problems receives what is wrong
   */
  public PriceBookReader(Catalog catalog, Forecast forecast, Problems problems) {
    this.catalog = catalog;
    this.forecast = forecast;
    this.problems = problems;
  }

  /** One GPU and term, as written. */
  private record Key(String gpu, Term term) {}

  /**
   * Reads the prices of some GPUs.
   *
   * @param gpus catalogue ids
   */
  public PriceBook read(PlanSpec spec, List<String> gpus) {
    Map<Key, List<PlanPriceSpec>> written = new LinkedHashMap<>();
    for (PlanPriceSpec each : spec.prices()) {
      Optional<GpuEntry> gpu = catalog.findGpu(each.gpu().value());
      Optional<Term> term = term(each.term(), PATH + ".term");
      each.asOf().ifPresent(this::checkDate);
      if (gpu.isEmpty()) {
        problems.add(catalog.unknownGpu(each.gpu().value(), each.gpu().origin(), PATH + ".gpu"));
      } else if (term.isPresent()) {
        written
            .computeIfAbsent(new Key(gpu.get().id(), term.get()), key -> new ArrayList<>())
            .add(each);
      }
    }
    Set<Term> terms = terms(spec, written.keySet());
    Map<Key, TermPrice> own = new LinkedHashMap<>();
    written.forEach((key, rows) -> own.put(key, merged(key, rows)));
    List<TermPrice> prices = new ArrayList<>();
    for (String gpu : new TreeSet<>(gpus)) {
      boolean hasOwn = own.keySet().stream().anyMatch(key -> key.gpu().equals(gpu));
      for (Term term : terms) {
        TermPrice mine = own.get(new Key(gpu, term));
        if (mine != null) {
          prices.add(mine);
        } else if (!hasOwn) {
          ofCatalog(gpu, term).ifPresent(prices::add);
        }
      }
    }
    PriceBook book = new PriceBook(prices);
    checkPeriods(spec, book);
    return book;
  }

  /** The term of a word; a problem is added for an unknown one. */
  public Optional<Term> term(Located<String> written, String path) {
    Optional<Term> term = Term.named(written.value());
    if (term.isEmpty()) {
      String question = NearestName.question(written.value(), Term.words());
      problems.add(
          written.origin(),
          path,
          "there is no term \"" + written.value() + "\"",
          (question + " known: " + String.join(", ", Term.words())).strip());
    }
    return term;
  }

  private void checkDate(Located<String> date) {
    if (PriceAge.day(date.value()).isEmpty()) {
      problems.add(
          date.origin(),
          PATH + ".as_of",
          "found \"" + date.value() + "\"",
          "write a date as YYYY-MM-DD or YYYY-MM, in quotes");
    }
  }

  private Set<Term> terms(PlanSpec spec, Set<Key> written) {
    Set<Term> terms = EnumSet.noneOf(Term.class);
    spec.terms().forEach(each -> term(each, "plan.terms").ifPresent(terms::add));
    if (spec.terms().isEmpty()) {
      terms.add(Term.ON_DEMAND);
      written.forEach(key -> terms.add(key.term()));
    }
    return terms;
  }

  private TermPrice merged(Key key, List<PlanPriceSpec> rows) {
    int count = forecast.periods().size();
    Double[] usd = new Double[count];
    Arrays.fill(usd, Double.NaN);
    for (PlanPriceSpec row : rows) {
      if (!row.periods().isEmpty() && key.term() == Term.RESERVED) {
        problems.add(
            row.periods().get(0).origin(),
            PATH + ".periods",
            "a reserved GPU is paid all week, not in some periods",
            "remove periods, or write term: on-demand");
      }
      for (int period : periods(row)) {
        if (!usd[period].isNaN()) {
          problems.add(
              row.gpu().origin(),
              PATH,
              "a second price of "
                  + key.gpu()
                  + " "
                  + key.term().word()
                  + (row.periods().isEmpty() && count > 1
                      ? ""
                      : " in period " + forecast.periods().get(period).name()),
              "keep one of them");
          break;
        }
        usd[period] = row.gpuHourUsd();
      }
    }
    PlanPriceSpec first = rows.get(0);
    return new TermPrice(
        key.gpu(),
        key.term(),
        List.of(usd),
        first.source(),
        first.asOf().map(Located::value).orElse(""));
  }

  private List<Integer> periods(PlanPriceSpec row) {
    List<String> names = forecast.periods().stream().map(each -> each.name()).toList();
    List<Integer> found = new ArrayList<>();
    for (Located<String> name : row.periods()) {
      int at = names.indexOf(name.value());
      if (at >= 0) {
        found.add(at);
      } else {
        problems.add(
            name.origin(),
            PATH + ".periods",
            "the forecast has no period \"" + name.value() + "\"",
            (NearestName.question(name.value(), names)
                    + " its periods: "
                    + String.join(", ", names.subList(0, Math.min(8, names.size()))))
                .strip());
      }
    }
    if (row.periods().isEmpty()) {
      for (int at = 0; at < names.size(); at++) {
        found.add(at);
      }
    }
    return found;
  }

  private Optional<TermPrice> ofCatalog(String gpu, Term term) {
    Optional<Price> price =
        term == Term.ON_DEMAND
            ? catalog.price(gpu, Optional.empty(), Optional.empty())
            : catalog.price(gpu, Optional.empty(), Optional.of(term.word()));
    return price
        .filter(found -> found.currency().equals("USD") && found.term().equals(term.word()))
        .map(
            found ->
                TermPrice.always(
                    gpu,
                    term,
                    found.perGpuHour(),
                    forecast.periods().size(),
                    found.provider() + " " + found.term(),
                    found.asOf().equals("unknown") ? "" : found.asOf()));
  }

  /** A period in which no GPU has a price cannot be served. */
  private void checkPeriods(PlanSpec spec, PriceBook book) {
    if (!problems.isEmpty() || book.prices().isEmpty() || spec.prices().isEmpty()) {
      return;
    }
    Origin origin = spec.prices().get(0).gpu().origin();
    for (TermPrice price : book.prices()) {
      int without = price.usdPerHour().indexOf(Double.NaN);
      boolean isHeldByOther = book.of(price.gpu()).stream().anyMatch(other -> other.isWhole());
      if (without >= 0 && !isHeldByOther) {
        problems.add(
            spec.prices().stream()
                .filter(row -> isOf(row, price))
                .map(row -> row.gpu().origin())
                .findFirst()
                .orElse(origin),
            PATH,
            price.gpu()
                + " has no price in period "
                + forecast.periods().get(without).name()
                + ", so no replica could run through it",
            "add a price for it, or one without periods");
      }
    }
  }

  private boolean isOf(PlanPriceSpec row, TermPrice price) {
    return catalog.findGpu(row.gpu().value()).map(GpuEntry::id).orElse("").equals(price.gpu())
        && row.term().value().equals(price.term().word());
  }
}
