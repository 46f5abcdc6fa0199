/** How far each stage is, what is there, and what is wrong. */
@NullMarked
package io.vputty.app.health;

import org.jspecify.annotations.NullMarked;
