/** Drift events, read and put into words. */
@NullMarked
package io.vputty.app.drift;

import org.jspecify.annotations.NullMarked;
