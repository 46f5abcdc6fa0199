/**
 * The demo: a simulated data centre, the whole pipeline on real transports, and what comes of it.
 */
@NullMarked
package io.vputty.app.demo;

import org.jspecify.annotations.NullMarked;
