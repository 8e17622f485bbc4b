package io.foretoken.scenario.report;

import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.StackedBar;
import io.foretoken.scenario.chart.SvgPainter;
import io.foretoken.scenario.chart.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/**
 * A report page: one file, light and dark, for a screen, a phone and paper. A content security
 * policy keeps it from loading anything.
 *
 * <pre>{@code
 * Page page = new Page("run report", "Llama on one H100: does it meet the SLO?");
 * page.answer("It does", ": TTFT p99 412 ms.").facts(facts).tiles(tiles);
 * page.card("Latency", "", card -> card.chart(chart, 320));
 * String html = page.finished();
 * }</pre>
 */
public final class Page {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:;"
          + " img-src data:";
  private static final double WIDE = 1006;
  private static final double MIDDLE = 660;
  private static final double HALF = 478;
  private static final double NARROW = 296;
  private static final int LONG = 10;
  private static final String LOGO =
      "<svg width=\"22\" height=\"22\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M2"
          + " 20C10 20 12 4 22 4\" fill=\"none\" stroke=\"var(--blue)\" stroke-width=\"2.5\"/><path"
          + " d=\"M2 6C9 6 14 18 22 20\" fill=\"none\" stroke=\"var(--orange)\""
          + " stroke-width=\"2.5\" stroke-dasharray=\"4 3\"/><circle cx=\"12\" cy=\"12\" r=\"2.6\""
          + " fill=\"var(--ink)\"/></svg>";

  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

  private final Html html = new Html();
  private boolean hasTimeSeries;

  /** The content of a card. */
  public final class Card {
    private Card() {}

    /** A chart as wide as the page. */
    public Card chart(Chart chart, double height) {
      svg(chart, "wide", WIDE, height);
      svg(chart, "middle", MIDDLE, height);
      svg(chart, "narrow", NARROW, Math.min(height, 270));
      return this;
    }

    /** A chart as wide as half the page. */
    public Card halfChart(Chart chart, double height) {
      svg(chart, "wide", HALF, height);
      svg(chart, "middle", MIDDLE, height);
      svg(chart, "narrow", NARROW, Math.min(height, 270));
      return this;
    }

    /** Quantities over time, as wide as the page. */
    Card timeSeries(TimeSeries series, double height) {
      beginTimeSeries(height);
      chart(series.chart(), height);
      return endTimeSeries(series);
    }

    /** Quantities over time, as wide as half the page. */
    Card halfTimeSeries(TimeSeries series, double height) {
      beginTimeSeries(height);
      halfChart(series.chart(), height);
      return endTimeSeries(series);
    }

    private void beginTimeSeries(double height) {
      hasTimeSeries = true;
      html.begin("div", "class", "time", "data-height", String.valueOf((int) height));
    }

    private Card endTimeSeries(TimeSeries series) {
      html.begin("script", "type", "application/json").markup(series.json()).end().end();
      return this;
    }

    /** A bar as wide as the page. */
    public Card bar(StackedBar bar) {
      html.markup(SvgPainter.inPage(bar.picture(WIDE), "wide"));
      html.markup(SvgPainter.inPage(bar.picture(MIDDLE), "middle"));
      html.markup(SvgPainter.inPage(bar.picture(NARROW), "narrow"));
      return this;
    }

    /** A table. */
    public Card table(PageTable table) {
      table.write(html);
      return this;
    }

    /** A paragraph. */
    public Card paragraph(String text) {
      html.element("p", text);
      return this;
    }

    /** A small heading. */
    public Card heading(String text) {
      html.element("h3", text);
      return this;
    }

    /** A remark in small type. */
    public Card note(String text) {
      html.element("p", text, "class", "note");
      return this;
    }

    /**
     * A price's source and date; readers' own clocks mark it when it is older than 180 days.
     *
     * @param isoDate YYYY-MM or YYYY-MM-DD; empty where not known
     */
    public Card price(String text, String isoDate) {
      html.begin("p", "class", "note price", "data-date", isoDate).text(text).end();
      return this;
    }

    /** Text as it is typed. */
    public Card source(String text) {
      html.element("pre", text);
      return this;
    }

    private void svg(Chart chart, String cssClass, double width, double height) {
      html.markup(SvgPainter.inPage(chart.picture(width, height), cssClass)).markup("\n");
    }
  }

  /**
   * Begins a page.
   *
   * @param kind such as "run report"
   * @param title as a question
   */
  public Page(String kind, String title) {
    html.markup("<!DOCTYPE html>\n").begin("html", "lang", "en").begin("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", title + " - Foretoken").markup("\n");
    html.begin("style")
        .markup(
            fonts()
                + colours()
                + resource(UPLOT + "dist/uPlot.min.css")
                + "\n"
                + resource("report.css"))
        .end();
    html.end().begin("body").begin("main");
    html.markup(SvgPainter.hatchPattern());
    html.begin("div", "class", "brand").markup(LOGO).element("b", "Foretoken");
    html.element("span", kind);
    html.element("button", "Dark", "type", "button", "id", "theme").end();
    html.element("h1", title).markup("\n");
  }

  /** The answer in one sentence: its first words stand out. */
  public Page answer(String strong, String rest) {
    html.begin("p", "class", "answer").element("b", strong).text(rest).end();
    return this;
  }

  /** What the answer rests on, in a few words each. */
  public Page facts(List<String> facts) {
    html.begin("p", "class", "facts");
    facts.forEach(fact -> html.element("span", fact));
    html.end();
    return this;
  }

  /** The figures at the head. */
  public Page tiles(List<Tile> tiles) {
    html.begin("div", "class", "tiles");
    for (Tile tile : tiles) {
      html.begin("div");
      html.element(
          "span", tile.label(), "style", "color:var(" + tile.ink().text().variable() + ")");
      html.begin("b", "class", tile.value().length() > LONG ? "long" : "short").text(tile.value());
      if (!tile.unit().isEmpty()) {
        html.markup(" ").element("small", tile.unit());
      }
      html.end().element("i", tile.note()).end();
    }
    html.end();
    return this;
  }

  /** A card as wide as the page. */
  public Page card(String title, String note, Consumer<Card> content) {
    html.begin("section").element("h2", title).markup("\n");
    if (!note.isEmpty()) {
      html.element("p", note, "class", "note");
    }
    content.accept(new Card());
    html.end();
    return this;
  }

  /** The cards made in it stand side by side where there is room. */
  public Page pair(Runnable cards) {
    html.begin("div", "class", "pair");
    cards.run();
    html.end();
    return this;
  }

  /** The whole page. */
  public String finished() {
    html.end();
    if (hasTimeSeries) {
      script(
          "/*!\n"
              + resource(UPLOT + "LICENSE")
              + "*/\n"
              + resource(UPLOT + "dist/uPlot.iife.min.js"));
      script(resource("time-series.js"));
    }
    script(resource("report.js"));
    html.end().end();
    return html.finished();
  }

  private void script(String text) {
    html.begin("script").markup("//<![CDATA[\n" + text + "\n//]]>").end();
  }

  private static String fonts() {
    return font("IBMPlexSans-Regular-Latin1.woff2", 400)
        + font("IBMPlexSans-SemiBold-Latin1.woff2", 600);
  }

  private static String font(String file, int weight) {
    return "@font-face{font-family:'IBM Plex Sans';font-weight:"
        + weight
        + ";src:url(data:font/woff2;base64,"
        + Base64.getEncoder().encodeToString(bytes(file))
        + ") format('woff2')}\n";
  }

  private static String colours() {
    String dark = variables(Theme.DARK);
    String light = variables(Theme.LIGHT);
    return ":root{color-scheme:light;"
        + light
        + "}\n@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;"
        + dark
        + "}}\n:root[data-theme=dark]{color-scheme:dark;"
        + dark
        + "}\n@media print{:root:not([data-theme=x]){color-scheme:light;"
        + light
        + "}}\n";
  }

  private static String variables(Theme theme) {
    StringBuilder css = new StringBuilder();
    for (Ink ink : Ink.values()) {
      css.append(ink.variable()).append(':').append(ink.hex(theme)).append(';');
    }
    return css.toString();
  }

  private static String resource(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String file) {
    try (InputStream in = Page.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
