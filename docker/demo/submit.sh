#!/usr/bin/env bash
# Submits each job that does not run yet.
set -euo pipefail

running="$(flink list --jobmanager jobmanager:8081 --running)"
for job in affinity drift reshape; do
  if ! grep -q " : $job " <<<"$running"; then
    flink run --detached --jobmanager jobmanager:8081 "/opt/flink/usrlib/job-$job.jar" \
      --bootstrap-servers kafka:9092 --pane 1s --window 5s --checkpoint-interval 500ms
  fi
done
