package io.foretoken.hardware.catalog;

import java.util.List;

/** What entries of every kind have: how sure the figures are, from when, and from where. */
final class EntryReader {
  private static final List<String> CONFIDENCES = List.of("high", "medium", "low");

  private EntryReader() {}

  static String id(Fields fields) {
    String id = fields.text("id");
    if (!id.isEmpty() && !id.matches("[a-z0-9][a-z0-9.-]*")) {
      fields.problem(
          "id", "found \"" + id + "\"", "write lower-case letters, digits, hyphens and points");
    }
    return id;
  }

  static String confidence(Fields fields) {
    String confidence = fields.text("confidence", "medium");
    if (!CONFIDENCES.contains(confidence)) {
      fields.problem("confidence", "found \"" + confidence + "\"", "write high, medium or low");
    }
    return confidence;
  }

  /** The date of the figures; "unknown" is allowed where {@code mayBeUnknown}. */
  static String date(Fields fields, boolean mayBeUnknown) {
    String date = fields.text("as_of");
    boolean known = date.matches("[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?");
    if (!known && !(mayBeUnknown && date.equals("unknown")) && fields.has("as_of")) {
      fields.problem("as_of", "found \"" + date + "\"", "write the date as YYYY-MM-DD or YYYY-MM");
    }
    return date;
  }
}
