package io.foretoken.scenario.plan.forecast;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Days and hours as people write them, as hours of the week from Monday 00:00. */
final class WeekClock {
  /** Hours of a week. */
  static final int HOURS = 168;

  private static final int HOURS_PER_DAY = 24;
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private WeekClock() {}

  /** What an hour of the week is called, such as "mon 09:00". */
  static String name(int hour) {
    return String.format(
        Locale.ROOT, "%s %02d:00", DAYS.get(hour / HOURS_PER_DAY), hour % HOURS_PER_DAY);
  }

  /** The hours that days and hours of a period name together; problems are added. */
  static boolean[] hours(
      Optional<Located<String>> days,
      Optional<Located<String>> hours,
      String path,
      Problems problems) {
    boolean[] ofDay = flags(hours, HOURS_PER_DAY, path + ".hours", problems);
    boolean[] ofWeek = flags(days, DAYS.size(), path + ".days", problems);
    boolean[] all = new boolean[HOURS];
    for (int hour = 0; hour < HOURS; hour++) {
      all[hour] = ofWeek[hour / HOURS_PER_DAY] && ofDay[hour % HOURS_PER_DAY];
    }
    return all;
  }

  private static boolean[] flags(
      Optional<Located<String>> written, int count, String path, Problems problems) {
    boolean[] flags = new boolean[count];
    if (written.isEmpty()) {
      Arrays.fill(flags, true);
      return flags;
    }
    boolean areDays = count == DAYS.size();
    for (String part : written.get().value().toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] ends = part.strip().split("-", -1);
      int from = at(ends[0].strip(), areDays, 0);
      int to = ends.length == 1 ? (from < 0 ? -1 : from + 1) : at(ends[1].strip(), areDays, 1);
      boolean isRange = ends.length <= 2 && from >= 0 && to >= 0 && (areDays || ends.length == 2);
      if (!isRange || from == count || from == to) {
        problems.add(
            written.get().origin(),
            path,
            "found \"" + part.strip() + "\"",
            areDays
                ? "write days such as mon-fri, sat or mon,wed,fri"
                : "write hours of the clock such as 9-17 or 22-6");
        return flags;
      }
      for (int at = from; at != to; at = (at + 1) % count) {
        flags[at] = true;
        if (to == count && at == count - 1) {
          break;
        }
      }
    }
    return flags;
  }

  /** Number of a day or hour; the end of a range of days is the day after; -1 if it is none. */
  private static int at(String text, boolean isDay, int after) {
    if (isDay) {
      int day = DAYS.indexOf(text);
      return day < 0 ? -1 : day + after;
    }
    if (!text.matches("[0-9]{1,2}(:00)?")) {
      return -1;
    }
    int hour = Integer.parseInt(text.replace(":00", ""));
    return hour <= HOURS_PER_DAY ? hour : -1;
  }
}
