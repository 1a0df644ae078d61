-- Notifications: what waits to be told, who was asked, and what nobody took.

-- The shape that db-scheduler 16 expects; apart from deadlines, which must never wait behind a receiver.
CREATE TABLE approval.notification_queue (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    CONSTRAINT notification_queue_pk PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX notification_queue_due ON approval.notification_queue (execution_time);
CREATE INDEX notification_queue_alive ON approval.notification_queue (last_heartbeat);

-- Channels that were asked about an open approval: they are told when it is over, and the rows go.
CREATE TABLE approval.announcement (
    approval uuid NOT NULL,
    channel  text NOT NULL,
    CONSTRAINT announcement_pk PRIMARY KEY (approval, channel)
);

CREATE TABLE approval.undelivered_notification (
    channel   text        NOT NULL,
    notice    text        NOT NULL,
    approval  uuid        NOT NULL,
    attempts  integer     NOT NULL,
    reason    text        NOT NULL,
    failed_at timestamptz NOT NULL,
    CONSTRAINT undelivered_notification_pk PRIMARY KEY (channel, notice)
);
CREATE INDEX undelivered_notification_age ON approval.undelivered_notification (failed_at);
