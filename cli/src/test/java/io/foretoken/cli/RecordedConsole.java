package io.foretoken.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A console whose two streams a test can read; nobody watches it and it shows no colours. */
final class RecordedConsole {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console;

  RecordedConsole() {
    console =
        new Console(
            new TrackedOutput(out),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            true,
            80);
  }

  Console console() {
    return console;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
