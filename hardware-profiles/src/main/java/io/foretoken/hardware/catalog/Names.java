package io.foretoken.hardware.catalog;

import java.util.Locale;

/** Spelling of catalogue names: letter case never matters, spaces and underscores are hyphens. */
final class Names {
  private Names() {}

  /** The form under which names are compared. */
  static String canonical(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
  }
}
