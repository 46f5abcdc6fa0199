"""An actuator: `actuator-example.py BOOTSTRAP COMMAND...` runs COMMAND VM SOURCE TARGET for each move, one at a time.

Needs confluent-kafka and avro (Debian: python3-confluent-kafka, python3-avro); with TRUSTED_KEY=FILE, a public key, it carries out
what that key has signed and nothing else (python3-cryptography). docs/actuators.md says what a full one does more.
"""
import base64, io, os, subprocess, sys
import avro.io, avro.schema
from datetime import datetime, timedelta, timezone
from confluent_kafka import Consumer, Producer, TopicPartition, OFFSET_BEGINNING

NAME, LEASE, SKEW, EPOCH = "example", timedelta(minutes=10), timedelta(seconds=5), datetime.fromtimestamp(0, timezone.utc)
SCHEMAS, PLANS, OUTCOMES = "vputty.schemas.v1", "vputty.plans.v1", "vputty.outcomes.v1"
ARRIVED, HELD, NEW = ["SUCCEEDED", "VERIFIED", "INEFFECTIVE"], ["CLAIMED", "RUNNING"], ("PROPOSED", -1, "", EPOCH)
ANNOUNCEMENT = avro.schema.parse("""{"type": "record", "name": "WriterSchema", "namespace": "io.vputty.schema", "fields": [
    {"name": "fingerprint", "type": "long"}, {"name": "name", "type": "string"}, {"name": "json", "type": "string"}]}""")


def now():
    return datetime.now(timezone.utc)


def decode(value, schema):
    return avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(io.BytesIO(value[10:])))


def trusted(message):
    if "TRUSTED_KEY" not in os.environ:
        return True
    from cryptography.hazmat.primitives.serialization import load_pem_public_key
    try:
        signature = base64.b64decode(dict(message.headers() or []).get("vputty-signature", b""))
        load_pem_public_key(open(os.environ["TRUSTED_KEY"], "rb").read()).verify(signature, message.value())
        return True
    except Exception as refusal:
        return print(f"plan at {message.partition()}:{message.offset()} refused: {refusal!r}", flush=True)


def poll():
    """Takes the next record into account, a schema, a report or a plan; true if there was one."""
    message = consumer.poll(0.2)
    if message is None or message.error() or not message.value():
        return message is not None
    topic, partition, offset, value = message.topic(), message.partition(), message.offset(), message.value()
    if topic == SCHEMAS:
        announced = decode(value, ANNOUNCEMENT)
        written = announced["fingerprint"].to_bytes(8, "little", signed=True)
        schemas[written] = schemas[announced["name"]] = (written, avro.schema.parse(announced["json"]))
        return True
    if value[2:10] not in schemas:  # it stands on the topic of schemas: once more when that has been read
        consumer.seek(TopicPartition(topic, partition, offset))
        return True
    schema = schemas[value[2:10]][1]
    if schema.name == "MoveOutcome":
        take(decode(value, schema), offset)
    elif schema.name == "Plan" and trusted(message):
        plan = {**decode(value, schema), "partition": partition, "headers": message.headers() or []}
        plans[:] = [other for other in plans if other["domain"] != plan["domain"] or not plan["moves"]] + [plan]
    read[topic, partition] = offset
    return True


def take(told, offset):
    """A report in its turn: it counts if it may follow those before it."""
    state, token, holder, until = lives.get(told["moveId"], NEW)
    claim = told["state"] == "CLAIMED"
    by_holder = told["actuator"] == holder or told["time"] > until if claim else told["fencingToken"] == token
    if state in ("PROPOSED", "APPROVED") or state in HELD and by_holder:
        lives[told["moveId"]] = (told["state"], *((offset, told["actuator"]) if claim else (token, holder)), told["leaseUntil"])


def report(plan, move, state, detail):
    """Writes a report and reads on until it comes; true if this actuator has the move then."""
    writer, schema = schemas["io.vputty.schema.MoveOutcome"]
    out, written = io.BytesIO(b"\xc3\x01" + writer), []
    out.seek(10)
    avro.io.DatumWriter(schema).write({
        **{field.name: field.default for field in schema.fields}, **{name: move[name] for name in ("vm", "source", "target")},
        "time": now(), "moveId": move["id"], "planId": plan["id"], "domain": plan["domain"], "state": state, "actuator": NAME,
        "fencingToken": lives.get(move["id"], NEW)[1], "leaseUntil": now() + LEASE if state in HELD else EPOCH, "detail": detail,
    }, avro.io.BinaryEncoder(out))
    headers = [header for header in plan["headers"] if header[0] in ("vputty-plan-id", "traceparent")]
    producer.produce(OUTCOMES, out.getvalue(), move["id"], plan["partition"], headers=[*headers, ("vputty-move-id", move["id"])],
                     on_delivery=lambda error, message: written.append(sys.exit(str(error)) if error else message.offset()))
    producer.flush()
    while read.get((OUTCOMES, plan["partition"]), -1) < written[0]:
        poll()
    return lives[move["id"]][2] == NAME


def carry_out(plan, move):
    state, _, holder, until = lives.get(move["id"], NEW)
    if not (state in ("PROPOSED", "APPROVED") or state in HELD and (holder == NAME or now() > until + SKEW)):
        return
    if state == "PROPOSED" and (move["automation"] == "MANUAL" or report(plan, move, "APPROVED", "approved by the example")):
        return
    if not report(plan, move, "CLAIMED", "by the example"):
        return
    if state in HELD:  # somebody had it: a real one asks the platform here
        report(plan, move, "FAILED", "it was left under way")
    elif now() > plan["expires"]:
        report(plan, move, "EXPIRED", "the plan has expired")
    elif any(lives.get(before, NEW)[0] not in ARRIVED for before in move["after"]):
        report(plan, move, "SKIPPED", "what it comes after did not succeed")
    elif report(plan, move, "RUNNING", "started"):
        done = subprocess.run([*command, move["vm"], move["source"], move["target"]]).returncode == 0
        report(plan, move, "SUCCEEDED" if done else "FAILED", "the command has ended")


bootstrap, *command = sys.argv[1:]
schemas, lives, plans, read = {}, {}, [], {}
producer = Producer({"bootstrap.servers": bootstrap, "enable.idempotence": True})
consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": NAME, "enable.auto.commit": False,
                     "isolation.level": "read_committed"})
topics = consumer.list_topics(timeout=30).topics
consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for topic in (SCHEMAS, OUTCOMES, PLANS)
                 for partition in topics[topic].partitions])
while True:
    while poll():
        pass
    for plan in list(plans):
        for move in sorted(plan["moves"], key=lambda move: move["wave"]):
            carry_out(plan, move)
