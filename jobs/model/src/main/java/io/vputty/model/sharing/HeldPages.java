package io.vputty.model.sharing;

import io.vputty.model.estimate.PageSample;

/**
 * What is known of the page contents of one VM.
 *
 * @param group samples that compare, as {@link ShareKeys#group}: of one trust domain and key
 * @param pageBytes size of a page, bytes
 * @param sample the sample
 */
public record HeldPages(long group, int pageBytes, PageSample sample) {

  public HeldPages {
    if (pageBytes <= 0) {
      throw new IllegalArgumentException("page size (%d) must be positive".formatted(pageBytes));
    }
  }
}
