package io.foretoken.scenario.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.scenario.cost.ApiPrice;
import io.foretoken.scenario.cost.BreakEven;
import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.cost.CostSheet;
import io.foretoken.scenario.cost.GpuPrice;
import io.foretoken.scenario.cost.PriceAge;
import io.foretoken.scenario.cost.Purchase;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Optional;

/** A cost sheet as JSON. A key without a value is absent. */
public final class CostSheetJson {
  /** Name and version of the format. */
  public static final String SCHEMA = "foretoken/cost/1";

  private static final int DECIMALS = 9;

  private final JsonGenerator json;
  private final Optional<LocalDate> judged;

  private CostSheetJson(JsonGenerator json, Optional<LocalDate> judged) {
    this.json = json;
    this.judged = judged;
  }

  /**
   * Writes the content.
   *
   * @param judged the day on which the prices' ages are told; empty for not telling them
   */
  public static void write(Writer out, CostSheet sheet, Optional<LocalDate> judged)
      throws IOException {
    JsonGenerator json = JsonPage.on(out);
    new CostSheetJson(json, judged).document(sheet);
    json.close();
    out.write('\n');
  }

  private void document(CostSheet sheet) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("scenario", sheet.usage().scenario());
    json.writeStringField("model", sheet.usage().model());
    json.writeStringField("gpu", sheet.usage().gpu());
    json.writeNumberField("gpus", sheet.usage().gpus());
    if (judged.isPresent()) {
      json.writeStringField("judged_as_of", judged.get().toString());
    }
    prices(sheet);
    json.writeNumberField("user_month_requests", sheet.userMonthRequests());
    json.writeArrayFieldStart("bases");
    for (CostSheet.Basis basis : sheet.bases()) {
      json.writeStartObject();
      json.writeStringField("payment", basis.payment());
      json.writeStringField("utilisation", basis.full() ? "full" : "reserved");
      number("usd_per_hour", basis.usdPerHour());
      number("usd_per_month", basis.usdPerHour() * CostFigures.HOURS_PER_MONTH);
      units(basis.unit());
      json.writeEndObject();
    }
    json.writeEndArray();
    parts(sheet, "classes", "class");
    parts(sheet, "tenants", "tenant");
    number("window_idle_usd", sheet.idleUsd());
    json.writeArrayFieldStart("break_even");
    for (BreakEven even : sheet.breakEvens()) {
      breakEven(even);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void prices(CostSheet sheet) throws IOException {
    json.writeObjectFieldStart("prices");
    if (sheet.prices().rental().isPresent()) {
      GpuPrice rental = sheet.prices().rental().get();
      json.writeObjectFieldStart("rental");
      number("usd_per_gpu_hour", rental.usdPerHour());
      origin(rental.source(), rental.asOf());
      json.writeEndObject();
    }
    if (sheet.prices().purchase().isPresent()) {
      Purchase buy = sheet.prices().purchase().get();
      json.writeObjectFieldStart("purchase");
      number("gpu_usd", buy.gpuUsd());
      number("years", buy.years());
      number("watts", buy.watts());
      number("usd_per_kwh", buy.kwhUsd());
      number("pue", buy.pue());
      number("staff_usd_per_year", buy.staffUsdPerYear());
      number("capital_usd_per_gpu_hour", buy.capitalUsdPerGpuHour());
      number("power_usd_per_gpu_hour", buy.powerUsdPerGpuHour());
      number("staff_usd_per_hour", buy.staffUsdPerHour());
      origin(buy.source(), buy.asOf());
      json.writeEndObject();
    }
    if (sheet.prices().api().isPresent()) {
      ApiPrice api = sheet.prices().api().get();
      json.writeObjectFieldStart("api");
      number("usd_per_1m_input_tokens", api.input());
      number("usd_per_1m_cached_input_tokens", api.cachedInput());
      number("usd_per_1m_output_tokens", api.output());
      origin(api.source(), api.asOf());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void origin(String source, String asOf) throws IOException {
    json.writeStringField("source", source);
    if (!asOf.isEmpty()) {
      json.writeStringField("as_of", asOf);
    }
    if (judged.isPresent() && PriceAge.days(asOf, judged.get()).isPresent()) {
      json.writeNumberField("age_days", PriceAge.days(asOf, judged.get()).getAsLong());
      json.writeBooleanField("stale", PriceAge.isStale(asOf, judged.get()));
    }
  }

  private void parts(CostSheet sheet, String key, String kind) throws IOException {
    json.writeArrayFieldStart(key);
    for (CostSheet.Part part : sheet.parts()) {
      if (part.kind().equals(kind)) {
        json.writeStartObject();
        json.writeStringField(kind, part.name());
        number("share_of_busy", part.share());
        number("window_usd", part.usd());
        units(part.unit());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void breakEven(BreakEven even) throws IOException {
    json.writeStartObject();
    json.writeStringField("payment", even.basis());
    number("own_usd_per_hour", even.ownUsdPerHour());
    number("api_usd_per_hour", even.apiUsdPerHour());
    number("api_usd_per_request", even.apiUsdPerRequest());
    json.writeBooleanField("own_is_cheaper", even.isOwnCheaper());
    number("break_even_requests_per_s", even.requestsPerSecond());
    number("share_of_full", even.shareOfFull().orElse(Double.NaN));
    json.writeEndObject();
  }

  private void units(CostSheet.Unit unit) throws IOException {
    number("usd_per_1m_output_tokens", unit.output());
    number("usd_per_1m_input_tokens", unit.input());
    number("usd_per_1m_cached_tokens", unit.cached());
    number("usd_per_1m_total_tokens", unit.total());
    number("usd_per_request", unit.request());
    number("usd_per_user_month", unit.userMonth());
  }

  private void number(String key, double value) throws IOException {
    if (!Double.isNaN(value) && !Double.isInfinite(value)) {
      json.writeFieldName(key);
      json.writeNumber(FixedDecimal.of(value, DECIMALS));
    }
  }
}
