package io.foretoken.validation.table;

import io.foretoken.input.csv.CsvLimits;
import io.foretoken.input.csv.CsvReader;
import io.foretoken.input.csv.CsvRow;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All rows of one kind in a folder, by key. Rows of one key that stand in two files are one row:
 * blank cells are filled from the other file, contradictions are noted in the row.
 */
public final class MergedTable {
  /** Says which part of a collection a row is in, which may change without the row changing. */
  private static final Set<String> NOT_COMPARED = Set.of("split");

  private static final CsvLimits LIMITS = new CsvLimits(1_000_000, 1_000, 20);

  private final Map<String, TableRow> rows = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private MergedTable() {}

  /**
   * Reads every file of the folder that has the columns.
   *
   * @param columns by which a file is recognised
   * @param key columns that name a row; they are among {@code columns}
   */
  public static MergedTable read(CsvFolder folder, Set<String> columns, List<String> key) {
    MergedTable table = new MergedTable();
    for (Path file : folder.filesWith(columns)) {
      table.add(file, folder.name(file), key);
    }
    return table;
  }

  private void add(Path file, String fileName, List<String> key) {
    try (CsvReader csv = CsvReader.open(file, LIMITS)) {
      CsvRow row = csv.row();
      List<String> header = csv.header();
      int[] keyColumns = key.stream().mapToInt(header::indexOf).toArray();
      while (csv.next()) {
        String place = fileName + ":" + row.line();
        String id = id(row, keyColumns);
        TableRow merged = rows.computeIfAbsent(id, unused -> new TableRow(place));
        for (int column = 0; column < header.size(); column++) {
          String name = header.get(column);
          if (!NOT_COMPARED.contains(name) || merged.isBlank(name)) {
            merged.merge(name, row.text(column).strip(), place);
          }
        }
      }
      problems.addAll(csv.problems().list());
    } catch (BadInputException e) {
      problems.addAll(e.problems());
    }
  }

  private static String id(CsvRow row, int[] keyColumns) {
    StringBuilder id = new StringBuilder();
    for (int column : keyColumns) {
      id.append(id.isEmpty() ? "" : "\n").append(row.text(column).strip());
    }
    return id.toString();
  }

  /** The rows in the order in which they were found. */
  public Collection<TableRow> rows() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /** The row of a key of one column; null when there is none. */
  public TableRow row(String id) {
    return rows.get(id);
  }

  /** Lines and files that could not be read. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }
}
