package io.foretoken.scenario.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTextTest {

  @Test
  void textsAreQuotedOnlyWhereTheyMustBe() {
    assertThat(CsvText.quoted("")).isEmpty();
    assertThat(CsvText.quoted("plain 'text'; no more")).isEqualTo("plain 'text'; no more");
    assertThat(CsvText.quoted("a,b")).isEqualTo("\"a,b\"");
    assertThat(CsvText.quoted("say \"so\"")).isEqualTo("\"say \"\"so\"\"\"");
    assertThat(CsvText.quoted("two\nlines")).isEqualTo("\"two\nlines\"");
    assertThat(CsvText.quoted("two\rlines")).isEqualTo("\"two\rlines\"");
  }
}
