/** Who may say something: records signed by whoever has a key, and judged by those trusted. */
@NullMarked
package io.vputty.schema.trust;

import org.jspecify.annotations.NullMarked;
