package io.foretoken.scenario.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What tokens, requests and users cost, US dollars. Each figure has all the money in it: per output
 * token and per input token are alternatives, not parts of a sum.
 *
 * @param usage what was served
 * @param prices at which
 * @param userMonthRequests requests that a user makes in a month
 * @param bases money by what is paid for: rental or purchase, reserved or at full utilisation
 * @param parts what classes and tenants bear of the first basis
 * @param idleUsd what idle GPU time of the window cost by the first basis, NaN where not known
 * @param breakEvens against the API, one for rental and one for purchase; empty without its price
 */
public record CostSheet(
    Usage usage,
    Prices prices,
    long userMonthRequests,
    List<Basis> bases,
    List<Part> parts,
    double idleUsd,
    List<BreakEven> breakEvens) {
  private static final double MILLION = 1e6;
  private static final double SECONDS_PER_HOUR = 3600;

  /** Who pays how. */
  public static final String RENTAL = "rental";

  /** Who pays how. */
  public static final String PURCHASE = "purchase";

  /**
   * Money over tokens and requests; NaN where there are none of a kind.
   *
   * @param output per million output tokens
   * @param input per million prompt tokens
   * @param cached per million prompt tokens from the prefix cache
   * @param total per million prompt and output tokens
   * @param request per request
   * @param userMonth per user and month
   */
  public record Unit(
      double output, double input, double cached, double total, double request, double userMonth) {
    static Unit of(double usd, Work work, long userMonthRequests) {
      double request = per(usd, work.requests);
      return new Unit(
          per(usd, work.output / MILLION),
          per(usd, work.input / MILLION),
          per(usd, work.cached / MILLION),
          per(usd, (work.input + work.output) / MILLION),
          request,
          request * userMonthRequests);
    }

    private static double per(double usd, double count) {
      return count > 0 ? usd / count : Double.NaN;
    }
  }

  /** Requests and tokens, of a window or of a second. */
  private record Work(double requests, double input, double cached, double output) {
    static Work of(Usage.Work work) {
      return new Work(work.requests(), work.input(), work.cached(), work.output());
    }
  }

  /**
   * One way to pay.
   *
   * @param payment {@link #RENTAL} or {@link #PURCHASE}
   * @param full whether at full utilisation instead of reserved
   * @param usdPerHour of the deployment
   */
  public record Basis(String payment, boolean full, double usdPerHour, Unit unit) {
    /** Such as "rental, reserved". */
    public String name() {
      return payment + (full ? ", full utilisation" : ", reserved");
    }
  }

  /**
   * A class or a tenant.
   *
   * @param kind class or tenant
   * @param share of the busy money
   * @param usd of the window
   */
  public record Part(String kind, String name, double share, double usd, Unit unit) {}

  /**
   * Computes it.
   *
   * @throws IllegalArgumentException without a price for the GPUs
   */
  public static CostSheet of(Usage usage, Prices prices, long userMonthRequests) {
    List<Basis> bases = new ArrayList<>();
    List<BreakEven> breakEvens = new ArrayList<>();
    prices
        .rental()
        .ifPresent(
            price ->
                add(
                    RENTAL,
                    usage.gpus() * price.usdPerHour(),
                    usage,
                    prices,
                    userMonthRequests,
                    bases,
                    breakEvens));
    prices
        .purchase()
        .ifPresent(
            purchase ->
                add(
                    PURCHASE,
                    purchase.usdPerHour(usage.gpus()),
                    usage,
                    prices,
                    userMonthRequests,
                    bases,
                    breakEvens));
    if (bases.isEmpty()) {
      throw new IllegalArgumentException("no price for " + usage.gpu());
    }
    double windowUsd = bases.get(0).usdPerHour() * usage.seconds() / SECONDS_PER_HOUR;
    double busyUsd = windowUsd * usage.busy();
    List<Part> parts = new ArrayList<>();
    usage.classes().forEach(part -> parts.add(part("class", part, busyUsd, userMonthRequests)));
    usage.tenants().forEach(part -> parts.add(part("tenant", part, busyUsd, userMonthRequests)));
    return new CostSheet(
        usage,
        prices,
        userMonthRequests,
        List.copyOf(bases),
        List.copyOf(parts),
        windowUsd - busyUsd,
        List.copyOf(breakEvens));
  }

  private static void add(
      String payment,
      double usdPerHour,
      Usage usage,
      Prices prices,
      long userMonthRequests,
      List<Basis> bases,
      List<BreakEven> breakEvens) {
    double windowUsd = usdPerHour * usage.seconds() / SECONDS_PER_HOUR;
    bases.add(
        new Basis(
            payment,
            false,
            usdPerHour,
            Unit.of(windowUsd, Work.of(usage.work()), userMonthRequests)));
    if (usage.full().isPresent()) {
      FullLoad full = usage.full().get();
      Work second =
          new Work(
              full.requestsPerSecond(),
              full.inputTokensPerSecond(),
              0,
              full.outputTokensPerSecond());
      bases.add(
          new Basis(
              payment,
              true,
              usdPerHour,
              Unit.of(usdPerHour / SECONDS_PER_HOUR, second, userMonthRequests)));
    }
    Optional<ApiPrice> api = prices.api();
    if (api.isPresent() && usage.work().requests() > 0) {
      breakEvens.add(BreakEven.of(payment, usdPerHour, usage, api.get()));
    }
  }

  private static Part part(String kind, Usage.Part part, double busyUsd, long userMonthRequests) {
    double usd = part.share() * busyUsd;
    return new Part(
        kind,
        part.name(),
        part.share(),
        usd,
        Unit.of(usd, Work.of(part.work()), userMonthRequests));
  }
}
