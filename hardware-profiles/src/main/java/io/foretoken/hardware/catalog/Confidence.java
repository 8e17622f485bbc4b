package io.foretoken.hardware.catalog;

import java.util.Locale;

/** How sure a figure is. */
enum Confidence {
  /** Two independent sources agree. */
  HIGH,
  /** One source, or a stated derivation. */
  MEDIUM,
  /** Recalled, reused or undated; never a default. */
  LOW;

  /** The word for it in files and in entries. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
