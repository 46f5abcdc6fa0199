/** Settings of domains: which there are, and what is in force. */
@NullMarked
package io.vputty.app.settings;

import org.jspecify.annotations.NullMarked;
