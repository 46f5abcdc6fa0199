/** The whole demo, run with one seed after the other. */
@NullMarked
package io.vputty.bench.demo;

import org.jspecify.annotations.NullMarked;
