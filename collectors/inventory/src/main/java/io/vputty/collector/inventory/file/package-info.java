/** Inventory files in YAML: read strictly, every error with its line. */
@NullMarked
package io.vputty.collector.inventory.file;

import org.jspecify.annotations.NullMarked;
