package io.foretoken.scenario.export;

import io.foretoken.scenario.cost.ApiPrice;
import io.foretoken.scenario.cost.BreakEven;
import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.cost.CostSheet;
import io.foretoken.scenario.cost.GpuPrice;
import io.foretoken.scenario.cost.PriceAge;
import io.foretoken.scenario.cost.Purchase;
import io.foretoken.scenario.figure.ReadableNumbers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** A cost sheet as text for people: as Markdown, or in another layout. */
public final class CostSheetText {
  private final CostSheet sheet;
  private final Optional<LocalDate> judged;
  private final Layout layout;

  /** How tables and headings are set. */
  public interface Layout {
    /** A heading, with an empty line before it. */
    String heading(String text);

    /**
     * A table, with a line end after each row.
     *
     * @param headings the first of words, the others of numbers
     */
    String table(List<String> headings, List<List<String>> rows);
  }

  private CostSheetText(CostSheet sheet, Optional<LocalDate> judged, Layout layout) {
    this.sheet = sheet;
    this.judged = judged;
    this.layout = layout;
  }

  /**
   * In a layout.
   *
   * @param judged the day on which prices are judged old; empty for not judging them
   */
  public static String of(CostSheet sheet, Optional<LocalDate> judged, Layout layout) {
    return new CostSheetText(sheet, judged, layout).text();
  }

  /**
   * As Markdown.
   *
   * @param judged the day on which prices are judged old; empty for not judging them
   */
  public static String markdown(CostSheet sheet, Optional<LocalDate> judged) {
    return new CostSheetText(
            sheet,
            judged,
            new Layout() {
              @Override
              public String heading(String text) {
                return "\n## " + text + "\n\n";
              }

              @Override
              public String table(List<String> headings, List<List<String>> rows) {
                StringBuilder out = new StringBuilder(line(headings));
                out.append("|---|").append("--:|".repeat(headings.size() - 1)).append('\n');
                rows.forEach(row -> out.append(line(row)));
                return out.toString();
              }

              private String line(List<String> cells) {
                return "| "
                    + String.join(
                        " | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList())
                    + " |\n";
              }
            })
        .text()
        .replace("<", "&lt;");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    out.append(
        layout.heading(
            "Cost of "
                + oneLine(sheet.usage().scenario())
                + ": "
                + sheet.usage().model()
                + " on "
                + sheet.usage().gpus()
                + " x "
                + sheet.usage().gpu()));
    out.append(bases());
    if (!sheet.parts().isEmpty()) {
      out.append(layout.heading("By class and tenant, " + sheet.bases().get(0).name()));
      out.append(parts());
    }
    if (!sheet.breakEvens().isEmpty()) {
      out.append(layout.heading("Against an API that is paid by the token"));
      sheet.breakEvens().forEach(even -> out.append("- ").append(words(even)).append('\n'));
    }
    out.append(layout.heading("Prices"));
    out.append(prices());
    return out.substring(1);
  }

  private String bases() {
    List<String> headings = new ArrayList<>(List.of(""));
    sheet.bases().forEach(basis -> headings.add(basis.name()));
    List<List<String>> rows = new ArrayList<>();
    row(rows, "per 1M output tokens", basis -> basis.unit().output());
    row(rows, "per 1M input tokens", basis -> basis.unit().input());
    row(rows, "per 1M cached tokens", basis -> basis.unit().cached());
    row(rows, "per 1M total tokens", basis -> basis.unit().total());
    row(rows, "per request", basis -> basis.unit().request());
    row(
        rows,
        "per user-month of " + ReadableNumbers.count(sheet.userMonthRequests()) + " requests",
        basis -> basis.unit().userMonth());
    row(rows, "per hour", CostSheet.Basis::usdPerHour);
    row(rows, "per month", basis -> basis.usdPerHour() * CostFigures.HOURS_PER_MONTH);
    return layout.table(headings, rows);
  }

  private void row(List<List<String>> rows, String name, ToDoubleFunction<CostSheet.Basis> figure) {
    if (sheet.bases().stream().allMatch(basis -> Double.isNaN(figure.applyAsDouble(basis)))) {
      return;
    }
    List<String> cells = new ArrayList<>(List.of(name));
    for (CostSheet.Basis basis : sheet.bases()) {
      double usd = figure.applyAsDouble(basis);
      cells.add(name.equals("per hour") ? ReadableNumbers.cents(usd) : ReadableNumbers.usd(usd));
    }
    rows.add(cells);
  }

  private String parts() {
    List<List<String>> rows = new ArrayList<>();
    for (CostSheet.Part part : sheet.parts()) {
      rows.add(
          List.of(
              part.kind() + " " + oneLine(part.name()),
              ReadableNumbers.percent(part.share()),
              ReadableNumbers.usd(part.unit().output()),
              ReadableNumbers.usd(part.unit().input()),
              ReadableNumbers.usd(part.unit().cached()),
              ReadableNumbers.usd(part.unit().total()),
              ReadableNumbers.usd(part.unit().request()),
              ReadableNumbers.usd(part.unit().userMonth())));
    }
    String table =
        layout.table(
            List.of(
                "",
                "of busy time",
                "$/1M output",
                "$/1M input",
                "$/1M cached",
                "$/1M total",
                "$/request",
                "$/user-month"),
            rows);
    double busy = sheet.usage().busy();
    return table
        + "\nIdle GPU time is "
        + ReadableNumbers.percent(1 - busy)
        + " of the money and no class's or tenant's.\n";
  }

  /** GPUs against an API, in sentences. */
  public static String words(BreakEven even) {
    double months = CostFigures.HOURS_PER_MONTH;
    String own = whole(even.ownUsdPerHour() * months);
    String api = whole(even.apiUsdPerHour() * months);
    String verdict =
        even.isOwnCheaper()
            ? "own GPUs are cheaper by "
                + whole((even.apiUsdPerHour() - even.ownUsdPerHour()) * months)
            : "the API is cheaper by "
                + whole((even.ownUsdPerHour() - even.apiUsdPerHour()) * months);
    String from;
    if (Double.isInfinite(even.requestsPerSecond())) {
      from = "The API is free: own GPUs never pay.";
    } else if (even.isWithinReach()) {
      from =
          "Own GPUs pay from "
              + ReadableNumbers.number(even.requestsPerSecond())
              + " requests/s on"
              + even.shareOfFull()
                  .map(
                      share ->
                          ", " + ReadableNumbers.percent(share) + " of what they deliver full.")
                  .orElse(".");
    } else {
      from =
          "Own GPUs never pay: break-even is at "
              + ReadableNumbers.number(even.requestsPerSecond())
              + " requests/s, "
              + ReadableNumbers.percent(even.shareOfFull().orElseThrow())
              + " of what they deliver full.";
    }
    return even.basis()
        + ": at this load "
        + own
        + " a month, the API "
        + api
        + " ("
        + ReadableNumbers.usd(even.apiUsdPerRequest())
        + " a request): "
        + verdict
        + " a month. "
        + from;
  }

  /** A number as people wrote it, without zeros at its end. */
  private static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static String whole(double usd) {
    return "$" + String.format(Locale.ROOT, "%,.0f", usd);
  }

  private String prices() {
    List<List<String>> rows = new ArrayList<>();
    sheet.prices().rental().ifPresent(rental -> rows.add(rental(rental)));
    sheet.prices().purchase().ifPresent(buy -> rows.add(purchase(buy)));
    sheet.prices().api().ifPresent(api -> rows.add(api(api)));
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      out.append("- ").append(String.join("", row)).append('\n');
    }
    judged.ifPresent(
        day ->
            out.append(
                "\nPrices are judged as of "
                    + day
                    + "; ! marks those older than "
                    + PriceAge.MOST_DAYS
                    + " days (--as-of DATE judges them on another day).\n"));
    return out.toString();
  }

  private List<String> rental(GpuPrice rental) {
    return List.of(
        "rental: " + ReadableNumbers.cents(rental.usdPerHour()) + " a GPU hour",
        origin(rental.source(), rental.asOf()));
  }

  private List<String> purchase(Purchase buy) {
    return List.of(
        "purchase: "
            + whole(buy.gpuUsd())
            + " a GPU over "
            + plain(buy.years())
            + " years ("
            + ReadableNumbers.usd(buy.capitalUsdPerGpuHour())
            + " an hour), "
            + ReadableNumbers.number(buy.watts())
            + " W at PUE "
            + plain(buy.pue())
            + " and "
            + ReadableNumbers.usd(buy.kwhUsd())
            + " per kWh ("
            + ReadableNumbers.usd(buy.powerUsdPerGpuHour())
            + " an hour), staff "
            + whole(buy.staffUsdPerYear())
            + " a year",
        origin(buy.source(), buy.asOf()));
  }

  private List<String> api(ApiPrice api) {
    return List.of(
        "API, per 1M tokens: input "
            + ReadableNumbers.usd(api.input())
            + ", cached input "
            + ReadableNumbers.usd(api.cachedInput())
            + ", output "
            + ReadableNumbers.usd(api.output()),
        origin(api.source(), api.asOf()));
  }

  private String origin(String source, String asOf) {
    String from = "; source: " + oneLine(source) + ", " + (asOf.isEmpty() ? "no date" : asOf);
    boolean isOld = judged.isPresent() && PriceAge.isStale(asOf, judged.get());
    if (!isOld) {
      return from;
    }
    OptionalLong days = PriceAge.days(asOf, judged.get());
    return from + " ! " + days.getAsLong() + " days old";
  }
}
