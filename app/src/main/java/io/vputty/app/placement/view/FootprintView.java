package io.vputty.app.placement.view;

import io.vputty.app.placement.VmTelemetry;
import io.vputty.model.plan.HostFootprint;
import io.vputty.model.plan.VmFootprint;
import java.util.Optional;

/** Shows footprints. */
public interface FootprintView {

  /** A VM's, with what another host would change. */
  void vm(VmFootprint footprint, VmTelemetry telemetry, Optional<VmFootprint.WhatIf> whatIf);

  /** A host's. */
  void host(HostFootprint footprint, VmTelemetry telemetry);
}
