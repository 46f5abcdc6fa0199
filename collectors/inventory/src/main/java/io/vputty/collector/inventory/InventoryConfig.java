package io.vputty.collector.inventory;

import io.vputty.collector.http.HttpAddress;
import io.vputty.collector.inventory.file.DeclaredFile;
import io.vputty.collector.inventory.kubernetes.KubernetesSettings;
import io.vputty.collector.inventory.kubernetes.KubernetesSource;
import io.vputty.collector.inventory.libvirt.LibvirtSource;
import io.vputty.collector.inventory.openstack.OpenstackSettings;
import io.vputty.collector.inventory.openstack.OpenstackSource;
import io.vputty.collector.yaml.Suggestion;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How an inventory collector runs.
 *
 * @param bootstrap Kafka's addresses
 * @param source name of this collector, stable over restarts; it removes only what it said itself
 * @param sources who is asked: yaml, libvirt, openstack, kubernetes; of each field the first wins
 *     that says something of it
 * @param file the inventory, as YAML
 * @param poll how often the file is looked at
 * @param libvirt URIs of the hypervisors, asked through read-only connections
 * @param openstackAuthUrl Keystone's address, with or without /v3
 * @param openstackUsername user that may read all projects
 * @param openstackPassword its password; better in the environment than on the command line
 * @param openstackProject project that it logs in to
 * @param openstackUserDomain Keystone domain of the user, by name
 * @param openstackProjectDomain Keystone domain of the project, by name
 * @param openstackRegion region whose endpoints are asked; empty takes the first
 * @param openstackTlsCa file with the certificates that are trusted, PEM; empty takes the JVM's
 * @param kubernetesConfig kubeconfig; empty takes what kubectl would, or the pod's service account
 * @param kubernetesContext context in the kubeconfig; empty takes the current one
 * @param kubernetesRackLabel node label that names the rack
 * @param domain placement domain of what no source names one for
 * @param refresh how often the sources other than the file are asked, even if nothing happens
 * @param staleAfter how long a source may be silent before what it said is marked stale
 * @param tombstoneAfter how long the record of a removal stays before its key ends
 * @param kafka further settings of the Kafka client
 * @param http address and port of metrics and health, or "off"
 */
public record InventoryConfig(
    String bootstrap,
    String source,
    List<String> sources,
    Path file,
    Duration poll,
    List<String> libvirt,
    String openstackAuthUrl,
    String openstackUsername,
    String openstackPassword,
    String openstackProject,
    String openstackUserDomain,
    String openstackProjectDomain,
    String openstackRegion,
    Path openstackTlsCa,
    Path kubernetesConfig,
    String kubernetesContext,
    String kubernetesRackLabel,
    String domain,
    Duration refresh,
    Duration staleAfter,
    Duration tombstoneAfter,
    Map<String, String> kafka,
    String http) {

  static final String YAML = DeclaredFile.KIND;
  static final String LIBVIRT = LibvirtSource.KIND;
  static final String OPENSTACK = OpenstackSource.KIND;
  static final String KUBERNETES = KubernetesSource.KIND;

  private static final List<String> KNOWN = List.of(YAML, LIBVIRT, OPENSTACK, KUBERNETES);

  /** A collector of {@code inventory.yaml} on this machine. */
  public static final InventoryConfig DEFAULTS =
      new InventoryConfig(
          "localhost:9092",
          "yaml",
          List.of(YAML),
          Path.of("inventory.yaml"),
          Duration.ofMillis(500),
          List.of("qemu:///system"),
          "",
          "",
          "",
          "",
          "Default",
          "Default",
          "",
          Path.of(""),
          Path.of(""),
          "",
          "topology.kubernetes.io/rack",
          "default",
          Duration.ofSeconds(30),
          Duration.ofSeconds(90),
          Duration.ofDays(7),
          Map.of(),
          "127.0.0.1:9644");

  public InventoryConfig {
    require(!source.isBlank(), "source must have a name");
    sources = List.copyOf(sources);
    libvirt = List.copyOf(libvirt);
    requireKnown(sources);
    requirePositive("poll", poll);
    requirePositive("refresh", refresh);
    require(
        staleAfter.compareTo(refresh) > 0,
        "stale-after (%s) must be longer than refresh (%s)".formatted(staleAfter, refresh));
    require(
        !tombstoneAfter.isNegative(),
        "tombstone-after (%s) must not be negative".formatted(tombstoneAfter));
    require(!domain.isBlank(), "domain must have a name");
    require(
        !sources.contains(LIBVIRT) || libvirtIsNamed(libvirt),
        "libvirt (%s) must name hypervisors, each once".formatted(libvirt));
    if (sources.contains(OPENSTACK)) {
      requireLogin(openstackAuthUrl, openstackUsername, openstackPassword, openstackProject);
    }
    kafka = Map.copyOf(kafka);
    Optional<HttpAddress> unused = HttpAddress.parse(http);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static void requirePositive(String key, Duration time) {
    require(!time.isNegative() && !time.isZero(), "%s (%s) must be positive".formatted(key, time));
  }

  private static void requireKnown(List<String> sources) {
    require(!sources.isEmpty(), "sources must name at least one of " + KNOWN);
    Set<String> named = new HashSet<>();
    for (String source : sources) {
      require(
          KNOWN.contains(source),
          "sources: '%s' is not known%s".formatted(source, Suggestion.of(source, KNOWN)));
      require(named.add(source), "sources: '%s' is named twice".formatted(source));
    }
  }

  private static boolean libvirtIsNamed(List<String> uris) {
    return !uris.isEmpty()
        && uris.stream().noneMatch(String::isBlank)
        && uris.stream().distinct().count() == uris.size();
  }

  private static void requireLogin(String url, String user, String password, String project) {
    require(!url.isBlank(), "sources: openstack needs openstack-auth-url");
    require(!user.isBlank(), "sources: openstack needs openstack-username");
    require(!password.isEmpty(), "sources: openstack needs openstack-password");
    require(!project.isBlank(), "sources: openstack needs openstack-project");
    URI unused = OpenstackSettings.address(url);
  }

  /** The same with another broker and file, as an embedding program chooses them. */
  public InventoryConfig at(String bootstrap, Path file) {
    return new InventoryConfig(
        bootstrap,
        source,
        sources,
        file,
        poll,
        libvirt,
        openstackAuthUrl,
        openstackUsername,
        openstackPassword,
        openstackProject,
        openstackUserDomain,
        openstackProjectDomain,
        openstackRegion,
        openstackTlsCa,
        kubernetesConfig,
        kubernetesContext,
        kubernetesRackLabel,
        domain,
        refresh,
        staleAfter,
        tombstoneAfter,
        kafka,
        http);
  }

  /** How OpenStack is asked. */
  OpenstackSettings openstack() {
    return new OpenstackSettings(
        OpenstackSettings.address(openstackAuthUrl),
        openstackUsername,
        openstackPassword,
        openstackProject,
        openstackUserDomain,
        openstackProjectDomain,
        openstackRegion,
        openstackTlsCa);
  }

  /** How Kubernetes is asked. */
  KubernetesSettings kubernetes() {
    return new KubernetesSettings(kubernetesConfig, kubernetesContext, kubernetesRackLabel);
  }

  /** Settings of the Kafka client. */
  Map<String, Object> kafkaSettings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("bootstrap.servers", bootstrap);
    return settings;
  }

  /** Name in marks. */
  String writer() {
    return "inventory/" + source;
  }
}
