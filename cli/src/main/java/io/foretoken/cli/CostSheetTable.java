package io.foretoken.cli;

import io.foretoken.scenario.cost.CostSheet;
import io.foretoken.scenario.export.CostSheetText;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What {@code cost} prints on a terminal. */
final class CostSheetTable {
  private CostSheetTable() {}

  /**
   * For a terminal.
   *
   * @param judged the day on which prices are judged old
   */
  static String render(CostSheet sheet, LocalDate judged, Paint paint) {
    return CostSheetText.of(
        sheet,
        Optional.of(judged),
        new CostSheetText.Layout() {
          @Override
          public String heading(String text) {
            return '\n' + paint.bold(text) + '\n';
          }

          @Override
          public String table(List<String> headings, List<List<String>> rows) {
            Table.Builder columns = Table.builder().text(headings.get(0));
            headings.subList(1, headings.size()).forEach(columns::number);
            Table table = columns.build();
            rows.forEach(row -> table.row(row.toArray(String[]::new)));
            return table.render(paint);
          }
        });
  }
}
