package io.foretoken.ui.viewmodel.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where values stand on an axis: numbers of one unit by themselves, names one after the other. */
final class Places {
  private static final Pattern NUMBER = Pattern.compile("(-?\\d+(?:\\.\\d+)?)(\\D*)");

  private Places() {}

  static List<Slot> slots(List<String> values) {
    boolean isNumeric = isNumeric(values);
    List<Slot> slots = new ArrayList<>();
    for (int index = 0; index < values.size(); index++) {
      double x = isNumeric ? number(values.get(index)) : index;
      slots.add(Slot.open(index, values.get(index), x));
    }
    return slots;
  }

  /** Whether all are numbers of one unit, and not all the same. */
  static boolean isNumeric(List<String> values) {
    Set<String> units = new HashSet<>();
    for (String value : values) {
      Matcher number = NUMBER.matcher(value);
      if (!number.matches()) {
        return false;
      }
      units.add(number.group(2).strip());
    }
    return units.size() == 1 && new HashSet<>(values).size() > 1;
  }

  /** The unit of numeric values, without the number. */
  static String unit(List<String> values) {
    Matcher number = NUMBER.matcher(values.get(0));
    return number.matches() ? number.group(2).strip() : "";
  }

  private static double number(String value) {
    Matcher number = NUMBER.matcher(value);
    return number.matches() ? Double.parseDouble(number.group(1)) : Double.NaN;
  }
}
