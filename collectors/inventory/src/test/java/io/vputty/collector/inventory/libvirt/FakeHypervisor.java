package io.vputty.collector.inventory.libvirt;

import io.vputty.collector.inventory.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A hypervisor that has what it is told to have. */
final class FakeHypervisor implements Hypervisor {

  final List<DefinedDomain> domains = new ArrayList<>();
  @Nullable String failure;
  boolean alive = true;
  boolean closed;

  static DefinedDomain domain(String uuid, Activity activity) {
    String xml = "<domain><name>n</name><uuid>%s</uuid></domain>".formatted(uuid);
    return new DefinedDomain(xml, activity);
  }

  @Override
  public String hostName() {
    return "hv1";
  }

  @Override
  public Capacity capacity() {
    return new Capacity(16, 64L << 30);
  }

  @Override
  public String capabilities() {
    return "<capabilities><host><cpu><model>Skylake-Client</model></cpu></host></capabilities>";
  }

  @Override
  public List<DefinedDomain> domains() throws SourceException {
    if (failure != null) {
      throw new SourceException(failure);
    }
    return domains;
  }

  @Override
  public boolean isAlive() {
    return alive;
  }

  @Override
  public void close() {
    closed = true;
  }
}
