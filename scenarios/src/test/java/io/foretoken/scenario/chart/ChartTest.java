package io.foretoken.scenario.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.scenario.chart.Series.Point;
import io.foretoken.scenario.chart.Series.Style;
import io.foretoken.scenario.chart.Series.Verdict;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A chart of 300 x 200 px: three points, the last of which misses an objective. The layout takes 32
 * px above (the axes' names) and 40 below (ticks and the x axis' name), so values lie between y =
 * 160 and y = 32; on the left 8 px and the widest tick "100" (3 x 0.6 x 11 px = 19.8), on the right
 * 18.
 */
class ChartTest {
  private static final double LEFT = 27.8;
  private static final double RIGHT = 282;
  private static final double TOP = 32;
  private static final double BOTTOM = 160;
  private static final String GOLDEN = "tiny.svg";

  static Chart tiny() {
    Axis x = Axis.of("Batch size", new Scale.Linear(0, 10, 5), ChartTest::whole);
    Axis y = new Axis("TTFT, ms", new Scale.Linear(0, 100, 50), ChartTest::whole, Ink.ORANGE);
    List<Point> points =
        List.of(
            Point.of(0, 25),
            new Point(5, 50, 40, 60, Verdict.HOLDS, ""),
            new Point(10, 100, 100, 100, Verdict.MISSES, ""));
    return Chart.of(
            "TTFT & batch size",
            x,
            y,
            List.of(
                new Series(
                    "p99", false, Ink.ORANGE, Style.LINE_AND_DOTS, Mark.Shape.CIRCLE, points)))
        .with(new Chart.Objective(75, false, false, "SLO ≤ 75 ms", Ink.ORANGE))
        .with(new Chart.Zone(7.5, 10, "misses"));
  }

  private static String whole(double value) {
    return Long.toString(Math.round(value));
  }

  private static <M extends Mark> List<M> marks(Chart chart, Class<M> kind) {
    return chart.marks(300, 200).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void pointsLieWhereTheirValuesAre() {
    // x: 0, 5, 10 of 10 over 254.2 px; y: 25, 50, 100 of 100 over 128 px upwards
    List<Mark.Dot> dots = marks(tiny(), Mark.Dot.class);
    assertThat(dots).hasSize(3);
    assertAt(dots.get(0).at(), LEFT, 160 - 32);
    assertAt(dots.get(1).at(), LEFT + 127.1, 160 - 64);
    assertAt(dots.get(2).at(), RIGHT, TOP);
    assertThat(dots.get(1).hollow()).isFalse();
    assertThat(dots.get(2).hollow()).isTrue();
    assertThat(dots.get(2).ink()).isEqualTo(Ink.MUTE);
  }

  @Test
  void theLineTurnsMuteWhereItMisses() {
    List<Mark.Line> lines =
        marks(tiny(), Mark.Line.class).stream().filter(line -> line.width() == 2.25).toList();
    assertThat(lines).extracting(Mark.Line::ink).containsExactly(Ink.ORANGE, Ink.MUTE);
    assertThat(lines.get(0).points()).hasSize(2);
    assertThat(lines.get(1).points()).hasSize(2);
    assertAt(lines.get(1).points().get(0), LEFT + 127.1, 96);
  }

  @Test
  void theObjectiveIsDashedAtItsValueAndTheZoneHatched() {
    List<Mark.Line> dashed =
        marks(tiny(), Mark.Line.class).stream()
            .filter(line -> line.dash() == Mark.Dash.DASHED)
            .toList();
    assertThat(dashed).hasSize(1);
    // 75 of 100 over 128 px: 96 px above the base line
    assertAt(dashed.get(0).points().get(0), LEFT, 64);
    assertAt(dashed.get(0).points().get(1), RIGHT, 64);
    Mark.Hatch hatch = marks(tiny(), Mark.Hatch.class).get(0);
    assertThat(hatch.x()).isCloseTo(LEFT + 0.75 * 254.2, within(1e-9));
    assertThat(hatch.width()).isCloseTo(0.25 * 254.2, within(1e-9));
  }

  @Test
  void anIntervalIsABandAtEighteenPercent() {
    Mark.Area band = marks(tiny(), Mark.Area.class).get(0);
    assertThat(band.opacity()).isEqualTo(0.18);
    // above the middle point 60, below it 40: 76.8 and 51.2 px over the base line
    assertThat(band.points()).anySatisfy(at -> assertAt(at, LEFT + 127.1, BOTTOM - 76.8));
    assertThat(band.points()).anySatisfy(at -> assertAt(at, LEFT + 127.1, BOTTOM - 51.2));
  }

  @Test
  void aSaturatedPointIsATriangleWithoutAValue() {
    Chart chart =
        Chart.of(
            "load",
            tiny().x(),
            tiny().left(),
            List.of(
                new Series(
                    "p99",
                    false,
                    Ink.ORANGE,
                    Style.LINE_AND_DOTS,
                    Mark.Shape.CIRCLE,
                    List.of(Point.of(0, 25), new Point(5, 9e9, 9e9, 9e9, Verdict.SATURATED, "")))));
    List<Mark.Dot> dots = marks(chart, Mark.Dot.class);
    assertThat(dots).extracting(Mark.Dot::shape).contains(Mark.Shape.TRIANGLE);
    assertThat(marks(chart, Mark.Line.class)).noneMatch(line -> line.width() == 2.25);
    Readout said = chart.picture(300, 200).readouts().get(1);
    assertThat(said.lines()).containsExactly("5", "p99: saturated");
    assertThat(said.dots()).isEmpty();
  }

  @Test
  void aValueOffTheScaleIsWrittenWithAnArrowAndItsLineEndsAtTheEdge() {
    Chart chart =
        Chart.of(
            "load",
            tiny().x(),
            tiny().left(),
            List.of(
                new Series(
                    "",
                    false,
                    Ink.ORANGE,
                    Style.LINE_AND_DOTS,
                    Mark.Shape.CIRCLE,
                    List.of(
                        Point.of(0, 0), new Point(10, 200, 200, 200, Verdict.HOLDS, "200 ms")))));
    assertThat(marks(chart, Mark.Text.class)).extracting(Mark.Text::words).contains("200 ms ↑");
    // the line reaches 100, the top, half way
    assertThat(marks(chart, Mark.Line.class))
        .anySatisfy(
            line -> {
              assertThat(line.points()).hasSize(2);
              assertAt(line.points().get(1), LEFT + 127.1, TOP);
            });
  }

  @Test
  void aRightAxisHasItsOwnScale() {
    Axis right = new Axis("tokens/s", Scale.inSteps(4_000, 2), ChartTest::whole, Ink.BLUE);
    Chart chart =
        Chart.of(
                "both",
                tiny().x(),
                tiny().left(),
                List.of(
                    new Series(
                        "tokens",
                        true,
                        Ink.BLUE,
                        Style.LINE_AND_DOTS,
                        Mark.Shape.CIRCLE,
                        List.of(Point.of(0, 1_000), Point.of(10, 4_000)))))
            .withRight(right);
    // 1,000 of 4,000 is a quarter of 128 px
    assertThat(marks(chart, Mark.Dot.class).get(0).at().y()).isEqualTo(BOTTOM - 32);
  }

  @Test
  void nothingLeavesThePictureAndLabelsDoNotOverlap() {
    for (double width : new double[] {296, 478, 1006}) {
      Picture picture = tiny().picture(width, 260);
      for (Mark mark : picture.marks()) {
        if (mark instanceof Mark.Text text) {
          double half = TextWidth.of(text.words(), text.size());
          double from =
              text.anchor() == Mark.Anchor.START
                  ? text.at().x()
                  : text.anchor() == Mark.Anchor.END
                      ? text.at().x() - half
                      : text.at().x() - half / 2;
          assertThat(from).as(text.words()).isGreaterThanOrEqualTo(-1);
          assertThat(from + half).as(text.words()).isLessThanOrEqualTo(width + 1);
        }
      }
    }
  }

  /** Renew with {@code -Dsurefire.argLine=-Dgolden.write=true}, and look at the picture. */
  @Test
  void theSvgIsTheReviewedOne() throws IOException {
    String svg = SvgPainter.file(tiny().picture(300, 200), Theme.LIGHT);
    Path golden = Path.of("src/test/resources/io/foretoken/scenario/chart", GOLDEN);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, svg);
    }
    try (InputStream in = ChartTest.class.getResourceAsStream(GOLDEN)) {
      String reviewed =
          Boolean.getBoolean("golden.write")
              ? Files.readString(golden)
              : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(svg).isEqualTo(reviewed);
    }
    assertThat(svg).contains("<title>TTFT &amp; batch size</title>").doesNotContain("var(--");
  }

  @Test
  void inAPageColoursAreThePagesOwn() {
    assertThat(SvgPainter.inPage(tiny().picture(300, 200), "wide"))
        .contains("var(--orange)", "class=\"wide\"")
        .doesNotContain("#de7035");
  }

  @Test
  void thePngShowsTheSamePicture() throws IOException {
    Picture picture = tiny().picture(300, 200);
    for (Theme theme : Theme.values()) {
      BufferedImage image = PngPainter.image(picture, theme);
      // 16 px of margin on each side, 32 more above for the title; two pixels for each
      assertThat(image.getWidth()).isEqualTo(2 * (300 + 32));
      assertThat(image.getHeight()).isEqualTo(2 * (200 + 32 + 32));
      assertThat(rgb(image, 2, 2)).isEqualTo(Ink.SURFACE.rgb(theme));
      Mark.At middle = marks(tiny(), Mark.Dot.class).get(1).at();
      assertThat(rgb(image, 2 * (middle.x() + 16), 2 * (middle.y() + 48)))
          .isEqualTo(Ink.ORANGE.rgb(theme));
    }
  }

  private static int rgb(BufferedImage image, double x, double y) {
    return image.getRGB((int) Math.round(x), (int) Math.round(y)) & 0xFFFFFF;
  }

  private static void assertAt(Mark.At at, double x, double y) {
    assertThat(at.x()).isCloseTo(x, within(1e-9));
    assertThat(at.y()).isCloseTo(y, within(1e-9));
  }

  @Test
  void aStackedBarIsAsLongAsItsParts() {
    StackedBar bar =
        new StackedBar(
            "parts",
            List.of(
                new StackedBar.Part(0.25, "a", "1 s", Ink.BLUE),
                new StackedBar.Part(0.75, "b", "3 s", Ink.ORANGE),
                new StackedBar.Part(0, "c", "0 s", Ink.GREEN)));
    List<Mark.Rect> rects =
        bar.picture(400).marks().stream()
            .filter(Mark.Rect.class::isInstance)
            .map(Mark.Rect.class::cast)
            .filter(rect -> rect.y() == 0)
            .toList();
    assertThat(rects).hasSize(2);
    assertThat(rects.get(0).width()).isEqualTo(99);
    assertThat(rects.get(1).x()).isEqualTo(100);
    assertThat(bar.parts()).hasSize(2);
  }
}
