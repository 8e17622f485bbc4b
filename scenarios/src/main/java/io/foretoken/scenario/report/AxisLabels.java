package io.foretoken.scenario.report;

import io.foretoken.scenario.figure.ReadableNumbers;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values as axes write them: as readable numbers, without zeros that say nothing. */
public final class AxisLabels {
  private static final Pattern ZEROS = Pattern.compile("(\\.\\d*?)0+(?=\\D|$)");
  private static final Pattern POINT = Pattern.compile("\\.(?=\\D|$)");

  private AxisLabels() {}

  /** A time in ns: "5 ms", "2.5 s". */
  public static String time(double nanos) {
    return brief(ReadableNumbers.time(nanos));
  }

  /** A count or a rate: "0", "2.5", "20,000". */
  public static String number(double value) {
    return value >= 1000
        ? String.format(Locale.ROOT, "%,d", Math.round(value))
        : brief(ReadableNumbers.number(value));
  }

  /** A share as percent: "99.9 %". */
  public static String share(double share) {
    return number(share * 100) + " %";
  }

  /** US dollars: "$0.25". */
  public static String usd(double dollars) {
    return "$" + number(dollars);
  }

  private static String brief(String text) {
    return POINT.matcher(ZEROS.matcher(text).replaceAll("$1")).replaceAll("");
  }
}
