package io.vputty.sink.actuator.conformance;

import io.vputty.sink.actuator.MoveDriver;

/** The API of a platform over a fleet. */
public interface FakePlatform extends AutoCloseable {

  /** A driver of a process that has just started. */
  MoveDriver driver() throws Exception;

  @Override
  void close() throws Exception;
}
