package io.foretoken.cli;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.PngPainter;
import io.foretoken.scenario.chart.SvgPainter;
import io.foretoken.scenario.chart.Theme;
import io.foretoken.scenario.export.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A picture that {@code --plot} asks for; its name says what kind. */
final class PlotFile {
  private static final double WIDTH = 900;
  private static final double HEIGHT = 420;

  private PlotFile() {}

  /**
   * Makes sure that the picture can be written, before the work is done.
   *
   * @throws BadInputException if its name has another ending, its folder is not there, or it is
   *     there already and {@code force} is not given
   */
  static void check(Path file, boolean force) {
    Origin origin = Origin.argument("--plot " + file);
    if (!isSvg(file) && !isPng(file)) {
      throw new BadInputException(
          Problem.of(origin, "the name says no kind of picture", "end it with .png or .svg"));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new BadInputException(
          Problem.of(origin, "there is no folder " + folder, "make it first: mkdir -p " + folder));
    }
    if (!Files.isWritable(folder)) {
      throw new BadInputException(
          Problem.of(
              origin, folder + " cannot be written to", "choose a folder where you may write"));
    }
    if (Files.isDirectory(file) || (Files.exists(file) && !force)) {
      throw new BadInputException(
          Problem.of(
              origin,
              Files.isDirectory(file) ? "this is a folder" : "this file is there already",
              "give --force to replace it, or name another"));
    }
  }

  /**
   * Draws it, in the light theme.
   *
   * @throws BadInputException if this Java cannot draw letters, or the disk is full, say
   */
  static void write(Path file, Chart chart) {
    Picture picture = chart.picture(WIDTH, HEIGHT);
    byte[] bytes =
        isSvg(file)
            ? SvgPainter.file(picture, Theme.LIGHT).getBytes(StandardCharsets.UTF_8)
            : png(file, picture);
    try {
      WholeFile.write(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw new BadInputException(
          Problem.of(
              Origin.argument("--plot " + file),
              "the picture cannot be written: " + e.getMessage(),
              "free some space, or choose another place"));
    }
  }

  private static byte[] png(Path file, Picture picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      PngPainter.write(picture, Theme.LIGHT, bytes);
    } catch (LinkageError | RuntimeException | IOException e) {
      throw new BadInputException(
          Problem.of(
              Origin.argument("--plot " + file),
              "this Java cannot draw letters (" + e + ")",
              "install its graphics libraries (Debian: apt-get install libfreetype6 fontconfig),"
                  + " or write a .svg, which needs none"));
    }
    return bytes.toByteArray();
  }

  private static boolean isSvg(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
  }

  private static boolean isPng(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".png");
  }
}
