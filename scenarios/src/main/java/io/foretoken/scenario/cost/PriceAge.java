package io.foretoken.scenario.cost;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How old a price is. A price of a month counts from the month's first day. */
public final class PriceAge {
  /** Days after which a price is marked. */
  public static final long MOST_DAYS = 180;

  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private PriceAge() {}

  /** The day of YYYY-MM-DD or YYYY-MM; empty for anything else. */
  public static Optional<LocalDate> day(String date) {
    try {
      if (MONTH.matcher(date).matches()) {
        return Optional.of(LocalDate.parse(date + "-01"));
      }
      return DAY.matcher(date).matches() ? Optional.of(LocalDate.parse(date)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Days from the price's date to a day, not below 0; empty where the price has no date. */
  public static OptionalLong days(String asOf, LocalDate until) {
    return day(asOf)
        .map(from -> OptionalLong.of(Math.max(0, ChronoUnit.DAYS.between(from, until))))
        .orElse(OptionalLong.empty());
  }

  /** Whether the price is older than {@value #MOST_DAYS} days on a day. */
  public static boolean isStale(String asOf, LocalDate on) {
    return days(asOf, on).orElse(0) > MOST_DAYS;
  }
}
