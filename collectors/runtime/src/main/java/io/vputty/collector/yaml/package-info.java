/** YAML read strictly: every problem with its line, every unknown key with a suggestion. */
@NullMarked
package io.vputty.collector.yaml;

import org.jspecify.annotations.NullMarked;
