/** How figures and events read to a person. */
@NullMarked
package io.vputty.app.text;

import org.jspecify.annotations.NullMarked;
