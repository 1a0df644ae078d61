package dev.syndicate.audit.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.syndicate.contracts.event.DomainEvent;
import dev.syndicate.testing.catalogue.EventCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every event that can be stored becomes an OCSF event that its class admits. The schemas under
 * {@code src/test/resources/ocsf} state, class by class, the attributes, types, numbers and constraints of OCSF 1.9.0
 * that are used here, and admit no others.
 */
class OcsfTest {

    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private static final String FACTS = """
            {"session":"s-1","workspace":"w","correlation":"c",
             "who":{"principal":{"issuer":"i","subject":"dana","name":"Dana"},
                    "agent":{"vendor":"v","product":"p","version":"1","adapter":"a"}},
             "action":{"id":"a-1","callId":"c-1","rawTool":"Bash","tool":"shell","kind":"command","targets":["/x"]},
             "policy":{"version":"1:ab","rule":"r","effect":"allow"},
             "integrity":{"finding":"sha256:77","code":"link","sequence":4}}""";

    static Stream<Class<? extends DomainEvent>> events() {
        return EventCatalogue.types();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsAdmittedByItsClass(Class<? extends DomainEvent> type) {
        assertThat(faults(RecordFixture.record(type.getName(), FACTS))).isEmpty();
        assertThat(faults(RecordFixture.record(type.getName(), "{}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "executed",
                "execution-failed",
                "executed-but-different",
                "outcome-unknown",
                "withdrawn",
                "amended",
                "expired",
                "approved",
                "denied-by-policy",
                "denied-by-reviewer",
                "refused",
                "vote-refused",
                "one of tomorrow"
            })
    void everyOutcomeIsAdmitted(String result) {
        String facts = "{\"outcome\":{\"result\":\"%s\",\"reason\":\"r\",\"detail\":\"d\"}}".formatted(result);
        assertThat(faults(RecordFixture.record("dev.syndicate.contracts.execution.Anything", facts)))
                .isEmpty();
    }

    @Test
    void hostileTextsAreAdmitted() {
        assertThat(faults(RecordFixture.hostile())).isEmpty();
        assertThat(faults(RecordFixture.refused())).isEmpty();
    }

    @Test
    void theSchemasRefuseWhatTheClassesDo() {
        String good = Ocsf.event(RecordFixture.refused()).toString();
        for (String[] change : new String[][] {
            {"\"type_uid\":600399", "\"type_uid\":600398"},
            {"\"severity_id\":3", "\"severity_id\":7"},
            {"\"operation\":", "\"operations\":"},
            {"\"version\":\"1.9.0\"", "\"version\":\"1.9\""},
            {"\"svc_name\":", "\"service_name\":"}
        }) {
            assertThat(good).contains(change[0]);
            assertThat(faults("api_activity", good.replace(change[0], change[1])))
                    .as(change[1])
                    .isNotEmpty();
        }
    }

    @Test
    void theMappingIsDocumented() throws IOException {
        String page = Files.readString(Path.of("../docs/reference/ocsf.md"));
        assertThat(page).contains(Ocsf.VERSION);
        EventCatalogue.types().forEach(type -> {
            OcsfClass mapped = OcsfClass.of(RecordFixture.record(type.getName(), "{}"));
            String row = "| `%s` | %s (%d) | %s (%d) |"
                    .formatted(
                            type.getSimpleName(),
                            mapped.className(),
                            mapped.uid(),
                            mapped.activityName(),
                            mapped.activity());
            boolean usual = mapped.uid() == OcsfClass.API_ACTIVITY && mapped.activity() == 99;
            assertThat(page.contains(row)).as(row).isNotEqualTo(usual);
            assertThat(page.contains("| `%s` |".formatted(type.getSimpleName())))
                    .isNotEqualTo(usual);
        });
    }

    private static List<Error> faults(ExportedRecord record) {
        String schema = switch (OcsfClass.of(record).uid()) {
            case OcsfClass.DETECTION_FINDING -> "detection_finding";
            case OcsfClass.ENTITY_MANAGEMENT -> "entity_management";
            default -> "api_activity";
        };
        return faults(schema, Ocsf.event(record).toString());
    }

    private static List<Error> faults(String name, String event) {
        return SCHEMAS.computeIfAbsent(name, OcsfTest::schema).validate(event, InputFormat.JSON);
    }

    private static Schema schema(String name) {
        try {
            ObjectNode schema = (ObjectNode) read(name + ".schema.json");
            schema.set("$defs", read("shared.json").get("$defs"));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema.toString(), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String file) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("src/test/resources/ocsf", file).toFile());
    }
}
