package io.vputty.job.runtime;

import io.vputty.mapping.FleetChange;
import io.vputty.mapping.SettingChange;
import org.jspecify.annotations.Nullable;

/** What every subtask must know: a change of the fleet or a setting. Exactly one is set. */
public record ControlChange(@Nullable FleetChange fleet, @Nullable SettingChange setting) {}
