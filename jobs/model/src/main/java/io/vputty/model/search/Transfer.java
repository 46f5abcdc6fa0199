package io.vputty.model.search;

import java.util.List;

/**
 * One unit on its way from one host to another.
 *
 * @param unit which
 * @param source host it leaves
 * @param target host it goes to
 * @param wave transfers of one wave run at the same time
 * @param after indices of transfers that must have succeeded first, ascending
 */
public record Transfer(int unit, int source, int target, int wave, List<Integer> after) {

  public Transfer {
    after = List.copyOf(after);
  }
}
