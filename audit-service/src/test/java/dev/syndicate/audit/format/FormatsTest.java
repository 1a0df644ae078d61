package dev.syndicate.audit.format;

import static dev.syndicate.audit.format.RecordFixture.HOSTILE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/exports");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<String> names() {
        return Formats.names();
    }

    /** Somebody's parser was written for these bytes. {@code -Dgolden.write=true} writes a file that is missing. */
    @ParameterizedTest
    @MethodSource("names")
    void formsNeverChange(String name) throws IOException {
        RecordFormat format = Formats.find(name).orElseThrow();
        byte[] bytes = Bytes.join(
                format.start(), format.framed(RecordFixture.refused()), format.framed(RecordFixture.hostile()));
        Path file = GOLDEN.resolve("records." + format.fileType());
        if (Boolean.getBoolean("golden.write") && Files.notExists(file)) {
            Files.createDirectories(GOLDEN);
            Files.write(file, bytes);
        }
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));
    }

    @Test
    void aBodyIsInItsLineByteForByte() {
        ExportedRecord record = RecordFixture.hostile();
        assertThat(text("jsonl", record)).doesNotContain("\n").endsWith(",\"body\":" + record.bodyText() + "}");
    }

    @Test
    void csvIsReadBackAsItWas() {
        List<String> cells = cells(text("csv", RecordFixture.hostile()));
        assertThat(cells).hasSameSizeAs(Csv.names());
        assertThat(cells.get(Csv.names().indexOf("session"))).isEqualTo("'" + HOSTILE);
        assertThat(cells.get(Csv.names().indexOf("raw_tool"))).isEqualTo("42");
        assertThat(cells.get(Csv.names().indexOf("targets"))).isEmpty();
    }

    @Test
    void noCellIsAFormula() {
        for (String start : List.of("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")) {
            assertThat(cells(Csv.cell(start + "1+1")).getFirst()).startsWith("'");
        }
        assertThat(Csv.cell("a=1")).isEqualTo("a=1");
        assertThat(Csv.cell("")).isEmpty();
    }

    @Test
    void everyColumnIsDocumented() throws IOException {
        String page = Files.readString(Path.of("../docs/operations/exports.md"));
        assertThat(Csv.names()).allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    }

    @Test
    void cloudEventsAreReadByTheOfficialReader() throws IOException {
        for (ExportedRecord record : List.of(RecordFixture.refused(), RecordFixture.hostile())) {
            CloudEvent event = new JsonFormat()
                    .deserialize(Formats.find("cloudevents").orElseThrow().single(record));
            assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
            assertThat(event.getId()).isEqualTo(record.header().eventId().toString());
            assertThat(event.getType()).isEqualTo(record.body().eventType());
            assertThat(event.getTime()).isNotNull();
            assertThat(event.getExtension("sequence")).isEqualTo("0000000000000000007");
            assertThat(event.getExtensionNames())
                    .allMatch(name -> name.matches("[a-z0-9]{1,20}"))
                    .contains("recordedtime", "partitionkey", "leaf", "epoch");
            assertThat(JSON.readTree(event.getData().toBytes()))
                    .isEqualTo(JSON.readTree(record.record().body()));
        }
    }

    @Test
    void syslogFramesHaveTheLengthThatTheyState() {
        byte[] framed = Formats.find("syslog").orElseThrow().framed(RecordFixture.hostile());
        String text = new String(framed, StandardCharsets.UTF_8);
        int blank = text.indexOf(' ');
        assertThat(framed.length - blank - 1).isEqualTo(Integer.parseInt(text.substring(0, blank)));
    }

    @Test
    void syslogMessagesFollowTheGrammar() {
        Pattern rfc5424 =
                Pattern.compile("<(\\d{1,3})>1 (\\S+) (\\S{1,255}) (\\S{1,48}) - (\\S{1,32}) - (\uFEFF?)(CEF:0\\|.*)");
        Matcher plain = rfc5424.matcher(text("syslog", RecordFixture.refused()));
        assertThat(plain.matches()).isTrue();
        assertThat(plain.group(1)).isEqualTo("108");
        assertThat(plain.group(2)).isEqualTo("2026-01-31T10:00:00.000001Z");
        assertThat(plain.group(5)).isEqualTo("ExecutionRefused");
        assertThat(plain.group(6)).isEmpty();
        Matcher hostile = rfc5424.matcher(text("syslog", RecordFixture.hostile()));
        assertThat(hostile.matches()).isTrue();
        assertThat(hostile.group(6)).isEqualTo("\uFEFF");
        assertThat(hostile.group(7)).matches("[^\\p{Cntrl}\u2028]*");
    }

    @Test
    void cefIsReadBackAsItWas() {
        String cef = Cef.of(RecordFixture.hostile());
        Matcher header =
                Pattern.compile("CEF:0((?:\\|(?:[^|\\\\]|\\\\.)*){6})\\|(.*)").matcher(cef);
        assertThat(header.matches()).isTrue();
        Matcher session =
                Pattern.compile("cs1=((?:[^=\\\\]|\\\\.)*) cs1Label=session").matcher(header.group(2));
        assertThat(session.find()).isTrue();
        assertThat(unescaped(session.group(1))).isEqualTo(HOSTILE);
    }

    @Test
    void aViolationIsCritical() throws IOException {
        ExportedRecord violated = RecordFixture.record(
                "dev.syndicate.contracts.audit.IntegrityViolationFound",
                "{\"integrity\":{\"finding\":\"sha256:77\",\"code\":\"body-hash\",\"sequence\":5}}");
        assertThat(text("syslog", violated))
                .startsWith("<106>")
                .contains("|IntegrityViolationFound|Integrity violation found|10|");
        JsonNode event = JSON.readTree(text("ocsf", violated));
        assertThat(event.get("class_uid").asInt()).isEqualTo(2004);
        assertThat(event.get("severity_id").asInt()).isEqualTo(5);
        assertThat(event.at("/finding_info/uid").asText()).isEqualTo("sha256:77");
    }

    private static String text(String format, ExportedRecord record) {
        return new String(Formats.find(format).orElseThrow().single(record), StandardCharsets.UTF_8);
    }

    /** Reads an extension's value as docs/operations/exports.md says. */
    private static String unescaped(String value) {
        Matcher escape = Pattern.compile("\\\\\\\\u([0-9a-f]{4})|\\\\(.)").matcher(value);
        return escape.replaceAll(found -> Matcher.quoteReplacement(
                found.group(1) != null
                        ? Character.toString(Integer.parseInt(found.group(1), 16))
                        : switch (found.group(2)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            default -> found.group(2);
                        }));
    }

    /** One record of RFC 4180, read by its grammar. */
    private static List<String> cells(String record) {
        List<String> cells = new ArrayList<>();
        Matcher cell = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^\",\\r\\n]*))(,|$)")
                .matcher(record);
        while (cell.find()) {
            cells.add(cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""));
            if (cell.group(3).isEmpty()) {
                break;
            }
        }
        return cells;
    }
}
