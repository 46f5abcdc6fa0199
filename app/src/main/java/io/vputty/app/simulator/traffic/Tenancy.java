package io.vputty.app.simulator.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * How roles are divided among tenants: sizes follow a power law of exponent 2 between 3 and a
 * quarter of the fleet (at most 120).
 *
 * @param firstRole first role of each tenant; its roles run up to the next tenant's first
 * @param roles number of roles
 */
record Tenancy(List<Integer> firstRole, int roles) {
  private static final int SMALLEST = 3;
  private static final int LARGEST = 120;

  Tenancy {
    firstRole = List.copyOf(firstRole);
  }

  static Tenancy draw(int roles, Draws draws) {
    int largest = Math.max(SMALLEST + 1, Math.min(LARGEST, roles / 4));
    List<Integer> first = new ArrayList<>();
    int next = 0;
    while (next < roles) {
      first.add(next);
      int size = size(largest, draws.uniform());
      next = roles - next - size < SMALLEST ? roles : next + size;
    }
    return new Tenancy(first, roles);
  }

  int tenants() {
    return firstRole.size();
  }

  int tenantOf(int role) {
    int tenant = tenants() - 1;
    while (firstRole.get(tenant) > role) {
      tenant--;
    }
    return tenant;
  }

  int first(int tenant) {
    return firstRole.get(tenant);
  }

  int size(int tenant) {
    int end = tenant + 1 < tenants() ? firstRole.get(tenant + 1) : roles;
    return end - firstRole.get(tenant);
  }

  /** Inverse of the distribution function of x^-2 on [3, largest + 1). */
  private static int size(int largest, double uniform) {
    double low = 1.0 / SMALLEST;
    double high = 1.0 / (largest + 1);
    return (int) Math.floor(1 / (low - uniform * (low - high)));
  }
}
