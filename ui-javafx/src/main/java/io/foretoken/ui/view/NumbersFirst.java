package io.foretoken.ui.view;

import java.util.Comparator;

/** Cells of a table by the number that they begin with; those without one after all others. */
final class NumbersFirst implements Comparator<String> {
  @Override
  public int compare(String one, String other) {
    double first = number(one);
    double second = number(other);
    return Double.isNaN(first) && Double.isNaN(second)
        ? one.compareTo(other)
        : Double.compare(first, second);
  }

  private static double number(String words) {
    String plain = words.replaceAll("[,$ ]", "").replaceAll("[A-Z]{3}$", "");
    return plain.matches("-?[0-9]+(\\.[0-9]+)?") ? Double.parseDouble(plain) : Double.NaN;
  }
}
