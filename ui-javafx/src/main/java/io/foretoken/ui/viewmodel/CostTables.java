package io.foretoken.ui.viewmodel;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.cost.BreakEven;
import io.foretoken.scenario.cost.CostFigures;
import io.foretoken.scenario.cost.CostSheet;
import io.foretoken.scenario.export.CostSheetCsv;
import io.foretoken.scenario.export.CostSheetJson;
import io.foretoken.scenario.export.CostSheetText;
import io.foretoken.scenario.figure.ReadableNumbers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A cost sheet as the Cost screen shows and saves it. */
public final class CostTables {
  private CostTables() {}

  /**
   * A table of words.
   *
   * @param headings of the columns
   * @param rows cells, as many as columns
   */
  public record Table(List<String> headings, List<List<String>> rows) {}

  /** Tables of the sheet: ways to pay, then classes and tenants where there are several. */
  public static List<Table> tables(CostSheet sheet) {
    List<Table> tables = new ArrayList<>();
    CostSheetText.of(
        sheet,
        Optional.empty(),
        new CostSheetText.Layout() {
          @Override
          public String heading(String text) {
            return "\n";
          }

          @Override
          public String table(List<String> headings, List<List<String>> rows) {
            tables.add(new Table(List.copyOf(headings), List.copyOf(rows)));
            return "";
          }
        });
    return List.copyOf(tables);
  }

  /** The comparison with an API in sentences, one for renting and one for buying. */
  public static List<String> verdicts(CostSheet sheet) {
    return sheet.breakEvens().stream().map(CostSheetText::words).map(CostTables::begun).toList();
  }

  /** The sheet in a few figures. */
  public static List<AnswerFigure> answer(CostSheet sheet) {
    List<AnswerFigure> figures = new ArrayList<>();
    for (CostSheet.Basis basis : sheet.bases()) {
      figures.add(
          new AnswerFigure(
              begun(basis.name()),
              Ink.INK_2,
              ReadableNumbers.usd(basis.unit().output()),
              "",
              "per 1M output tokens"));
    }
    CostSheet.Basis first = sheet.bases().get(0);
    figures.add(
        new AnswerFigure(
            begun(first.payment()) + " a month",
            Ink.INK_2,
            whole(first.usdPerHour() * CostFigures.HOURS_PER_MONTH),
            "",
            ReadableNumbers.count(sheet.usage().gpus()) + " × " + sheet.usage().gpu()));
    for (BreakEven even : sheet.breakEvens()) {
      double months =
          Math.abs(even.apiUsdPerHour() - even.ownUsdPerHour()) * CostFigures.HOURS_PER_MONTH;
      figures.add(
          new AnswerFigure(
              begun(even.basis()) + " or API",
              Ink.INK_2,
              even.isOwnCheaper() ? "own GPUs" : "API",
              "",
              "by " + whole(months) + " a month at this load"));
    }
    return List.copyOf(figures);
  }

  private static String begun(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String whole(double usd) {
    return "$" + String.format(Locale.ROOT, "%,.0f", usd);
  }

  /** The bytes of {@code foretoken cost --format csv|json|markdown}. */
  public static List<FileContent> files(CostSheet sheet) {
    return List.of(
        new FileContent("Cost, CSV", "cost.csv", text(out -> CostSheetCsv.write(out, sheet))),
        new FileContent(
            "Cost, JSON",
            "cost.json",
            text(out -> CostSheetJson.write(out, sheet, Optional.empty()))),
        new FileContent(
            "Cost, Markdown",
            "cost.md",
            text(out -> out.write(CostSheetText.markdown(sheet, Optional.empty())))));
  }

  /** What writes text. */
  private interface Text {
    void write(Writer out) throws IOException;
  }

  private static ExportContent text(Text content) {
    return (OutputStream to) -> {
      Writer out = new OutputStreamWriter(to, SafeFile.TEXT);
      content.write(out);
      out.flush();
    };
  }
}
