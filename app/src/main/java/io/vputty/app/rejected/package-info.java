/** What could not be read, shown and sent once more. */
@NullMarked
package io.vputty.app.rejected;

import org.jspecify.annotations.NullMarked;
