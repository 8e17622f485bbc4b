package io.foretoken.input.units;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An amount of memory, in powers of 1000 ({@code 16 GB}) or of 1024 ({@code 80GiB}). Example:
 * {@code 80GiB} is 85,899,345,920 bytes.
 *
 * @param bytes from 0 to 10^18 (an exabyte)
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  /** The largest size accepted: 1,000,000 TB. */
  public static final long MAX_BYTES = 1_000_000_000_000_000_000L;

  private static final String RANGE = "write a size from 0B to 1000000TB";
  private static final String BINARY_OR_DECIMAL = "write GB for 10^9 or GiB for 2^30 bytes";
  private static final Map<String, BigDecimal> UNITS = units();
  private static final Quantity QUANTITY =
      new Quantity(
          "a size in bytes",
          UNITS,
          Map.of(
              "G", BINARY_OR_DECIMAL,
              "Gi", BINARY_OR_DECIMAL,
              "Gb", BINARY_OR_DECIMAL,
              "gb", BINARY_OR_DECIMAL,
              "g", BINARY_OR_DECIMAL,
              "M", "write MB for 10^6 or MiB for 2^20 bytes",
              "KB", "write kB for 1000 or KiB for 1024 bytes"),
          "80GiB or 16GB");

  /** Refuses a negative size and one of more than {@link #MAX_BYTES}. */
  public ByteSize {
    if (bytes < 0 || bytes > MAX_BYTES) {
      throw new NotAQuantityException(
          "found a size of " + bytes + " bytes, which is out of range", RANGE);
    }
  }

  /**
   * Parses a number with a unit.
   *
   * @throws NotAQuantityException if it is no size, has no unit, is negative, no whole number of
   *     bytes or too large
   */
  public static ByteSize parse(String text) {
    BigDecimal bytes = QUANTITY.parse(text).product();
    if (bytes.compareTo(BigDecimal.valueOf(MAX_BYTES)) > 0) {
      throw new NotAQuantityException("found " + text.strip() + ", which is out of range", RANGE);
    }
    if (bytes.signum() != 0 && bytes.stripTrailingZeros().scale() > 0) {
      throw new NotAQuantityException(
          "found " + text.strip() + ", which is not a whole number of bytes",
          "write fewer decimals or a smaller unit");
    }
    return new ByteSize(bytes.longValueExact());
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** A text that parses to this size, in the unit that divides it with the smallest number. */
  @Override
  public String toString() {
    String text = bytes + "B";
    long smallest = bytes;
    for (Map.Entry<String, BigDecimal> unit : UNITS.entrySet()) {
      long factor = unit.getValue().longValueExact();
      if (bytes % factor == 0 && bytes / factor < smallest) {
        smallest = bytes / factor;
        text = smallest + unit.getKey();
      }
    }
    return text;
  }

  /** A regular expression of the accepted texts, for schemas. */
  public static String pattern() {
    return QUANTITY.pattern();
  }

  private static Map<String, BigDecimal> units() {
    Map<String, BigDecimal> units = new LinkedHashMap<>();
    units.put("B", BigDecimal.ONE);
    String[] prefixes = {"k", "M", "G", "T"};
    for (int i = 0; i < prefixes.length; i++) {
      units.put(prefixes[i] + "B", BigDecimal.valueOf(1000).pow(i + 1));
    }
    for (int i = 0; i < prefixes.length; i++) {
      String prefix = i == 0 ? "K" : prefixes[i];
      units.put(prefix + "iB", BigDecimal.valueOf(1024).pow(i + 1));
    }
    return units;
  }
}
