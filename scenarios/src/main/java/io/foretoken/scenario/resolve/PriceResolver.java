package io.foretoken.scenario.resolve;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.price.Price;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.cost.ApiPrice;
import io.foretoken.scenario.cost.GpuPrice;
import io.foretoken.scenario.cost.PriceAge;
import io.foretoken.scenario.cost.Prices;
import io.foretoken.scenario.cost.Purchase;
import io.foretoken.scenario.spec.PricesSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** From the {@code prices} of a scenario, or of a file of prices, to prices. */
public final class PriceResolver {
  private final Catalog catalog;
  private final String gpu;
  private final Problems problems;

  /**
   * @param gpu catalogue id of the GPU
   * @param problems receives what is wrong
   */
  public PriceResolver(Catalog catalog, String gpu, Problems problems) {
    this.catalog = catalog;
    this.gpu = gpu;
    this.problems = problems;
  }

  /**
   * Resolves them.
   *
   * @param usual what a GPU costs where the prices say nothing of it
   */
  public Prices resolve(PricesSpec spec, Optional<GpuPrice> usual) {
    return new Prices(
        rental(spec).or(() -> usual),
        spec.purchase()
            .map(
                buy ->
                    new Purchase(
                        buy.gpuUsd(),
                        buy.years(),
                        buy.watts(),
                        buy.kwhUsd(),
                        buy.pue(),
                        buy.staffUsdPerYear(),
                        buy.source(),
                        date(buy.asOf(), "prices.purchase.as_of"))),
        spec.api()
            .map(
                api ->
                    new ApiPrice(
                        api.inputUsd(),
                        api.cachedInputUsd().orElse(api.inputUsd()),
                        api.outputUsd(),
                        api.source(),
                        date(api.asOf(), "prices.api.as_of"))));
  }

  /** The catalogue's usual price in US dollars. */
  Optional<GpuPrice> usual() {
    return catalog
        .price(gpu, Optional.empty(), Optional.empty())
        .filter(price -> price.currency().equals("USD"))
        .map(PriceResolver::gpuPrice);
  }

  /** What the prices themselves say of an hour; a date without a price is refused. */
  Optional<GpuPrice> rental(PricesSpec spec) {
    String asOf = date(spec.asOf(), "prices.as_of");
    if (spec.gpuHourUsd().isPresent()) {
      spec.provider().or(spec::term).ifPresent(this::refuseBoth);
      return Optional.of(
          new GpuPrice(spec.gpuHourUsd().get().value(), spec.source().orElse("scenario"), asOf));
    }
    if (spec.asOf().isPresent()) {
      problems.add(
          spec.asOf().get().origin(),
          "prices.as_of",
          "a date is given, but no price",
          "write gpu_hour_usd too");
    }
    return spec.provider().isEmpty() && spec.term().isEmpty() ? Optional.empty() : asked(spec);
  }

  private void refuseBoth(Located<String> wish) {
    problems.add(
        wish.origin(),
        "prices",
        "found both gpu_hour_usd and a wish for a price of the catalogue",
        "keep one of them");
  }

  private Optional<GpuPrice> asked(PricesSpec spec) {
    Optional<String> provider = spec.provider().map(Located::value);
    Optional<String> term = spec.term().map(Located::value);
    Optional<Price> found =
        catalog.price(gpu, provider, term).filter(price -> price.currency().equals("USD"));
    if (found.isEmpty()) {
      TreeSet<String> known = new TreeSet<>();
      TreeSet<String> names = new TreeSet<>();
      for (Price price : catalog.prices()) {
        if (price.gpu().equals(gpu) && price.currency().equals("USD")) {
          known.add(price.provider() + " " + price.term());
          names.add(price.provider());
          names.add(price.term());
        }
      }
      Located<String> wish = spec.provider().or(spec::term).orElseThrow();
      String question = NearestName.question(wish.value(), List.copyOf(names));
      problems.add(
          wish.origin(),
          "prices",
          "no price of "
              + gpu
              + " is known from "
              + String.join(" ", provider.orElse("any provider"), term.orElse("")).strip(),
          known.isEmpty()
              ? "none is known at all: write gpu_hour_usd"
              : (question.isEmpty() ? "" : question + " ") + "known: " + String.join(", ", known));
    }
    return found.map(PriceResolver::gpuPrice);
  }

  private static GpuPrice gpuPrice(Price price) {
    return new GpuPrice(
        price.perGpuHour(),
        price.provider() + " " + price.term(),
        price.asOf().equals("unknown") ? "" : price.asOf());
  }

  private String date(Optional<Located<String>> written, String path) {
    if (written.isPresent() && PriceAge.day(written.get().value()).isEmpty()) {
      problems.add(
          written.get().origin(),
          path,
          String.format(Locale.ROOT, "found \"%s\"", written.get().value()),
          "write a date as YYYY-MM-DD or YYYY-MM, in quotes");
    }
    return written.map(Located::value).orElse("");
  }
}
