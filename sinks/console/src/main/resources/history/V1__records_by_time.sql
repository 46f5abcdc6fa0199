-- Both PostgreSQL and H2 read this. "record" holds the whole record as JSON, as the REST API tells it; "id" of what has
-- none of its own is a hash of it, so that a topic that is read again adds nothing.
create table plan (
  id            varchar(200) primary key,
  domain        varchar(200) not null,
  time          timestamp with time zone not null,
  moves         integer not null,
  gain_per_hour double precision not null,
  cost_per_hour double precision not null,
  record        text not null
);
create index plan_time on plan (time);

create table move (
  id             varchar(200) primary key,
  plan_id        varchar(200) not null,
  domain         varchar(200) not null,
  time           timestamp with time zone not null,
  vm             varchar(200) not null,
  source         varchar(200) not null,
  target         varchar(200) not null,
  gain_per_hour  double precision not null,
  cost           double precision not null
);
create index move_time on move (time);

create table drift (
  id             varchar(64) primary key,
  domain         varchar(200) not null,
  time           timestamp with time zone not null,
  subject        varchar(700) not null,
  kind           varchar(40) not null,
  worth_per_hour double precision not null,
  record         text not null
);
create index drift_time on drift (time);

create table outcome (
  id            varchar(64) primary key,
  move_id       varchar(200) not null,
  domain        varchar(200) not null,
  time          timestamp with time zone not null,
  state         varchar(40) not null,
  fencing_token bigint not null,
  record        text not null
);
create index outcome_time on outcome (time);
create index outcome_move on outcome (move_id);

create table verdict (
  id                  varchar(64) primary key,
  move_id             varchar(200) not null,
  domain              varchar(200) not null,
  time                timestamp with time zone not null,
  state               varchar(40) not null,
  predicted_per_hour  double precision not null,
  attributed_per_hour double precision not null,
  record              text not null
);
create index verdict_time on verdict (time);

create table decision (
  id      varchar(64) primary key,
  subject varchar(200) not null,
  domain  varchar(200) not null,
  time    timestamp with time zone not null,
  verb    varchar(40) not null,
  author  varchar(200) not null,
  record  text not null
);
create index decision_time on decision (time);
