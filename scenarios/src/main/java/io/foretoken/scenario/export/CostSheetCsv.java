package io.foretoken.scenario.export;

import io.foretoken.scenario.cost.ApiPrice;
import io.foretoken.scenario.cost.BreakEven;
import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.cost.CostSheet;
import io.foretoken.scenario.cost.GpuPrice;
import io.foretoken.scenario.cost.Purchase;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * A cost sheet as CSV, one figure a line: {@code about} says whether it is of all requests, a
 * class, a tenant, idle time or the comparison with an API.
 */
public final class CostSheetCsv {
  /** The columns. */
  public static final String HEADER = "about,name,basis,figure,usd,price_source,price_as_of";

  private static final int DECIMALS = 9;

  private final Writer out;
  private final CostSheet sheet;

  private CostSheetCsv(Writer out, CostSheet sheet) {
    this.out = out;
    this.sheet = sheet;
  }

  /** Writes the content. */
  public static void write(Writer out, CostSheet sheet) throws IOException {
    out.write(HEADER + '\n');
    new CostSheetCsv(out, sheet).lines();
  }

  private void lines() throws IOException {
    for (CostSheet.Basis basis : sheet.bases()) {
      line("all", "", basis.name(), "per_hour", basis.usdPerHour());
      line("all", "", basis.name(), "per_month", basis.usdPerHour() * CostFigures.HOURS_PER_MONTH);
      units("all", "", basis.name(), basis.unit());
    }
    String first = sheet.bases().get(0).name();
    for (CostSheet.Part part : sheet.parts()) {
      line(part.kind(), part.name(), first, "window", part.usd());
      units(part.kind(), part.name(), first, part.unit());
    }
    line("idle", "", first, "window", sheet.idleUsd());
    for (BreakEven even : sheet.breakEvens()) {
      line("api", "", even.basis(), "api_per_request", even.apiUsdPerRequest());
      line("api", "", even.basis(), "api_per_hour", even.apiUsdPerHour());
      line("api", "", even.basis(), "own_per_hour", even.ownUsdPerHour());
      line("api", "", even.basis(), "break_even_requests_per_s", even.requestsPerSecond());
    }
  }

  private void units(String about, String name, String basis, CostSheet.Unit unit)
      throws IOException {
    line(about, name, basis, "per_1m_output_tokens", unit.output());
    line(about, name, basis, "per_1m_input_tokens", unit.input());
    line(about, name, basis, "per_1m_cached_tokens", unit.cached());
    line(about, name, basis, "per_1m_total_tokens", unit.total());
    line(about, name, basis, "per_request", unit.request());
    line(about, name, basis, "per_user_month", unit.userMonth());
  }

  private void line(String about, String name, String basis, String figure, double usd)
      throws IOException {
    if (Double.isNaN(usd) || Double.isInfinite(usd)) {
      return;
    }
    String[] price = price(about, basis);
    out.write(
        String.join(
            ",",
            about,
            CsvText.quoted(name),
            CsvText.quoted(basis),
            figure,
            FixedDecimal.of(usd, DECIMALS),
            CsvText.quoted(price[0]),
            price[1]));
    out.write('\n');
  }

  private String[] price(String about, String basis) {
    Optional<ApiPrice> api = sheet.prices().api();
    if (about.equals("api") && api.isPresent()) {
      return new String[] {api.get().source(), api.get().asOf()};
    }
    if (basis.startsWith(CostSheet.PURCHASE)) {
      Purchase purchase = sheet.prices().purchase().orElseThrow();
      return new String[] {purchase.source(), purchase.asOf()};
    }
    GpuPrice rental = sheet.prices().rental().orElseThrow();
    return new String[] {rental.source(), rental.asOf()};
  }
}
