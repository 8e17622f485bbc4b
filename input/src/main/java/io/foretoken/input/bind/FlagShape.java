package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.yaml.ScalarNode;

/** A boolean: {@code true} or {@code false} and no other word. */
final class FlagShape extends ScalarShape {
  @Override
  Object readScalar(ScalarNode scalar, Site site) {
    if (!scalar.quoted() && scalar.text().equals("true")) {
      return true;
    }
    if (!scalar.quoted() && scalar.text().equals("false")) {
      return false;
    }
    return site.wrongKind(scalar, wanted(), hint());
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return definitions.object().put("type", "boolean");
  }

  @Override
  public String wanted() {
    return "true or false";
  }

  @Override
  String hint() {
    return "write true or false, without quotes";
  }
}
