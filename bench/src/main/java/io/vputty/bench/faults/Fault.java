package io.vputty.bench.faults;

/** What happens to the processes of a run. */
enum Fault {
  TASK_MANAGER_KILL("TaskManager killed (`kill -9`)"),
  BROKER_KILL("broker killed"),
  JOB_MANAGER_KILL("JobManager killed, leader elected anew"),
  TASK_MANAGER_STOP("TaskManager stands still for longer than its heartbeat's timeout"),
  BROKER_STOP("broker stands still for longer than its clients' timeouts"),
  JOB_MANAGER_STOP("JobManager stands still for longer than its session"),
  BROKER_AWAY("broker away for longer than its clients' timeouts"),
  FLINK_KILL("JobManager and TaskManager killed at once"),
  ALL_KILL("broker, JobManager and TaskManager killed at once"),
  CHECKPOINTS_LOST("checkpoint directory lost, jobs submitted anew"),
  CONSOLE_KILL("console killed"),
  CONSOLE_STOP("console stands still");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  /** For a person. */
  String words() {
    return words;
  }
}
