package io.foretoken.workload.trace;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Timestamps such as {@code 2023-11-16 18:15:46.6805900}: a date and a time of day with up to nine
 * decimals, an optional {@code Z} or offset such as {@code +00:00} (none means UTC). Example:
 * {@code 1970-01-01 00:00:01.5} is 1,500,000,000.
 */
final class AzureTimestamp {
  /** Stands for a text that is no timestamp. */
  static final long INVALID = Long.MIN_VALUE;

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})-(\\d{2})-(\\d{2})[ T](\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9}))?"
              + "(?:Z|([+-])(\\d{2}):(\\d{2}))?");
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int MIN_YEAR = 1970;
  private static final int MAX_YEAR = 2200;

  private AzureTimestamp() {}

  /** Nanoseconds since 1970, or INVALID. */
  static long parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return INVALID;
    }
    int year = number(form, 1);
    int hour = number(form, 4);
    int minute = number(form, 5);
    int second = number(form, 6);
    if (year < MIN_YEAR || year > MAX_YEAR || hour > 23 || minute > 59 || second > 59) {
      return INVALID;
    }
    long days;
    try {
      days = LocalDate.of(year, number(form, 2), number(form, 3)).toEpochDay();
    } catch (DateTimeException e) {
      return INVALID;
    }
    long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offsetSeconds(form);
    return seconds * NANOS_PER_SECOND + decimals(form.group(7));
  }

  private static long offsetSeconds(Matcher form) {
    if (form.group(8) == null) {
      return 0;
    }
    long offset = (number(form, 9) * 60L + number(form, 10)) * 60L;
    return form.group(8).equals("-") ? -offset : offset;
  }

  private static long decimals(String digits) {
    return digits == null ? 0 : Long.parseLong((digits + "000000000").substring(0, 9));
  }

  private static int number(Matcher form, int group) {
    return Integer.parseInt(form.group(group));
  }
}
