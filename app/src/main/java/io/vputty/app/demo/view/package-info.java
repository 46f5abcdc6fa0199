/** What a demo shows: its state, its gains, and how they are told to people and scripts. */
@NullMarked
package io.vputty.app.demo.view;

import org.jspecify.annotations.NullMarked;
