-- Sign-ins that the identity provider has ended, for every replica of the console. Kept for as long as a session could last.
CREATE TABLE approval.ended_sign_in (
    issuer   text        NOT NULL,
    sid      text        NOT NULL,
    subject  text        NOT NULL,
    ended_at timestamptz NOT NULL,
    CONSTRAINT ended_sign_in_pk PRIMARY KEY (issuer, sid, subject)
);
CREATE INDEX ended_sign_in_age ON approval.ended_sign_in (ended_at);
COMMENT ON COLUMN approval.ended_sign_in.sid IS 'the provider''s session; empty where all of the person''s were ended';
COMMENT ON COLUMN approval.ended_sign_in.subject IS 'empty where only the session is named';
