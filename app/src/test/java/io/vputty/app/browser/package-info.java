/** The console in a real browser: what a person sees and does. */
@NullMarked
package io.vputty.app.browser;

import org.jspecify.annotations.NullMarked;
