"""An actuator: `actuator-example.py BOOTSTRAP COMMAND...` runs COMMAND VM SOURCE TARGET for each move, one at a time.

Needs confluent-kafka and avro (Debian: python3-confluent-kafka, python3-avro). docs/actuators.md says what a full one does more.
"""
import io, json, subprocess, sys, time
import avro.io, avro.schema
from confluent_kafka import Consumer, Producer, TopicPartition, OFFSET_BEGINNING

NAME, LEASE_MS, SKEW_MS = "example", 600_000, 5_000
ENDED = {"REJECTED", "SUPERSEDED", "EXPIRED", "SUCCEEDED", "FAILED", "SKIPPED", "CANCELLED", "VERIFIED", "INEFFECTIVE", "ROLLED_BACK"}
STATES = ["UNKNOWN", "PROPOSED", "APPROVED", "CLAIMED", "RUNNING", *sorted(ENDED)]


def record(record_name, **fields):  # a writer may leave out what it does not know: readers have defaults
    return avro.schema.parse(json.dumps({"type": "record", "name": record_name, "namespace": "io.vputty.schema",
                                         "fields": [{"name": field, "type": kind} for field, kind in fields.items()]}))


ANNOUNCED = record("WriterSchema", fingerprint="long", name="string", json="string")
OUTCOME = record("MoveOutcome", time="long", moveId="string", planId="string", domain="string", vm="string", source="string",
                 target="string", state={"type": "enum", "name": "MoveState", "symbols": STATES}, actuator="string",
                 fencingToken="long", leaseUntil="long", detail="string")


def fingerprint(schema):  # CRC-64-AVRO of its canonical form, little-endian
    crc = 0xC15D213AA4D7A795
    for byte in schema.canonical_form.encode():
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xC15D213AA4D7A795 if crc & 1 else 0)
    return crc.to_bytes(8, "little")


def murmur2(key):  # Kafka's own, so that all reports of a domain stand in one partition
    m, mask, h = 0x5BD1E995, 0xFFFFFFFF, (0x9747B28C ^ len(key)) & 0xFFFFFFFF
    for i in range(0, len(key) - 3, 4):
        k = int.from_bytes(key[i:i + 4], "little") * m & mask
        h = h * m & mask ^ (k ^ k >> 24) * m & mask
    if len(key) % 4:
        h = (h ^ int.from_bytes(key[len(key) & ~3:], "little")) * m & mask
    h = (h ^ h >> 13) * m & mask
    return (h ^ h >> 15) & 0x7FFFFFFF


def encode(schema, value):
    out = io.BytesIO()
    avro.io.DatumWriter(schema).write(value, avro.io.BinaryEncoder(out))
    return b"\xc3\x01" + fingerprint(schema) + out.getvalue()


def decode(value, schema):
    return avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(io.BytesIO(value[10:])))


def millis(value):  # times come as datetimes where the writer's schema says so
    return int(value.timestamp() * 1000) if hasattr(value, "timestamp") else value


class Actuator:
    def __init__(self, bootstrap, command):
        self.command, self.schemas, self.lives, self.plans, self.read = command, {}, {}, [], {}
        self.producer = Producer({"bootstrap.servers": bootstrap, "enable.idempotence": True})
        self.consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": NAME, "enable.auto.commit": False,
                                  "isolation.level": "read_committed"})
        found = self.consumer.list_topics(timeout=30).topics
        self.partitions = len(found["vputty.outcomes.v1"].partitions)
        self.parts = [TopicPartition(f"vputty.{t}.v1", p, OFFSET_BEGINNING)
                      for t in ("schemas", "outcomes", "plans") for p in found[f"vputty.{t}.v1"].partitions]
        self.consumer.assign(self.parts)
        announcement = {"fingerprint": int.from_bytes(fingerprint(OUTCOME), "little", signed=True), "name": OUTCOME.fullname,
                        "json": str(OUTCOME)}
        self.send("vputty.schemas.v1", "%016x" % (announcement["fingerprint"] & (1 << 64) - 1), 0, encode(ANNOUNCED, announcement))

    def send(self, topic, key, partition, value):
        written = []
        self.producer.produce(topic, value, key, partition, on_delivery=lambda error, message: written.append((error, message)))
        self.producer.flush()
        if written[0][0]:
            raise SystemExit(f"Kafka: {written[0][0]}")
        return written[0][1].offset()

    def poll(self):
        """Takes what was read into account: a schema, a report or a plan; marks and schemas yet to come are passed over."""
        message = self.consumer.poll(0.2)
        if message is None or message.error() or not message.value():
            return message is not None
        self.read[message.topic(), message.partition()] = message.offset()
        writer, schema = message.value()[2:10], None
        if message.topic() == "vputty.schemas.v1":
            announced = decode(message.value(), ANNOUNCED)
            self.schemas[announced["fingerprint"].to_bytes(8, "little", signed=True)] = announced["json"]
        elif writer not in self.schemas:
            self.consumer.seek(TopicPartition(message.topic(), message.partition(), message.offset()))
        else:
            schema = avro.schema.parse(self.schemas[writer])
        if schema and schema.name == "MoveOutcome":
            self.apply(decode(message.value(), schema), message.offset())
        elif schema and schema.name == "Plan":
            plan = decode(message.value(), schema)
            self.plans = [p for p in self.plans if p["domain"] != plan["domain"] or not plan["moves"]] + [plan]
        return True

    def apply(self, report, offset):
        state, token, holder, until = self.lives.get(report["moveId"], ("PROPOSED", -1, "", 0))
        held, claims = state in ("CLAIMED", "RUNNING"), report["state"] == "CLAIMED"
        counts = not held or (report["actuator"] == holder or millis(report["time"]) > until if claims
                              else report["fencingToken"] == token)
        if state not in ENDED and counts:
            self.lives[report["moveId"]] = (report["state"], offset if claims else token,
                                            report["actuator"] if claims else holder, millis(report["leaseUntil"]))

    def report(self, plan, move, state, detail):
        """Writes a report and reads on until it comes; true if this actuator has the move then."""
        now, token = int(time.time() * 1000), self.lives.get(move["id"], ("", -1))[1]
        partition = murmur2(plan["domain"].encode()) % self.partitions
        offset = self.send("vputty.outcomes.v1", move["id"], partition, encode(OUTCOME, {
            "time": now, "moveId": move["id"], "planId": plan["id"], "domain": plan["domain"], "vm": move["vm"],
            "source": move["source"], "target": move["target"], "state": state, "actuator": NAME, "fencingToken": token,
            "leaseUntil": now + LEASE_MS if state in ("CLAIMED", "RUNNING") else 0, "detail": detail}))
        while self.read.get(("vputty.outcomes.v1", partition), -1) < offset:
            self.poll()
        return self.lives[move["id"]][2] == NAME

    def carry_out(self, plan, move):
        state, _, holder, until = self.lives.get(move["id"], ("PROPOSED", -1, "", 0))
        if state in ENDED or time.time() * 1000 < until + SKEW_MS and holder != NAME:
            return
        if state == "PROPOSED" and move["automation"] != "MANUAL":
            self.report(plan, move, "APPROVED", "approved by the example")
        elif state == "PROPOSED" or not self.report(plan, move, "CLAIMED", "by the example"):
            return
        elif state != "APPROVED":  # somebody had it: a real one asks the platform here
            self.report(plan, move, "FAILED", "it was left under way")
        elif time.time() * 1000 > millis(plan["expires"]):
            self.report(plan, move, "EXPIRED", "the plan has expired")
        elif any(self.lives.get(before, ("",))[0] not in ("SUCCEEDED", "VERIFIED", "INEFFECTIVE") for before in move["after"]):
            self.report(plan, move, "SKIPPED", "what it comes after did not succeed")
        elif self.report(plan, move, "RUNNING", "started"):
            done = subprocess.run([*self.command, move["vm"], move["source"], move["target"]]).returncode == 0
            self.report(plan, move, "SUCCEEDED" if done else "FAILED", "the command has ended")

    def run(self):
        while True:
            while self.poll():
                pass
            for plan in self.plans:
                for move in sorted(plan["moves"], key=lambda move: move["wave"]):
                    self.carry_out(plan, move)


if __name__ == "__main__":
    Actuator(sys.argv[1], sys.argv[2:]).run()
