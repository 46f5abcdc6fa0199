package io.vputty.collector.inventory.libvirt;

import io.vputty.schema.Volume;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which volume a disk of a domain is. The id is the one under which I/O on it is counted, as far as
 * the XML alone tells it:
 *
 * <pre>
 * network disk                            rbd:pool/image, iscsi:iqn..., nbd:..., gluster:...
 * network disk by NFS                     server:/export/path
 * link by WWN or multipath's name of it   wwn:3600..., as multipath spells it
 * link by the device mapper's UUID        dm:LVM-...
 * other device                            HOST:vdb, HOST:/dev/path
 * file                                    HOST:/path
 * volume of a pool                        HOST:pool/volume
 * </pre>
 */
final class DiskSource {

  private static final Pattern NAA = Pattern.compile("/dev/disk/by-id/wwn-0x([0-9a-f]+)");
  private static final Pattern EUI = Pattern.compile("/dev/disk/by-id/nvme-eui\\.([0-9a-f]+)");
  private static final Pattern SCSI = Pattern.compile("/dev/disk/by-id/scsi-([123][0-9A-Za-z_]+)");
  private static final Pattern MULTIPATH =
      Pattern.compile("/dev/(?:disk/by-id/dm-uuid-mpath-|mapper/)(3(?:[0-9a-f]{16}){1,2})");
  private static final Pattern MAPPED = Pattern.compile("/dev/disk/by-id/dm-uuid-([^/]+)");
  private static final Pattern PLAIN = Pattern.compile("/dev/([^/]+)");
  private static final String PARTITION = "-part\\d+$";

  private DiskSource() {}

  /**
   * The volume of a {@code <disk>}; empty if it is a drive for media, or has no source that a name
   * could be made of.
   *
   * @param host name of the host, before what only that host knows
   */
  static Optional<Volume> volume(XmlElement disk, String host) {
    String device = disk.attribute("device").orElse("disk");
    if (device.equals("cdrom") || device.equals("floppy")) {
      return Optional.empty();
    }
    return disk.first("source")
        .flatMap(source -> volume(disk.attribute("type").orElse("file"), source, host));
  }

  private static Optional<Volume> volume(String type, XmlElement source, String host) {
    return switch (type) {
      case "file" -> source.attribute("file").map(path -> local(host, path));
      case "block" -> source.attribute("dev").map(path -> device(host, path));
      case "network" -> network(source).map(DiskSource::remote);
      case "volume" ->
          source
              .attribute("pool")
              .flatMap(
                  pool -> source.attribute("volume").map(name -> local(host, pool + "/" + name)));
      default -> Optional.empty(); // a directory, a socket of another process, a PCI device
    };
  }

  private static Optional<String> network(XmlElement source) {
    String protocol = source.attribute("protocol").orElse("network");
    Optional<XmlElement> server = source.first("host");
    Optional<String> address =
        server
            .flatMap(first -> first.attribute("name"))
            .or(() -> server.flatMap(first -> first.attribute("socket")));
    if (protocol.equals("nfs")) {
      return address.flatMap(at -> source.attribute("name").map(path -> at + ":" + path));
    }
    return source.attribute("name").or(() -> address).map(name -> protocol + ":" + name);
  }

  private static Volume device(String host, String path) {
    String whole = path.replaceFirst(PARTITION, "");
    return match(NAA, whole, "wwn:3")
        .or(() -> match(EUI, whole, "wwn:2"))
        .or(() -> match(SCSI, whole, "wwn:"))
        .or(() -> match(MULTIPATH, whole, "wwn:"))
        .or(() -> match(MAPPED, path, "dm:"))
        .map(DiskSource::remote)
        .orElseGet(() -> local(host, match(PLAIN, path, "").orElse(path)));
  }

  private static Optional<String> match(Pattern pattern, String path, String prefix) {
    Matcher match = pattern.matcher(path);
    return match.matches() ? Optional.of(prefix + match.group(1)) : Optional.empty();
  }

  /** One that other hosts may reach under the same name: where its data is, nobody says. */
  private static Volume remote(String id) {
    return Volume.newBuilder().setId(id).build();
  }

  private static Volume local(String host, String name) {
    return Volume.newBuilder().setId(host + ":" + name).setHost(host).build();
  }
}
