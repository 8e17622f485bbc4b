package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  private static final Paint PLAIN = Paint.of(false);

  @Test
  void wordsAlignLeftAndNumbersRightUnderTheirHeadings() {
    Table table = Table.builder().text("").number("mean ms").number("p99 ms").text("limit").build();
    table.row("TTFT", "73.5", "1,204", "host").row("TPOT", "9.1", "13.6", "memory bandwidth");

    assertThat(table.render(PLAIN))
        .isEqualTo(
            """
                  mean ms  p99 ms  limit
            TTFT     73.5   1,204  host
            TPOT      9.1    13.6  memory bandwidth
            """);
  }

  @Test
  void withoutHeadingsThereIsNoHeadingLine() {
    Table table = Table.builder().text("").number("").build();

    assertThat(table.row("requests", "1,000").row("seed", "1").render(PLAIN))
        .isEqualTo("requests  1,000\nseed          1\n");
  }

  @Test
  void stylesTakeNoRoomAndSymbolsOutsideAsciiTakeOneColumn() {
    Paint colour = Paint.of(true);
    Table table = Table.builder().text("a").text("b").build();
    table.row(colour.bad("±1"), "x").row("1234", "y");

    assertThat(table.render(PLAIN)).isEqualTo("a     b\n\u001b[31m±1\u001b[0m    x\n1234  y\n");
  }

  @Test
  void aRowOfTheWrongLengthIsRefused() {
    Table table = Table.builder().text("a").text("b").build();

    assertThatThrownBy(() -> table.row("only one"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 cells, the table 2 columns");
  }
}
