package io.foretoken.ui.view;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** Styles of a YAML text: comments, keys, and values. */
final class YamlColours {
  private static final Pattern PARTS =
      Pattern.compile(
          "(?<comment>(?:^|(?<=\\s))#[^\\n]*)"
              + "|(?<key>[A-Za-z_][\\w.-]*(?=\\s*:(?:\\s|$)))"
              + "|(?<quoted>\"(?:[^\"\\\\\\n]|\\\\.)*\"|'[^'\\n]*')"
              + "|(?<value>[^\\s:,{}\\[\\]#][^\\n:,{}\\[\\]#]*)",
          Pattern.MULTILINE);

  private YamlColours() {}

  static StyleSpans<Collection<String>> of(String text) {
    StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
    Matcher part = PARTS.matcher(text);
    int end = 0;
    while (part.find()) {
      spans.add(List.of("yaml-sign"), part.start() - end);
      String style =
          part.group("comment") != null
              ? "yaml-comment"
              : part.group("key") != null
                  ? "yaml-key"
                  : part.group().equals("-") ? "yaml-sign" : "yaml-value";
      spans.add(List.of(style), part.end() - part.start());
      end = part.end();
    }
    spans.add(List.of("yaml-sign"), text.length() - end);
    return spans.create();
  }
}
