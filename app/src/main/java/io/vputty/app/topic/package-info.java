/** Topics read once from outside the jobs, and the decisions and settings of people written. */
@NullMarked
package io.vputty.app.topic;

import org.jspecify.annotations.NullMarked;
