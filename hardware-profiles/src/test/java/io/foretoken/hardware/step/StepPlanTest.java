package io.foretoken.hardware.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.Fixtures;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.operator.CoefficientFiles;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.operator.WeightFormat;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepPlanTest {
  private static final StepPlan PLAN = plan();

  /** Another value of every component. */
  private static final Map<String, Object> OTHERS =
      Map.of(
          "model",
          Fixtures.LLAMA_70B,
          "precision",
          new Precision(WeightFormat.FP8, KvCacheFormat.BF16),
          "gpu",
          Fixtures.A100,
          "coefficients",
          CoefficientFiles.forGpu(Fixtures.A100),
          "parallelism",
          Parallelism.tensor(2),
          "engine",
          EngineProfiles.find("vllm", "0.19"),
          "maxNumSeqs",
          255,
          "maxNumBatchedTokens",
          8191,
          "asyncScheduling",
          !PLAN.asyncScheduling(),
          "switches",
          new StepSwitches(false, true, StepSwitches.DEFAULT.routing(), true));

  private static StepPlan plan() {
    return StepPlan.of(
        Fixtures.LLAMA_8B,
        Precision.BF16,
        Fixtures.H100,
        Parallelism.tensor(1),
        EngineProfiles.find("vllm", "0.15"),
        256,
        8192);
  }

  private static StepPlan with(String name, Object value) throws ReflectiveOperationException {
    RecordComponent[] components = StepPlan.class.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int at = 0; at < values.length; at++) {
      boolean isOther = components[at].getName().equals(name);
      values[at] = isOther ? value : components[at].getAccessor().invoke(PLAN);
    }
    Constructor<StepPlan> constructor =
        StepPlan.class.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
    return constructor.newInstance(values);
  }

  // compiled plans are shared by equal ones, so one that is overlooked gives another plan's times
  @Test
  void aPlanDiffersFromOneThatDiffersInAnyComponent() throws ReflectiveOperationException {
    for (RecordComponent component : StepPlan.class.getRecordComponents()) {
      assertThat(OTHERS).as("another value of").containsKey(component.getName());
      StepPlan other = with(component.getName(), OTHERS.get(component.getName()));

      assertThat(other).as(component.getName()).isNotEqualTo(PLAN);
      assertThat(PLAN).as(component.getName()).isNotEqualTo(other);
    }
  }

  @Test
  void plansOfTheSameComponentsAreEqualAndHashAlike() {
    assertThat(plan()).isEqualTo(PLAN).hasSameHashCodeAs(PLAN);
  }
}
