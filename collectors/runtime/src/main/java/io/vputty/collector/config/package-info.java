/** Configuration records filled from a file, the environment and flags. */
@NullMarked
package io.vputty.collector.config;

import org.jspecify.annotations.NullMarked;
