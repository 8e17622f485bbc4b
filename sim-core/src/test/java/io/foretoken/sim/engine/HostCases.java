package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.step.Limit;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.FixedStepTime;
import io.foretoken.sim.testkit.Ran;
import org.junit.jupiter.api.Test;

/** The host thread beside the device. One prompt token, four tokens out, flat step times. */
public interface HostCases extends EngineUnderTest {

  // device 100, host 300, asynchronous: steps are launched at 0, 300, 600, 900 and end 100 later
  @Test
  default void asynchronousCycleIsTheHostWhereItIsSlower() {
    Ran ran = hostAndDevice(300, 100).async(true).send(0, 1, 4).run();

    assertThat(ran.only().ttft()).isEqualTo(100);
    assertThat(ran.only().tpot()).isEqualTo(300);
    assertThat(ran.only().e2e()).isEqualTo(1000);
  }

  // device 300, host 100: steps end at 300, 600, 900, 1200; the host is hidden
  @Test
  default void asynchronousCycleIsTheDeviceWhereItIsSlower() {
    Ran ran = hostAndDevice(100, 300).async(true).send(0, 1, 4).run();

    assertThat(ran.only().ttft()).isEqualTo(300);
    assertThat(ran.only().tpot()).isEqualTo(300);
    assertThat(ran.only().e2e()).isEqualTo(1200);
  }

  // synchronous: a step is launched 300 (100) after the one before has ended: cycle 400
  //   device 100, host 300: [0, 100) [400, 500) [800, 900) [1200, 1300)
  //   device 300, host 100: [0, 300) [400, 700) [800, 1100) [1200, 1500)
  @Test
  default void synchronousCycleIsDevicePlusHost() {
    Ran slowHost = hostAndDevice(300, 100).send(0, 1, 4).run();
    Ran slowDevice = hostAndDevice(100, 300).send(0, 1, 4).run();

    assertThat(slowHost.only().tpot()).isEqualTo(400);
    assertThat(slowHost.only().e2e()).isEqualTo(1300);
    assertThat(slowDevice.only().tpot()).isEqualTo(400);
    assertThat(slowDevice.only().e2e()).isEqualTo(1500);
  }

  // Host-bound and busy: device 100, host 300, A from 0 with many tokens. Step k (from 1) is
  // decided at 300 (k - 2), launched at 300 (k - 1), ends 100 later. B sent at 950 meets the
  // decision of step 6 at 1200, which is launched at 1500 and ends at 1600: TTFT 650.
  @Test
  default void hostBoundEngineLooksAtItsQueueWhenTheHostIsFree() {
    Ran ran = hostAndDevice(300, 100).async(true).send(0, 1, 20).send(950, 1, 1).run();

    assertThat(ran.answer(1).waiting()).isEqualTo(250);
    assertThat(ran.answer(1).ttft()).isEqualTo(650);
  }

  // A step occupies the time line for as long as the slower of the two.
  @Test
  default void timeByLimitIsTheLongerOfHostAndDevice() {
    Ran ran = hostAndDevice(300, 100).async(true).send(0, 1, 4).run();

    assertThat(ran.result().nanosBy(Limit.HOST)).isEqualTo(4 * 300);
    assertThat(ran.result().replicas().get(0).deviceNanos()).isEqualTo(4 * 100);
  }

  private Bench hostAndDevice(long host, long device) {
    return bench().stepTime(FixedStepTime.of(device, 0).withHost(host));
  }
}
