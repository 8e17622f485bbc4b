package io.foretoken.spark;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.sweep.SweepTask;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What goes wrong on a cluster, in words and with what would do. */
final class SparkProblems {
  private static final Pattern FAILED_TASK = Pattern.compile("Task (\\d+) in stage");
  private static final double MEBIBYTE = 1 << 20;
  private static final int LONGEST = 300;

  private SparkProblems() {}

  /** A master that does not answer. */
  static BadInputException silent(String master, int seconds, String found) {
    return problem(
        master,
        "the Spark master at " + master + " does not answer: " + found,
        "check the address and that it runs; --spark-timeout "
            + 2 * seconds
            + " waits longer than the "
            + seconds
            + " s tried");
  }

  /** A master that answers but hands no machine out. */
  static BadInputException noExecutor(String master, int seconds) {
    return problem(
        master,
        "no executor came within " + seconds + " s",
        "check that workers run with a free core and the memory asked for (less:"
            + " --spark-conf spark.executor.memory=512m), or give --spark-timeout "
            + 2 * seconds);
  }

  /** Executors that end, one after the other, before they have done anything. */
  static BadInputException executorsEnd(String master, int lost, String reason) {
    return problem(
        master,
        lost + " executors came and went without a result, the last with: " + oneLine(reason),
        "their logs on the workers (work/app-*/*/stderr) say why; too little memory is frequent:"
            + " --spark-conf spark.executor.memory=1g; then continue with --resume");
  }

  /** A master that Spark cannot use from here. */
  static BadInputException unusable(String master, Throwable failure) {
    String said = said(failure);
    if (said.contains("INVALID_CONF")) {
      return badOption(failure);
    }
    boolean isUnknown = said.contains("Could not parse Master URL");
    return problem(
        master,
        isUnknown ? "this program cannot reach a master of that kind" : said,
        "known here: local[N], local[*], spark://host:port; YARN and Kubernetes need spark-submit,"
            + " see docs/scaling.md");
  }

  /** Options that Spark does not take. */
  static BadInputException badOption(Throwable failure) {
    return new BadInputException(
        Problem.of(Origin.argument("--spark-conf"), said(failure), "correct the setting"));
  }

  /** An executor with another program. */
  static BadInputException otherProgram(String master, Answer answer, String program) {
    return problem(
        master,
        "the executor on "
            + answer.host()
            + " has another build of this program ("
            + answer.program()
            + ", here "
            + program
            + "): its results would not be the same",
        "take the other build off the executors' class path (spark.executor.extraClassPath, the"
            + " image, spark.jars), then continue with --resume");
  }

  /** A task that is too large to send. */
  static BadInputException tooLarge(String master, SweepTask task, long bytes, long limit) {
    return problem(
        master,
        String.format(
            Locale.ROOT,
            "the text of point %d has %.1f MiB, and at most %.1f MiB can be sent in one piece",
            task.index(),
            bytes / MEBIBYTE,
            limit / MEBIBYTE),
        "put what is long into a file that the scenario names, such as a trace");
  }

  /** Files that are too large for memory. */
  static BadInputException filesTooLarge(String master, String path, long bytes, long limit) {
    return problem(
        master,
        String.format(
            Locale.ROOT,
            "the files of a point have %.1f MiB with %s, and at most %.1f MiB fit the memory of"
                + " driver and executors",
            bytes / MEBIBYTE,
            path,
            limit / MEBIBYTE),
        "give more memory (FORETOKEN_JAVA_OPTS=-Xmx8g and --spark-conf spark.executor.memory=8g),"
            + " or a shorter trace");
  }

  /**
   * A job that failed.
   *
   * @param points the points of each of its tasks, for the one that failed
   */
  static BadInputException failed(String master, Throwable failure, List<List<SweepTask>> points) {
    String said = deepest(failure);
    Matcher task = FAILED_TASK.matcher(String.valueOf(failure.getMessage()));
    String where = "";
    if (task.find() && Integer.parseInt(task.group(1)) < points.size()) {
      List<SweepTask> failed = points.get(Integer.parseInt(task.group(1)));
      int last = failed.get(failed.size() - 1).index();
      where =
          failed.size() == 1
              ? "point " + last + ": "
              : "points " + failed.get(0).index() + " to " + last + ": ";
    }
    return problem(master, where + said, hint(said));
  }

  private static String hint(String said) {
    if (said.contains("OutOfMemoryError") || said.contains("Remote RPC client disassociated")) {
      return "executors may lack memory: --spark-conf spark.executor.memory=4g; then continue with"
          + " --resume";
    }
    if (said.contains("ClassNotFoundException")
        || said.contains("InvalidClassException")
        || said.contains("NoClassDefFoundError")
        || said.contains("NoSuchMethodError")) {
      return "driver and executors must have the same Spark (4.2, Scala 2.13) and the same build of"
          + " this program, see docs/scaling.md";
    }
    return "what is done is kept: mend it and continue with --resume";
  }

  private static String deepest(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    // Spark puts the executor's exception into its own message, after the last failure.
    int reason = text.indexOf("most recent failure:");
    String told = reason < 0 ? said(failure) : text.substring(reason + 20);
    int driver = told.indexOf("Driver stacktrace");
    told = driver < 0 ? told : told.substring(0, driver);
    int stack = told.indexOf("\n\tat ");
    return oneLine(stack < 0 ? told : told.substring(0, stack));
  }

  private static String said(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return oneLine(message == null ? cause.getClass().getSimpleName() : message);
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
  }

  private static BadInputException problem(String master, String what, String hint) {
    return new BadInputException(
        Problem.of(Origin.argument("--runner spark on " + master), what, hint));
  }
}
