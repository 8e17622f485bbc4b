package io.foretoken.scenario.export;

import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.cost.CostShares;
import io.foretoken.scenario.figure.RequestClasses;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * {@code cost.csv}: one line per basis (reserved GPUs, full utilisation), and where requests are of
 * several classes or tenants one line for each and one for idle GPUs.
 */
public final class CostCsv {
  static final String HEADER =
      "basis,gpus,usd_per_gpu_hour,price_source,price_as_of,usd_per_hour,usd_per_month,"
          + "usd_per_1m_output_tokens,usd_per_1m_input_tokens,usd_per_1m_cached_tokens,"
          + "usd_per_1m_total_tokens,usd_per_request,window_gpu_hours,class,tenant,share,usd";
  private static final int MONEY_DECIMALS = 6;
  private static final int RATE_DECIMALS = 9;

  private CostCsv() {}

  /** Writes the content; the header alone where no price is known. */
  public static void write(Writer out, Optional<CostFigures> cost, RequestClasses classes)
      throws IOException {
    out.write(HEADER + '\n');
    if (cost.isPresent()) {
      write(out, "reserved", cost.get(), cost.get().reserved());
      write(out, "full_utilisation", cost.get(), cost.get().full());
      if (classes.areNamed()) {
        writeShares(out, cost.get());
      }
    }
  }

  private static void write(
      Writer out, String basis, CostFigures cost, CostFigures.PerToken perToken)
      throws IOException {
    out.write(
        String.join(
            ",",
            basis,
            Integer.toString(cost.gpus()),
            money(cost.price().usdPerHour()),
            CsvText.quoted(cost.price().source()),
            cost.price().asOf(),
            money(cost.usdPerHour()),
            money(cost.usdPerHour() * CostFigures.HOURS_PER_MONTH),
            money(perToken.output()),
            money(perToken.input()),
            money(perToken.cached()),
            money(perToken.total()),
            rate(perToken.request()),
            basis.equals("reserved") ? rate(cost.windowGpuHours()) : "",
            "",
            "",
            "",
            ""));
    out.write('\n');
  }

  /** Parts of the money of the window: that of idle GPUs, then the rest by class and by tenant. */
  private static void writeShares(Writer out, CostFigures cost) throws IOException {
    CostShares shares = cost.shares();
    CostShares.Share idle =
        new CostShares.Share(
            "",
            shares.idleUsd() / (shares.idleUsd() + shares.busyUsd()),
            shares.idleUsd(),
            Double.NaN,
            Double.NaN,
            Double.NaN);
    writeShare(out, "idle", cost, idle, "", "");
    for (CostShares.Share share : shares.classes()) {
      writeShare(out, "class", cost, share, share.name(), "");
    }
    for (CostShares.Share share : shares.tenants()) {
      writeShare(out, "tenant", cost, share, "", share.name());
    }
  }

  private static void writeShare(
      Writer out,
      String basis,
      CostFigures cost,
      CostShares.Share share,
      String className,
      String tenant)
      throws IOException {
    out.write(
        String.join(
            ",",
            basis,
            Integer.toString(cost.gpus()),
            money(cost.price().usdPerHour()),
            CsvText.quoted(cost.price().source()),
            cost.price().asOf(),
            "",
            "",
            money(share.output()),
            "",
            "",
            money(share.total()),
            rate(share.request()),
            "",
            CsvText.quoted(className),
            CsvText.quoted(tenant),
            rate(share.part()),
            rate(share.usd())));
    out.write('\n');
  }

  private static String money(double value) {
    return Double.isNaN(value) ? "" : FixedDecimal.of(value, MONEY_DECIMALS);
  }

  private static String rate(double value) {
    return Double.isNaN(value) ? "" : FixedDecimal.of(value, RATE_DECIMALS);
  }
}
