package io.foretoken.scenario.resolve;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.units.TimeSpan;
import io.foretoken.scenario.figure.RequestClass;
import io.foretoken.scenario.figure.RequestClasses;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.spec.ClassSpec;
import io.foretoken.scenario.spec.ScenarioSpec;
import io.foretoken.sim.metrics.RequestColumns;
import io.foretoken.workload.Workload;
import io.foretoken.workload.WorkloadBuilder;
import io.foretoken.workload.WorkloadOptions;
import io.foretoken.workload.arrival.ArrivalOptions;
import io.foretoken.workload.arrival.ArrivalShare;
import io.foretoken.workload.content.RequestLabels;
import io.foretoken.workload.trace.RequestTrace;
import io.foretoken.workload.trace.TraceLabels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From the classes of requests as written to what is sent and what it is of. */
final class ClassesResolver {
  private static final double EXACT = 1e-9;

  private final ScenarioSpec spec;
  private final ScenarioTree tree;
  private final Slo slo;
  private final Problems problems;
  private final TraceShelf traces;
  private final List<String> tenants = new ArrayList<>();

  /**
   * @param slo the objective at the top
   * @param traces where the traces that it names are read
   */
  ClassesResolver(
      ScenarioSpec spec, ScenarioTree tree, Slo slo, TraceShelf traces, Problems problems) {
    this.spec = spec;
    this.tree = tree;
    this.slo = slo;
    this.problems = problems;
    this.traces = traces;
  }

  /** The load, or empty with problems added. */
  Optional<ResolvedClasses> resolve() {
    int before = problems.size();
    try {
      Optional<ResolvedClasses> resolved = spec.classes().isEmpty() ? unnamed() : named();
      if (tenants.size() > RequestColumns.MAX_LABEL) {
        problems.add(
            tree.root().origin(),
            "classes",
            "there are " + tenants.size() + " tenants",
            "at most " + RequestColumns.MAX_LABEL + " can be told apart");
      }
      return problems.size() > before ? Optional.empty() : resolved;
    } catch (BadInputException e) {
      problems.addAll(e);
      return Optional.empty();
    }
  }

  /** Without classes: one, or those that a trace names. */
  private Optional<ResolvedClasses> unnamed() {
    if (spec.workload().isEmpty()) {
      problems.add(
          tree.root().origin(),
          "workload",
          "the key \"workload\" is missing",
          "add workload: {arrivals: 12/s, input_tokens: 1000, output_tokens: 250}, or classes");
      return Optional.empty();
    }
    WorkloadOptions options = spec.workload().get();
    Optional<RequestTrace> trace = traces.replayed(options);
    if (trace.isPresent() && !trace.get().classNames().isEmpty()) {
      List<RequestClass> classes = new ArrayList<>();
      for (String name : trace.get().classNames()) {
        classes.add(new RequestClass(name, tenantOf(trace.get(), name), 0, slo, true));
      }
      return Optional.of(byTrace(options, trace.get(), classes, Map.of()));
    }
    boolean hasTenants = trace.isPresent() && !trace.get().tenantNames().isEmpty();
    RequestClass only =
        new RequestClass(
            RequestClasses.DEFAULT, hasTenants ? "" : RequestClasses.DEFAULT, 0, slo, true);
    if (hasTenants) {
      return Optional.of(byTrace(options, trace.get(), List.of(only), Map.of()));
    }
    long due = due(Optional.empty(), slo);
    Workload workload = WorkloadBuilder.build(options, new RequestLabels(0, 0, 0, due), traces);
    return Optional.of(
        new ResolvedClasses(
            RequestClasses.one(slo, !workload.isClosedLoop()),
            List.of(workload),
            trace.isPresent() && differ(trace.get(), List.of(only)),
            due > 0));
  }

  private static String tenantOf(RequestTrace trace, String className) {
    return trace.tenantNames().isEmpty() ? className : "";
  }

  private Optional<ResolvedClasses> named() {
    checkNames();
    boolean goesByTrace = spec.workload().isPresent();
    List<Slo> objectives = new ArrayList<>();
    for (ClassSpec each : spec.classes()) {
      objectives.add(
          each.slo().isPresent()
              ? SloResolver.resolve(each.slo(), path(each) + ".", problems)
              : slo);
    }
    return goesByTrace ? matched(objectives) : sideBySide(objectives);
  }

  private void checkNames() {
    Set<String> names = new HashSet<>();
    for (ClassSpec each : spec.classes()) {
      String name = each.name().value();
      if (name.isBlank() || name.contains(",") || name.contains("\"")) {
        problems.add(
            each.name().origin(),
            "classes",
            "\"" + name + "\" is no name of a class",
            "write a word without commas and quotes, such as chat");
      } else if (!names.add(name)) {
        problems.add(
            each.name().origin(),
            path(each) + ".name",
            "two classes are called \"" + name + "\"",
            "give each a name of its own");
      }
    }
  }

  /** A trace at the top names the classes. */
  private Optional<ResolvedClasses> matched(List<Slo> objectives) {
    WorkloadOptions options = spec.workload().orElseThrow();
    RequestTrace trace = traces.replayed(options).orElseThrow();
    List<RequestClass> classes = new ArrayList<>();
    Map<String, Long> deadlines = new HashMap<>();
    for (int at = 0; at < spec.classes().size(); at++) {
      ClassSpec each = spec.classes().get(at);
      refuseOwnLoad(each);
      checkMatch(each, trace);
      String name = each.name().value();
      classes.add(
          new RequestClass(
              name,
              trace.tenantNames().isEmpty() ? tenant(each) : "",
              priority(each),
              objectives.get(at),
              true));
      deadlines.put(name, due(each.deadline(), objectives.get(at)));
    }
    for (String name : trace.classNames()) {
      if (classes.stream().noneMatch(each -> each.name().equals(name))) {
        classes.add(new RequestClass(name, tenantOf(trace, name), 0, slo, true));
      }
    }
    return Optional.of(byTrace(options, trace, classes, deadlines));
  }

  private void refuseOwnLoad(ClassSpec each) {
    String why = "the trace at the top says which requests the class has";
    each.workload()
        .ifPresent(
            load ->
                problems.add(
                    each.name().origin(), path(each) + ".workload", why, "remove workload"));
    each.share()
        .ifPresent(
            share -> problems.add(share.origin(), path(each) + ".share", why, "remove share"));
    each.rate()
        .ifPresent(rate -> problems.add(rate.origin(), path(each) + ".rate", why, "remove rate"));
  }

  private void checkMatch(ClassSpec each, RequestTrace trace) {
    List<String> known = trace.classNames();
    if (known.contains(each.name().value())) {
      return;
    }
    String question = NearestName.question(each.name().value(), known);
    problems.add(
        each.name().origin(),
        path(each) + ".name",
        "no request of " + trace.source() + " is of class \"" + each.name().value() + "\"",
        known.isEmpty()
            ? "the trace has no column class (a column of foretoken-csv traces)"
            : (question + " its classes: " + String.join(", ", known)).strip());
  }

  private ResolvedClasses byTrace(
      WorkloadOptions options,
      RequestTrace trace,
      List<RequestClass> classes,
      Map<String, Long> deadlines) {
    List<RequestLabels> labels = new ArrayList<>();
    for (int at = 0; at < classes.size(); at++) {
      RequestClass each = classes.get(at);
      long due = deadlines.getOrDefault(each.name(), due(Optional.empty(), each.slo()));
      int tenant = each.tenant().isEmpty() ? 0 : number(each.tenant());
      labels.add(new RequestLabels(at, tenant, each.priority(), due));
    }
    List<RequestLabels> ofTrace = new ArrayList<>();
    for (String name : trace.classNames()) {
      int at = 0;
      while (!classes.get(at).name().equals(name)) {
        at++;
      }
      ofTrace.add(labels.get(at));
    }
    List<Integer> tenantNumbers = trace.tenantNames().stream().map(this::number).toList();
    TraceLabels names = new TraceLabels(ofTrace, tenantNumbers, labels.get(0));
    Workload workload = WorkloadBuilder.build(options, labels.get(0), each -> names, traces);
    return new ResolvedClasses(
        new RequestClasses(classes, tenants),
        List.of(workload),
        differ(trace, classes),
        labels.stream().anyMatch(label -> label.dueNanos() > 0));
  }

  private static boolean differ(RequestTrace trace, List<RequestClass> classes) {
    boolean inTrace = false;
    for (int request = 1; request < trace.size() && !inTrace; request++) {
      inTrace = trace.priority(request) != trace.priority(0);
    }
    return inTrace || differ(classes);
  }

  private static boolean differ(List<RequestClass> classes) {
    return classes.stream().map(RequestClass::priority).distinct().count() > 1;
  }

  /** Every class has a load of its own. */
  private Optional<ResolvedClasses> sideBySide(List<Slo> objectives) {
    checkShares();
    checkNetwork();
    List<RequestClass> classes = new ArrayList<>();
    List<Workload> workloads = new ArrayList<>();
    boolean haveDeadlines = false;
    for (int at = 0; at < spec.classes().size(); at++) {
      ClassSpec each = spec.classes().get(at);
      Optional<WorkloadOptions> options = loadOf(each);
      if (options.isEmpty()) {
        continue;
      }
      String name = each.name().value();
      long due = due(each.deadline(), objectives.get(at));
      haveDeadlines |= due > 0;
      RequestLabels labels = new RequestLabels(at, number(tenant(each)), priority(each), due);
      try {
        Workload load = WorkloadBuilder.build(options.get(), labels, traces);
        workloads.add(load.named(name.equals(RequestClasses.DEFAULT) ? "" : name));
        classes.add(
            new RequestClass(
                name, tenant(each), priority(each), objectives.get(at), !load.isClosedLoop()));
      } catch (BadInputException e) {
        problems.addAll(e);
      }
    }
    if (classes.size() < spec.classes().size()) {
      return Optional.empty();
    }
    return Optional.of(
        new ResolvedClasses(
            new RequestClasses(classes, tenants), workloads, differ(classes), haveDeadlines));
  }

  private Optional<WorkloadOptions> loadOf(ClassSpec each) {
    if (each.workload().isEmpty()) {
      problems.add(
          each.name().origin(),
          path(each) + ".workload",
          "the class has no requests",
          "add workload: {arrivals: 4/s, input_tokens: 1000, output_tokens: 250}, or write it once"
              + " at the top and a share or rate here");
      return Optional.empty();
    }
    WorkloadOptions whole = each.workload().get();
    if (each.share().isEmpty()) {
      return Optional.of(whole);
    }
    Located<Double> share = each.share().get();
    Optional<ArrivalOptions> part =
        whole.arrivals().flatMap(arrivals -> ArrivalShare.of(arrivals, share.value()));
    if (part.isEmpty() || each.rate().isPresent()) {
      problems.add(
          share.origin(),
          path(each) + ".share",
          each.rate().isPresent()
              ? "share stands beside rate, which takes its place"
              : "the arrivals of the class have no rate of which this could be a part",
          "write one of share and rate; share needs arrivals with a rate");
      return Optional.empty();
    }
    return Optional.of(
        new WorkloadOptions(
            part,
            whole.inputTokens(),
            whole.outputTokens(),
            whole.lengthsFrom(),
            whole.maxTokens(),
            whole.sharedPrefixes(),
            whole.client(),
            whole.trace()));
  }

  private void checkShares() {
    List<ClassSpec> sharing = spec.classes().stream().filter(c -> c.share().isPresent()).toList();
    double sum = sharing.stream().mapToDouble(each -> each.share().get().value()).sum();
    if (!sharing.isEmpty() && Math.abs(sum - 1) > EXACT) {
      Origin origin = sharing.get(sharing.size() - 1).share().get().origin();
      problems.add(
          origin,
          "classes",
          "the shares of "
              + String.join(", ", sharing.stream().map(each -> each.name().value()).toList())
              + " add up to "
              + Math.round(sum * 1e6) / 1e6,
          "they are parts of the requests at the top and must add up to 1; rate gives a class its"
              + " own number of requests");
    }
  }

  /** The network lies before the deployment, so it is one for all. */
  private void checkNetwork() {
    List<ClassSpec> loaded =
        spec.classes().stream().filter(each -> each.workload().isPresent()).toList();
    long trips =
        loaded.stream().map(each -> each.workload().get().client().rtt()).distinct().count();
    if (trips > 1) {
      problems.add(
          loaded.get(loaded.size() - 1).name().origin(),
          "classes",
          "classes have different client.rtt",
          "write it once, at the top: workload: {client: {rtt: 20ms}}");
    }
  }

  private String tenant(ClassSpec each) {
    return each.tenant().map(Located::value).orElse(each.name().value());
  }

  private static int priority(ClassSpec each) {
    return each.priority().map(Located::value).orElse(0);
  }

  private int number(String tenant) {
    if (!tenants.contains(tenant)) {
      tenants.add(tenant);
    }
    return tenants.indexOf(tenant);
  }

  /**
   * When an answer is due: what the class says, else its strictest objective on the first token,
   * else that on the last one; 0 where there is none.
   */
  private static long due(Optional<Located<TimeSpan>> deadline, Slo slo) {
    if (deadline.isPresent()) {
      return deadline.get().value().nanos();
    }
    for (Slo.Metric metric : List.of(Slo.Metric.TTFT, Slo.Metric.E2E)) {
      Optional<Slo.Term> strictest =
          slo.terms().stream()
              .filter(term -> term.metric() == metric)
              .max(Comparator.comparingDouble(Slo.Term::target));
      if (strictest.isPresent()) {
        return strictest.get().thresholdNanos();
      }
    }
    return 0;
  }

  private static String path(ClassSpec each) {
    return "classes." + each.name().value();
  }
}
