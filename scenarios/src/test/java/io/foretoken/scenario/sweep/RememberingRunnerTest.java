package io.foretoken.scenario.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.CancelToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RememberingRunnerTest {
  private final List<String> ran = new ArrayList<>();

  /** Answers with the key of each task, until it has run so many. */
  private final class Echo implements SweepRunner {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public void run(Iterator<SweepTask> tasks, int workers, Results results, CancelToken cancel) {
      while (!cancel.isCancelled() && tasks.hasNext()) {
        SweepTask task = tasks.next();
        ran.add(task.key());
        results.accept(task, task.key().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static Iterator<SweepTask> tasks(String... keys) {
    List<SweepTask> tasks = new ArrayList<>();
    for (String key : keys) {
      tasks.add(new SweepTask("point", tasks.size(), key, "", "", List.of()));
    }
    return tasks.iterator();
  }

  private static Map<Integer, String> run(
      SweepRunner runner, Iterator<SweepTask> tasks, CancelToken cancel)
      throws InterruptedException {
    Map<Integer, String> results = new TreeMap<>();
    runner.run(
        tasks,
        1,
        (task, result) -> results.put(task.index(), new String(result, StandardCharsets.UTF_8)),
        cancel);
    return results;
  }

  @Test
  void whatHasBeenRunIsNotRunAgainUnderAnyNumber() throws InterruptedException {
    SweepRunner runner = new RememberingRunner(new Echo());
    run(runner, tasks("a", "b"), CancelToken.NEVER);

    Map<Integer, String> results = run(runner, tasks("c", "b", "a"), CancelToken.NEVER);

    assertThat(ran).containsExactly("a", "b", "c");
    assertThat(results).containsExactly(Map.entry(0, "c"), Map.entry(1, "b"), Map.entry(2, "a"));
  }

  @Test
  void whatWasDoneBeforeACancellationIsKept() throws InterruptedException {
    SweepRunner runner = new RememberingRunner(new Echo());
    run(runner, tasks("a", "b", "c"), () -> ran.size() >= 2);

    assertThat(run(runner, tasks("a", "b", "c"), CancelToken.NEVER)).hasSize(3);
    assertThat(ran).containsExactly("a", "b", "c");
  }
}
