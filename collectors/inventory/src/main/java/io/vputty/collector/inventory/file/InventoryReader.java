package io.vputty.collector.inventory.file;

import io.vputty.collector.yaml.Problems;
import io.vputty.collector.yaml.YamlMapping;
import io.vputty.schema.Inventory;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an inventory file. Whatever is wrong is gathered and reported together:
 * "inventory.yaml:12:7: vm 'web-1': host 'hv9' is not declared".
 */
public final class InventoryReader {

  private static final String DEFAULT_DOMAIN = "default";

  private InventoryReader() {}

  /**
   * Reads the text of a file.
   *
   * @param file its name, for people
   * @throws InventoryFileException with every problem
   */
  public static Declaration read(String file, String text) throws InventoryFileException {
    Problems problems = new Problems(file);
    List<Inventory> records = new ArrayList<>();
    YamlMapping.parse(text, problems).ifPresent(root -> read(root, records));
    if (!problems.isEmpty()) {
      throw new InventoryFileException(problems.list());
    }
    return new Declaration(records);
  }

  private static void read(YamlMapping root, List<Inventory> records) {
    String domain = new Fields(root).text("domain", DEFAULT_DOMAIN);
    Names<Inventory> hosts = new Names<>("host");
    Names<Inventory> volumes = new Names<>("volume");
    HostSection hostSection = new HostSection(hosts, domain);
    VolumeSection volumeSection = new VolumeSection(volumes, hosts, domain);
    VmSection vmSection = new VmSection(hosts, volumes, domain);
    root.mappings("hosts").forEach(e -> hostSection.read(e).ifPresent(records::add));
    root.mappings("volumes").forEach(e -> volumeSection.read(e).ifPresent(records::add));
    root.mappings("vms").forEach(e -> records.addAll(vmSection.read(e)));
    root.finish();
  }
}
