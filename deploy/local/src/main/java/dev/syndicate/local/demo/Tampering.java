package dev.syndicate.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.local.Component;
import dev.syndicate.local.Database;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.Stack;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.demo.UserCommand.Ended;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What somebody with every right in PostgreSQL does to the record, and what comes of it: the scrub names the record, no
 * execution is granted, nothing in the database makes that undone, and only two operators do.
 */
final class Tampering {

    private final Stack stack;
    private final Cast cast;
    private final Report report;
    private final UserCommand user;

    Tampering(Stack stack, Cast cast, Report report, UserCommand user) {
        this.stack = stack;
        this.cast = cast;
        this.report = report;
        this.user = user;
    }

    /**
     * Alters, finds, refuses, releases.
     *
     * @param question has a coding tool ask for leave to do what policy allows; answers the decision and its reason
     */
    void play(String session, Supplier<Asked> question) {
        long altered = approvalOf(session);
        putAnotherApprover(altered);
        JsonNode finding = found(altered);
        refused("the next execution is refused", question.get());
        stack.administrator().execute("DELETE FROM audit.latch");
        restart();
        refused("its latch is deleted, the service restarted", question.get());
        release(finding.path("digest").asText());
        Asked again = question.get();
        report.add("work goes on", "allow, sealed as record", again.toString(), again.isGranted());
        staysOnRecord(altered, session);
    }

    /**
     * What a coding tool was answered.
     *
     * @param decision allow or deny
     */
    record Asked(String decision, String reason) {

        boolean isGranted() {
            return decision.equals("allow") && reason.contains("sealed as record");
        }

        @Override
        public String toString() {
            return decision + ": " + reason;
        }
    }

    /** The record that says who approved. */
    private long approvalOf(String session) {
        return stack.administrator()
                .number(
                        "SELECT min(sequence) FROM audit.record"
                                + " WHERE event_type LIKE '%.ApprovalGranted' AND session_id = ?",
                        session);
    }

    /** As the database's administrator, who may do anything; in one transaction, so that no trigger is seen to be off. */
    private void putAnotherApprover(long sequence) {
        Database administrator = stack.administrator();
        int changed;
        try (Connection connection = administrator.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("ALTER TABLE audit.record DISABLE TRIGGER refuse_change");
            changed = statement.executeUpdate("""
                    UPDATE audit.record
                    SET body = convert_to(replace(convert_from(body, 'UTF8'), '"riley"', '"robin"'), 'UTF8')
                    WHERE sequence = %d AND position('"riley"' IN convert_from(body, 'UTF8')) > 0
                    """.formatted(sequence));
            statement.execute("ALTER TABLE audit.record ENABLE ALWAYS TRIGGER refuse_change");
            connection.commit();
        } catch (SQLException failure) {
            throw new LocalFailureException("the record could not be altered: " + failure.getMessage(), failure);
        }
        report.add(
                "an administrator rewrites who approved it",
                "1 row, no complaint",
                changed + " row: record " + sequence + " now says robin",
                changed == 1);
    }

    private JsonNode found(long altered) {
        JsonNode finding = Waiting.found("the altered record is found", () -> finding(altered));
        report.add(
                "the scrub finds it and names the record",
                "body-hash at record " + altered,
                finding.path("code").asText() + " at record " + finding.path("sequence"),
                finding.path("code").asText().equals("body-hash"));
        return finding;
    }

    private Optional<JsonNode> finding(long sequence) {
        return integrity()
                .path("findings")
                .valueStream()
                .filter(finding -> finding.path("sequence").asLong(-1) == sequence)
                .findFirst();
    }

    private JsonNode integrity() {
        return Waiting.found(
                "audit-service says how it stands",
                () -> Optional.of(
                        cast.atAudit("olive").get("/v1/integrity").orRefused().json()));
    }

    private void refused(String step, Asked asked) {
        boolean ok = asked.decision().equals("deny") && asked.reason().contains("integrity-not-clear");
        report.add(step, "deny, integrity-not-clear", asked.toString(), ok);
    }

    private void restart() {
        stack.stop(Component.AUDIT);
        stack.start(Component.AUDIT);
        stack.awaitReady(Component.AUDIT);
    }

    private void release(String digest) {
        Answer alone = release("olive", digest);
        report.add(
                "olive, an operator, releases the finding",
                "not enough alone",
                alone.status() + ", clear: " + integrity().path("clear"),
                alone.isOk() && !integrity().path("clear").asBoolean(true));
        Answer twice = release("olive", digest);
        report.add(
                "olive releases it once more",
                "second-person-required",
                twice.status() + " " + twice.problem(),
                twice.problem().equals("second-person-required"));
        Answer both = release("otto", digest);
        report.add(
                "otto, another operator, confirms",
                "clear again",
                both.status() + ", clear: " + integrity().path("clear"),
                both.isOk() && integrity().path("clear").asBoolean());
    }

    private Answer release(String operator, String digest) {
        return cast.atAudit(operator)
                .post(
                        "/v1/integrity/findings/" + digest + "/release",
                        Map.of("reason", "The administrator's change was found and is being followed up."));
    }

    private void staysOnRecord(long altered, String session) {
        Ended verified = user.run("audit", "verify");
        report.add(
                "the chain is verified again",
                "exit 1, BROKEN at record " + altered,
                "exit " + verified.status() + ": " + verified.said(),
                verified.status() == 1 && verified.said().contains("BROKEN at record " + altered));
        List<String> types = List.of("IntegrityViolationFound", "IntegrityFindingReleased");
        for (String type : types) {
            JsonNode records = cast.atAudit("ada")
                    .get("/v1/records?type=" + type)
                    .orRefused()
                    .json()
                    .path("records");
            report.add(
                    type.equals("IntegrityViolationFound") ? "the violation is on record" : "so is its release",
                    type,
                    records.isEmpty() ? "nothing" : "record " + records.path(0).path("sequence"),
                    !records.isEmpty());
        }
    }
}
