/** Images of docker/: rules of their Dockerfiles, and what is in them, run without a container. */
@NullMarked
package io.vputty.app.image;

import org.jspecify.annotations.NullMarked;
