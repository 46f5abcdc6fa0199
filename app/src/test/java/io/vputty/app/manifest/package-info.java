/**
 * Manifests of k8s/: what is written from the code, and what the rendered overlays are held
 * against.
 */
@NullMarked
package io.vputty.app.manifest;

import org.jspecify.annotations.NullMarked;
