package io.vputty.model.footprint;

/**
 * A disk that VMs read and write.
 *
 * @param id volume id, the same on every host
 * @param host host its data is on; empty if it is remote to all
 * @param rack rack its data is in; empty if unknown
 */
public record Volume(String id, String host, String rack) {

  public Volume {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("volume id must not be empty");
    }
  }
}
