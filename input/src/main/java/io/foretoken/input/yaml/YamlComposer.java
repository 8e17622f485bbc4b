package io.foretoken.input.yaml;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds the tree of one YAML document from SnakeYAML's events. An alias shares the node of its
 * anchor, so that a document which would explode when written out costs nothing: every node knows
 * how many nodes it stands for, and the sum is checked against the limit.
 */
final class YamlComposer {
  private static final String MERGE_KEY = "<<";

  private final Parser parser;
  private final String text;
  private final Place place;
  private final Problems problems = new Problems();
  private final Map<String, Expanded> anchors = new HashMap<>();
  private int openCollections;

  /** A node, how many nodes it stands for when aliases are written out, and how deep it goes. */
  private record Expanded(LocatedNode node, long nodes, int depth) {}

  YamlComposer(String text, Place place) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    this.parser = new ParserImpl(new StreamReader(text), options);
    this.text = text;
    this.place = place;
  }

  /** The document's tree; null when there is nothing in it. */
  LocatedNode document() {
    LocatedNode node;
    try {
      node = readDocument();
    } catch (YAMLException e) {
      problems.add(YamlSyntax.explain(e, text, place));
      node = null;
    }
    problems.throwIfAny();
    return node;
  }

  private LocatedNode readDocument() {
    next(Event.ID.StreamStart);
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return null;
    }
    Event start = next(Event.ID.DocumentStart);
    boolean explicitStart = start.getEndMark().getIndex() > start.getStartMark().getIndex();
    Event first = parser.peekEvent();
    LocatedNode node = compose().node();
    next(Event.ID.DocumentEnd);
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      problems.add(
          Problem.of(
              origin(parser.peekEvent().getStartMark()),
              "a second document begins here",
              "keep one document in a file"));
    }
    boolean nothing =
        explicitStart && node.isNull() && first instanceof ScalarEvent s && s.getValue().isEmpty();
    return nothing ? null : node;
  }

  private Event next(Event.ID expected) {
    Event event = parser.getEvent();
    if (!event.is(expected)) {
      throw new IllegalStateException("expected " + expected + " but the parser gave " + event);
    }
    return event;
  }

  private Expanded compose() {
    Event event = parser.getEvent();
    if (event instanceof AliasEvent alias) {
      return resolve(alias);
    }
    NodeEvent begin = (NodeEvent) event;
    Expanded composed;
    if (begin instanceof ScalarEvent scalar) {
      refuseTag(scalar.getTag(), scalar.getStartMark());
      composed =
          new Expanded(
              new ScalarNode(origin(scalar.getStartMark()), scalar.getValue(), !scalar.isPlain()),
              1,
              0);
    } else {
      composed = collection((CollectionStartEvent) begin);
    }
    checkLimits(composed, begin.getStartMark());
    if (begin.getAnchor() != null) {
      anchors.put(begin.getAnchor(), composed);
    }
    return composed;
  }

  private Expanded collection(CollectionStartEvent begin) {
    refuseTag(begin.getTag(), begin.getStartMark());
    if (begin.getAnchor() != null) {
      anchors.remove(begin.getAnchor());
    }
    openCollections++;
    if (openCollections > LocatedYaml.MAX_DEPTH) {
      throw tooDeep(begin.getStartMark());
    }
    Expanded composed =
        begin.is(Event.ID.MappingStart)
            ? map(origin(begin.getStartMark()))
            : list(origin(begin.getStartMark()));
    openCollections--;
    return composed;
  }

  private Expanded resolve(AliasEvent alias) {
    Expanded target = anchors.get(alias.getAnchor());
    if (target == null) {
      problems.add(
          Problem.of(
              origin(alias.getStartMark()),
              "the alias *" + alias.getAnchor() + " has no anchor before it",
              "write &"
                  + alias.getAnchor()
                  + " at the value it stands for, above and outside of it"));
      return new Expanded(new ScalarNode(origin(alias.getStartMark()), "", false), 1, 0);
    }
    checkLimits(target, alias.getStartMark());
    return target;
  }

  private Expanded list(Origin origin) {
    List<LocatedNode> items = new ArrayList<>();
    long nodes = 1;
    int depth = 0;
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      Mark mark = parser.peekEvent().getStartMark();
      Expanded item = compose();
      items.add(item.node());
      nodes += item.nodes();
      depth = Math.max(depth, item.depth());
      checkNodes(nodes, mark);
    }
    next(Event.ID.SequenceEnd);
    return new Expanded(new ListNode(origin, items), nodes, depth + 1);
  }

  private Expanded map(Origin origin) {
    Map<String, MapNode.Entry> own = new LinkedHashMap<>();
    List<MapNode> merged = new ArrayList<>();
    long nodes = 1;
    int depth = 0;
    boolean hasMerge = false;
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Mark mark = parser.peekEvent().getStartMark();
      ScalarNode key = key(compose().node());
      Expanded value = compose();
      nodes += 1 + value.nodes();
      depth = Math.max(depth, value.depth());
      checkNodes(nodes, mark);
      if (key == null) {
        continue;
      }
      boolean isMerge = !key.quoted() && key.text().equals(MERGE_KEY);
      if (isMerge && hasMerge) {
        duplicate(key, key.origin());
      } else if (isMerge) {
        hasMerge = true;
        collectMerged(value.node(), merged);
      } else if (own.containsKey(key.text())) {
        duplicate(key, own.get(key.text()).keyOrigin());
      } else {
        own.put(key.text(), new MapNode.Entry(key.text(), key.origin(), value.node()));
      }
    }
    next(Event.ID.MappingEnd);
    for (MapNode base : merged) {
      for (MapNode.Entry entry : base.entries()) {
        own.putIfAbsent(entry.key(), entry);
      }
    }
    return new Expanded(new MapNode(origin, own.values()), nodes, depth + 1);
  }

  private ScalarNode key(LocatedNode node) {
    if (node instanceof ScalarNode scalar && !scalar.isNull()) {
      return scalar;
    }
    problems.add(
        Problem.of(
            node.origin(),
            "found " + node.describe() + " where a key is wanted",
            "write a name as the key"));
    return null;
  }

  private void duplicate(ScalarNode key, Origin first) {
    String where = first.equals(key.origin()) ? "" : " (first at " + first + ")";
    problems.add(
        Problem.of(
            key.origin(),
            "the key \"" + key.text() + "\" is written twice" + where,
            key.text().equals(MERGE_KEY)
                ? "merge several maps with <<: [*a, *b]"
                : "keep one of them"));
  }

  private void collectMerged(LocatedNode value, List<MapNode> merged) {
    List<LocatedNode> bases = value instanceof ListNode list ? list.items() : List.of(value);
    for (LocatedNode base : bases) {
      if (base instanceof MapNode map) {
        merged.add(map);
      } else {
        problems.add(
            Problem.of(
                base.origin(),
                "found " + base.describe() + " where a map to merge is wanted",
                "write <<: *name, where &name stands at a map"));
      }
    }
  }

  private void refuseTag(String tag, Mark mark) {
    if (tag != null) {
      problems.add(
          Problem.of(
              origin(mark),
              "found the tag " + tag.replace("tag:yaml.org,2002:", "!!"),
              "leave tags out; quote a value to make it text"));
    }
  }

  private void checkLimits(Expanded expanded, Mark mark) {
    checkNodes(expanded.nodes(), mark);
    if (openCollections + expanded.depth() > LocatedYaml.MAX_DEPTH) {
      throw tooDeep(mark);
    }
  }

  private void checkNodes(long nodes, Mark mark) {
    if (nodes > LocatedYaml.MAX_NODES) {
      throw failure(
          mark,
          "the document has more than "
              + LocatedYaml.MAX_NODES
              + " values once its aliases are written out",
          "use fewer aliases of aliases, or a smaller file");
    }
  }

  private BadInputException tooDeep(Mark mark) {
    return failure(
        mark,
        "maps and lists are nested more than " + LocatedYaml.MAX_DEPTH + " deep",
        "is this the right file?");
  }

  private BadInputException failure(Mark mark, String message, String hint) {
    problems.add(Problem.of(origin(mark), message, hint));
    return new BadInputException(problems.list());
  }

  private Origin origin(Mark mark) {
    return place.at(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
