/** Plans, rankings and footprints in words and tables, and as trees for JSON. */
@NullMarked
package io.vputty.app.placement.view;

import org.jspecify.annotations.NullMarked;
