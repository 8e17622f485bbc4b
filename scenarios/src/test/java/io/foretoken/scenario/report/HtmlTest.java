package io.foretoken.scenario.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void textsAndAttributesAreEscaped() {
    Html html = new Html();
    html.begin("p", "title", "a\"b'c").text("<script>alert(1)</script> & \u0000\u001b").end();
    assertThat(html.finished())
        .isEqualTo(
            "<p title=\"a&quot;b&#39;c\">&lt;script&gt;alert(1)&lt;/script&gt; &amp; \uFFFD\uFFFD"
                + "</p>\n");
  }

  @Test
  void whatIsOpenIsADefect() {
    Html html = new Html().begin("p");
    assertThatThrownBy(html::finished).hasMessageContaining("p");
  }
}
