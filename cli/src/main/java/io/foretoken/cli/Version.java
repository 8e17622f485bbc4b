package io.foretoken.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The program's version, which the build writes into a resource. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"foretoken " + number()};
  }

  /** The bare number, such as {@code 0.1.0}. */
  static String number() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
