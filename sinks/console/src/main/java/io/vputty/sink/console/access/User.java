package io.vputty.sink.console.access;

/** Who asks, and what they may do. */
public record User(String name, Role role) {}
