package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What holds of every page that the program writes. */
final class HtmlPage {
  private static final Pattern NOT_MARKUP =
      Pattern.compile("(?s)(<style>).*?(</style>)|(<script[^>]*>).*?(</script>)");

  private static final String LIBRARY_NOTICE = "/*! https://github.com/leeoniya/uPlot (v1.6.30) */";

  private HtmlPage() {}

  /** Parses the page as XML, and looks at every element and attribute for what it would load. */
  static void assertStandsAlone(String page) {
    Document document = parse(NOT_MARKUP.matcher(page).replaceAll("$1$2$3$4"));
    NodeList elements = document.getElementsByTagName("*");
    assertThat(elements.getLength()).isGreaterThan(50);
    for (int at = 0; at < elements.getLength(); at++) {
      Element element = (Element) elements.item(at);
      assertThat(element.getTagName())
          .isNotIn("link", "img", "iframe", "object", "embed", "image", "use", "a", "form");
      for (int number = 0; number < element.getAttributes().getLength(); number++) {
        String name = element.getAttributes().item(number).getNodeName();
        assertThat(name).doesNotStartWith("on").isNotIn("src", "href", "srcset", "action");
      }
    }
    assertThat(document.getElementsByTagName("script").getLength()).isPositive();
    assertThat(page)
        .contains("Content-Security-Policy", "default-src &#39;none&#39;", "font/woff2;base64")
        .doesNotContain("@import");
    String withoutNames =
        page.replace("http://www.w3.org/2000/svg", "").replace(LIBRARY_NOTICE, "");
    assertThat(withoutNames).doesNotContain("http://", "https://");
  }

  private static Document parse(String text) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(text)));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError("not well formed: " + e.getMessage(), e);
    }
  }
}
