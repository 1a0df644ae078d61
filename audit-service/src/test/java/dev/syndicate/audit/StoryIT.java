package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestIssuer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Sessions and actions told from their records, and that telling them is on record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoryIT {

    private static final String HOSTILE = "echo '<script>alert(1)</script>\u202e\u0007 --';drop table";

    private TestDatabase database;
    private RunningAuditService audit;
    private StoredEvents events;

    @BeforeAll
    void start(@TempDir Path volume) {
        database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
        audit = RunningAuditService.on(database, volume);
    }

    @AfterAll
    void stop() {
        audit.close();
    }

    @Test
    void tellsWhoApprovedWhatAndThatItIsWhatRan() {
        Governed governed =
                new Governed(database, "acme/checkout").policy(3, "{\"a\":1}").opened();
        Governed.Act act = governed.proposes("npm run build")
                .approvedBy(Governed.RILEY, Governed.PAT)
                .executed();
        governed.closed().store();
        events.awaitAllRecorded();

        JsonNode story = audit.get("/v1/sessions/" + governed.session()).json();

        assertThat(story.at("/principal/name").asText()).isEqualTo("Dana Okafor");
        assertThat(story.at("/agent/product").asText()).isEqualTo("claude-code");
        assertThat(story.at("/closed/by/subject").asText()).isEqualTo("dana");
        JsonNode action = story.at("/actions/0");
        assertThat(action.get("action").asText()).isEqualTo(act.id.toString());
        assertThat(action.at("/asked/tool").asText()).isEqualTo("shell");
        assertThat(action.at("/asked/parametersDigest").asText())
                .isEqualTo(act.content.digest().toString());
        assertThat(action.at("/decision/effect").asText()).isEqualTo("require-approval");
        assertThat(action.at("/decision/policyVersion").asText())
                .isEqualTo(governed.policy().toString());
        assertThat(action.at("/decision/trustTier").asText()).isEqualTo("2");
        assertThat(action.at("/authority/kind").asText()).isEqualTo("people");
        assertThat(action.at("/authority/approvers").findValuesAsText("name"))
                .containsExactly("Riley Chen", "Pat Novak");
        assertThat(action.get("votes")).hasSize(2);
        assertThat(action.at("/votes/0/cast/at").asText()).isNotEmpty();
        assertThat(action.at("/votes/0/viewDigest").asText()).startsWith("sha256:");
        assertThat(action.at("/digests/approved").asText())
                .isEqualTo(act.intent().toString());
        assertThat(action.at("/digests/executed").asText())
                .isEqualTo(act.intent().toString());
        assertThat(action.at("/digests/equal").asBoolean()).isTrue();
        assertThat(action.get("authorisedBeforeExecution").asBoolean()).isTrue();
        assertThat(action.at("/permit/permit").asText()).isNotEmpty();
        assertThat(action.at("/execution/sealed").asLong()).isEqualTo(7);
        assertThat(action.at("/outcome/result").asText()).isEqualTo("executed");
        assertThat(action.at("/outcome/exitCode").asLong()).isZero();
        List<Long> steps = action.get("steps")
                .valueStream()
                .map(step -> step.get("record").asLong())
                .toList();
        assertThat(steps).isSorted().hasSize(10);
        assertThat(audit.get("/v1/actions/" + act.id + "/story").json()).isEqualTo(action);
    }

    @Test
    void aDifferenceIsNotCoveredByWhatIsReportedLater() {
        Governed governed = new Governed(database, "acme/checkout").opened();
        Governed.Act act = governed.proposes("cat a.txt").allowed().diverged(governed.action("rm -rf /"));
        Governed.Act refused =
                governed.proposes("ls").approvedBy(Governed.RILEY).refused(governed.action("ls -la"));
        Governed.Act denied = governed.proposes("git push --force")
                .decided(Effect.DENY, "no-force-push", "History is never rewritten.");
        governed.store();
        events.awaitAllRecorded();

        JsonNode actions =
                audit.get("/v1/sessions/" + governed.session()).json().get("actions");

        assertThat(ids(actions)).containsExactly(act.id.toString(), refused.id.toString(), denied.id.toString());
        assertThat(actions.at("/0/outcome/result").asText()).isEqualTo("executed-but-different");
        assertThat(actions.at("/0/digests/equal").asBoolean()).isFalse();
        assertThat(actions.at("/0/authority/kind").asText()).isEqualTo("policy");
        assertThat(actions.at("/0/authority/releaser/name").asText()).isEqualTo("Morgan Ruiz");
        assertThat(actions.at("/1/outcome/reason").asText()).isEqualTo("digest-mismatch");
        assertThat(actions.at("/1/digests/equal").asBoolean()).isFalse();
        assertThat(actions.at("/1/execution").isNull()).isTrue();
        assertThat(actions.at("/2/outcome/result").asText()).isEqualTo("denied-by-policy");
        assertThat(actions.at("/2/authority").isNull()).isTrue();
        assertThat(actions.at("/2/digests/equal").isNull()).isTrue();
    }

    @Test
    void aLongSessionIsReadInPagesThatStayAsTheyAre() {
        Governed governed = new Governed(database, "acme/long").opened();
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 1_430; i++) {
            asked.add(governed.proposes("step " + i).allowed().executed().id.toString());
        }
        governed.store();
        events.awaitAllRecorded();

        List<String> told = new ArrayList<>();
        JsonNode next = null;
        do {
            JsonNode page = audit.get("/v1/sessions/" + governed.session() + "?limit=100&after="
                            + (next == null ? -1 : next.asLong()))
                    .json();
            told.addAll(ids(page.get("actions")));
            next = page.get("next");
        } while (!next.isNull());

        assertThat(told).isEqualTo(asked);
    }

    @Test
    void whatToolsSayIsShownAsTheySaidIt() {
        Governed governed = new Governed(database, "acme/checkout").opened();
        governed.proposes(HOSTILE).allowed();
        governed.store();
        events.awaitAllRecorded();

        JsonNode story = audit.get("/v1/sessions/" + governed.session()).json();

        assertThat(story.at("/actions/0/asked/targets/0").asText()).isEqualTo("echo");
        assertThat(story.at("/actions/0/outcome").isNull()).isTrue();
    }

    @Test
    void readingIsOnRecordBeforeTheAnswerLeaves() {
        Governed governed = new Governed(database, "acme/checkout").opened();
        Governed.Act act = governed.proposes("ls").allowed();
        governed.store();
        events.awaitAllRecorded();

        audit.get("/v1/sessions/" + governed.session());
        audit.get("/v1/actions/" + act.id + "/story");
        audit.get("/v1/records?session=" + governed.session());
        events.awaitAllRecorded();

        JsonNode reads =
                audit.get("/v1/records?type=RecordsRead&limit=500").json().get("records");
        List<JsonNode> bodies =
                reads.valueStream().map(read -> read.get("body")).toList();
        assertThat(bodies.stream().map(body -> body.at("/reading/query").asText()))
                .contains(
                        "{\"after\":-1,\"limit\":50,\"session\":\"" + governed.session() + "\"}",
                        "{\"action\":\"" + act.id + "\"}",
                        "{\"session\":\"" + governed.session() + "\"}");
        assertThat(bodies)
                .filteredOn(body -> body.at("/reading/query").asText().contains(act.id.toString()))
                .singleElement()
                .satisfies(body -> {
                    assertThat(body.at("/who/actor/subject").asText()).isEqualTo("ada");
                    assertThat(body.at("/reading/resource").asText()).isEqualTo("action");
                    assertThat(body.at("/range/count").asLong()).isEqualTo(3);
                });
    }

    @Test
    void aReadThatCannotBePutOnRecordIsRefused() {
        Governed governed = new Governed(database, "acme/checkout").opened();
        Governed.Act act = governed.proposes("ls").allowed();
        governed.store();
        events.awaitAllRecorded();
        String session = "/v1/sessions/" + governed.session();
        String story = "/v1/actions/" + act.id + "/story";
        appending("REVOKE");
        try {
            for (String path : List.of(session, story, "/v1/records", "/v1/records/0")) {
                RunningAuditService.Answer answer = audit.get(path);
                assertThat(answer.status()).as(path + answer.text()).isGreaterThanOrEqualTo(500);
                assertThat(answer.text()).doesNotContain("toolu_1", "Dana");
            }
        } finally {
            appending("GRANT");
        }
        assertThat(audit.get(session).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsNotThereAndWhoMayNot() {
        String unknown = UUID.randomUUID().toString();
        assertThat(audit.get("/v1/sessions/" + unknown).problem()).isEqualTo("not-found");
        assertThat(audit.get("/v1/actions/" + unknown + "/story").problem()).isEqualTo("not-found");
        assertThat(audit.get("/v1/sessions/nonsense").problem()).isEqualTo("invalid-request");
        assertThat(audit.get("/v1/sessions/" + unknown + "?limit=0").problem()).isEqualTo("invalid-request");
        String dana = TestIssuer.shared().dana().bearer();
        for (String path : List.of("/v1/sessions/" + unknown, "/v1/actions/" + unknown + "/story")) {
            assertThat(audit.get(path, dana).status()).as(path).isEqualTo(403);
        }
    }

    private static List<String> ids(JsonNode actions) {
        return actions.valueStream()
                .map(action -> action.get("action").asText())
                .toList();
    }

    private void appending(String verb) {
        String columns = "event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload_revision,"
                + " payload, metadata, occurred_at";
        events.admin()
                .sql(verb + " INSERT (" + columns + ") ON eventstore.domain_event "
                        + (verb.equals("GRANT") ? "TO" : "FROM") + " audit_service")
                .update();
    }
}
