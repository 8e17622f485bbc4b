package io.foretoken.scenario.plan.result;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.scenario.export.FixedDecimal;
import io.foretoken.scenario.export.JsonPage;
import io.foretoken.scenario.export.PointJson;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.fleet.FleetMoney;
import io.foretoken.scenario.plan.fleet.FleetPart;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.fleet.FleetStep;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.Period;
import io.foretoken.scenario.plan.price.TermPrice;
import io.foretoken.scenario.plan.verify.Verification;
import io.foretoken.scenario.plan.verify.VerifiedLoad;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** {@code plan.json}: all of a plan. Keys without a value are absent. */
public final class PlanJson {
  /** Name and version of the format. */
  public static final String SCHEMA = "foretoken/plan/1";

  private static final int DECIMALS = 6;

  private final JsonGenerator json;

  private PlanJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes it. */
  public static void write(Writer out, PlanResult plan) throws IOException {
    JsonGenerator json = JsonPage.on(out);
    new PlanJson(json).plan(plan);
    json.close();
    out.write('\n');
  }

  private void starts(List<FleetStart> starts) throws IOException {
    json.writeArrayFieldStart("start");
    for (FleetStart start : starts) {
      json.writeStartObject();
      json.writeStringField("candidate", start.name());
      json.writeNumberField("replicas_at_peak", start.replicas());
      json.writeStringField("command", start.command());
      if (!start.options().isEmpty()) {
        json.writeStringField("options", start.options());
      }
      json.writeStringField("scenario_at_peak", start.scenario());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void plan(PlanResult plan) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("scenario", plan.scenario());
    json.writeStringField("model", plan.model());
    json.writeNumberField("seed", plan.seed());
    json.writeBooleanField("holds", plan.verdict().holds());
    text("nearest_miss", plan.verdict().nearestMiss());
    text("remedy", plan.verdict().remedy());
    json.writeStringField("headroom", plan.headroom() ? "n+1" : "none");
    if (plan.budgetUsdPerMonth().isPresent()) {
      number("budget_usd_per_month", plan.budgetUsdPerMonth().getAsDouble());
    }
    forecast(plan.forecast());
    json.writeArrayFieldStart("prices");
    for (TermPrice price : plan.prices().prices()) {
      price(plan.forecast(), price);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("fleets");
    for (FleetPlan fleet : plan.fleets().values()) {
      json.writeFieldName(fleet.forecastCase().word());
      fleet(fleet);
    }
    json.writeEndObject();
    json.writeArrayFieldStart("candidates");
    for (RunnerUp row : plan.runnersUp()) {
      candidate(row, plan.candidates().get(row.candidate()));
    }
    json.writeEndArray();
    if (plan.verification().isPresent()) {
      verification(plan.verification().get());
    }
    starts(plan.starts());
    json.writeArrayFieldStart("notes");
    for (String note : plan.notes()) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void forecast(Forecast forecast) throws IOException {
    json.writeArrayFieldStart("forecast");
    for (Period period : forecast.periods()) {
      json.writeStartObject();
      json.writeStringField("period", period.name());
      number("hours_per_week", period.hours());
      number("low_per_s", period.rates().low());
      number("rate_per_s", period.rates().expected());
      number("high_per_s", period.rates().high());
      if (period.spike().isPresent()) {
        number("spike_factor", period.spike().get().factor());
        number("spike_s", period.spike().get().nanos() / 1e9);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void price(Forecast forecast, TermPrice price) throws IOException {
    json.writeStartObject();
    json.writeStringField("gpu", price.gpu());
    json.writeStringField("term", price.term().word());
    if (price.usdPerHour().stream().distinct().count() == 1) {
      number("gpu_hour_usd", price.usdPerHour().get(0));
    } else {
      json.writeObjectFieldStart("gpu_hour_usd_by_period");
      for (int at = 0; at < price.usdPerHour().size(); at++) {
        number(forecast.periods().get(at).name(), price.usdPerHour().get(at));
      }
      json.writeEndObject();
    }
    json.writeStringField("source", price.source());
    text("as_of", price.asOf());
    json.writeEndObject();
  }

  private void fleet(FleetPlan fleet) throws IOException {
    json.writeStartObject();
    json.writeStringField("peak", fleet.words());
    json.writeBooleanField("proven", fleet.isProven());
    number("gap", fleet.gap());
    FleetMoney money = fleet.money();
    number("usd_per_week", money.usdPerWeek());
    number("usd_per_hour", money.usdPerHour());
    number("usd_per_month", money.usdPerMonth());
    number("gpu_hours_per_week", money.gpuHoursPerWeek());
    number("gpu_hours_per_month", money.gpuHoursPerMonth());
    number("usd_per_1m_output_tokens", money.usdPer1mOutput());
    number("usd_per_1m_total_tokens", money.usdPer1mTotal());
    number("usd_per_request", money.usdPerRequest());
    json.writeArrayFieldStart("steps");
    for (FleetStep step : fleet.steps()) {
      json.writeStartObject();
      json.writeStringField("name", step.name());
      number("load_per_s", step.load());
      number("hours_per_week", step.hours());
      number("capacity_per_s", step.capacity());
      number("capacity_one_down_per_s", step.capacityOneDown());
      json.writeArrayFieldStart("parts");
      for (FleetPart part : step.parts()) {
        json.writeStartObject();
        json.writeStringField("candidate", part.name());
        json.writeStringField("term", part.term().word());
        json.writeNumberField("replicas", part.replicas());
        json.writeNumberField("gpus", part.gpus());
        number("capacity_per_replica_per_s", part.perReplica());
        number("gpu_hour_usd", part.usdPerGpuHour());
        number("usd_per_week", part.usdPerWeek());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void candidate(RunnerUp row, CandidateCapacity known) throws IOException {
    json.writeStartObject();
    json.writeStringField("candidate", row.name());
    json.writeStringField("gpu", known.candidate().gpu());
    json.writeNumberField("gpus_per_replica", known.candidate().gpus());
    text("engine", known.candidate().engine());
    text("provenance", known.candidate().provenance());
    json.writeBooleanField("chosen", row.isChosen());
    json.writeStringField("reason", row.reason());
    json.writeBooleanField("simulated", row.isSimulated());
    if (known.candidate().fits()) {
      number("bound_per_s", known.bound());
    }
    if (known.isSearched() && known.search().get().isPossible()) {
      number("capacity_per_s", known.perReplica());
      number("p99_half_width", known.search().get().p99HalfWidth());
      json.writeStringField("limit", known.search().get().limit());
      json.writeFieldName("at_capacity");
      PointJson.write(json, known.search().get().at().orElseThrow());
    }
    if (known.floor().isPresent()) {
      json.writeFieldName("idle");
      PointJson.write(json, known.floor().get());
    }
    if (row.fleet().isPresent()) {
      number("usd_per_month_low", row.usdPerMonthLow());
      number("usd_per_month_high", row.usdPerMonthHigh());
      json.writeFieldName("fleet");
      fleet(row.fleet().get());
    }
    json.writeEndObject();
  }

  private void verification(Verification done) throws IOException {
    json.writeObjectFieldStart("verification");
    json.writeBooleanField("holds", done.holds());
    json.writeBooleanField("holds_with_one_down", done.holdsWithOneDown());
    json.writeNumberField("rounds", done.rounds());
    json.writeNumberField("requests", done.requests());
    json.writeArrayFieldStart("loads");
    for (VerifiedLoad load : done.loads()) {
      json.writeStartObject();
      json.writeStringField("kind", load.kind().word());
      json.writeStringField("name", load.name());
      json.writeNumberField("step", load.step());
      json.writeStringField("candidate", load.part());
      json.writeNumberField("replicas", load.replicas());
      number("rate_per_s", load.rate());
      json.writeNumberField("requests", load.requests());
      json.writeBooleanField("holds", load.holds());
      json.writeBooleanField("required", done.isRequired(load));
      text("miss", load.miss());
      number("p99_half_width", load.halfWidth());
      if (load.figures().isPresent()) {
        json.writeFieldName("figures");
        PointJson.write(json, load.figures().get());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void text(String key, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(key, value);
    }
  }

  private void number(String key, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeFieldName(key);
      json.writeNumber(FixedDecimal.of(value, DECIMALS));
    }
  }
}
