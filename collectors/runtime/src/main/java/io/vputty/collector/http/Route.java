package io.vputty.collector.http;

/** What answers the requests to one path; called by several threads at once. */
@FunctionalInterface
public interface Route {

  Reply answer();
}
