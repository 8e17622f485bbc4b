package io.foretoken.spark;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.scenario.sweep.RunnerSettings;
import io.foretoken.scenario.sweep.TaskExecutors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;

/**
 * How Spark is set up: what the user asks for, then what {@code spark-submit} was told, then our
 * defaults.
 */
final class ClusterConf {
  private static final String MASTER = "spark.master";
  private static final String LOG = "log4j2.configurationFile";
  private static final String QUIET = "classpath:io/foretoken/spark/log4j2.properties";

  private ClusterConf() {}

  /**
   * The set-up.
   *
   * @throws BadInputException if an option is none of Spark's form
   */
  static SparkConf of(RunnerSettings settings) {
    if (!isSubmitted() && System.getProperty(LOG) == null) {
      System.setProperty(LOG, QUIET);
    }
    SparkConf conf = new SparkConf();
    settings.master().ifPresent(conf::setMaster);
    conf.setIfMissing(MASTER, "local[" + settings.localWorkers() + "]");
    conf.setIfMissing("spark.app.name", "foretoken");
    try {
      settings.options().forEach(conf::set);
    } catch (RuntimeException e) {
      throw SparkProblems.badOption(e);
    }
    if (isLocal(conf)) {
      // Nobody else takes part: no page to look at, no name of this machine to look up.
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.host", "localhost");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    } else {
      settings.workers().ifPresent(most -> conf.setIfMissing("spark.cores.max", "" + most));
      sendProgram(conf);
    }
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    // Finished tasks that the page of the driver remembers; the default of 100,000 is 200 MB.
    conf.setIfMissing("spark.ui.retainedTasks", "10000");
    return conf;
  }

  /** Whether {@code spark-submit} started this process. */
  static boolean isSubmitted() {
    return System.getProperty("SPARK_SUBMIT") != null
        || System.getProperty("spark.submit.deployMode") != null;
  }

  /** Whether everything happens in this process. */
  static boolean isLocal(SparkConf conf) {
    String master = conf.get(MASTER);
    return master.equals("local") || master.startsWith("local[");
  }

  /** Has executors fetch the program's jars from here, beside those that the user sends. */
  private static void sendProgram(SparkConf conf) {
    List<String> jars = new ArrayList<>();
    if (conf.contains("spark.jars") && !conf.get("spark.jars").isBlank()) {
      jars.addAll(List.of(conf.get("spark.jars").split(",")));
    }
    for (Path jar : program()) {
      boolean isSent = jars.stream().anyMatch(sent -> sent.endsWith("/" + jar.getFileName()));
      if (!isSent) {
        jars.add(jar.toString());
      }
    }
    conf.set("spark.jars", String.join(",", jars));
  }

  /** This module's jar, and the folder of libraries that the command line has. */
  private static List<Path> program() {
    List<Path> jars = new ArrayList<>();
    Path here = ProgramFingerprint.place(ClusterConf.class);
    Path libraries = ProgramFingerprint.place(TaskExecutors.class).getParent();
    if (Files.isDirectory(here) || libraries == null) {
      return jars; // classes of a build that is being worked on: whoever starts it sends them
    }
    jars.add(here);
    if (libraries.equals(here.getParent())) {
      return jars; // on a class path that somebody else has put together
    }
    try (Stream<Path> all = Files.list(libraries)) {
      all.filter(path -> path.toString().endsWith(".jar")).sorted().forEach(jars::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jars;
  }
}
