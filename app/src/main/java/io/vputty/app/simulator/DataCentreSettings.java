package io.vputty.app.simulator;

import io.vputty.app.simulator.fleet.FleetShape;

/**
 * What a data centre is drawn from. Same settings, same data centre, same traffic.
 *
 * @param shape racks, hosts, VMs
 * @param samplingRate every vSwitch samples one packet of this many
 * @param lightestSamplesPerSecond mean samples per second, at one vSwitch, of the lightest talk of
 *     two VMs, both directions together; the mean talk has about three times as many
 * @param seed seed of everything random
 */
public record DataCentreSettings(
    FleetShape shape, int samplingRate, double lightestSamplesPerSecond, long seed) {
  private static final int SAMPLING_RATE = 256;
  private static final double LIGHTEST_SAMPLES_PER_SECOND = 5;
  private static final int VMS_AT_FULL_SAMPLING = 128;

  public DataCentreSettings {
    if (samplingRate < 1) {
      throw new IllegalArgumentException("sampling rate (" + samplingRate + ") must be at least 1");
    }
    if (!(lightestSamplesPerSecond > 0)) {
      throw new IllegalArgumentException(
          "lightest samples per second (" + lightestSamplesPerSecond + ") must be positive");
    }
  }

  /**
   * The default data centre for a number of VMs. Beyond 128 VMs the vSwitches sample less, so that
   * all of them together stay near 15,000 samples a second.
   */
  public static DataCentreSettings forVms(int vms, long seed) {
    double thinning = Math.max(1, vms / (double) VMS_AT_FULL_SAMPLING);
    int rate = (int) Math.round(SAMPLING_RATE * thinning);
    return new DataCentreSettings(
        FleetShape.forVms(vms), rate, LIGHTEST_SAMPLES_PER_SECOND / thinning, seed);
  }

  double lightestPacketsPerSecond() {
    return lightestSamplesPerSecond * samplingRate;
  }
}
