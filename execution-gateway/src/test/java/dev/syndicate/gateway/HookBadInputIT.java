package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives where a tool is about to run, the answer is a deny in the host's own shape, and nothing is granted. */
class HookBadInputIT extends GatewayIT {

    private static final List<String> HOSTS = List.of("claude-code", "codex", "gemini", "copilot", "cursor");

    private String session;

    @BeforeEach
    void openASession() {
        session = session();
    }

    private static String path(String host, String step) {
        return host.equals("claude-code") ? "/v1/hooks/claude-code" : "/v1/hooks/" + host + "/" + step;
    }

    static Stream<Arguments> everythingBad() {
        return everythingBad(host -> HookEvents.command(host, "call-1", "ls"));
    }

    static Stream<Arguments> everythingBadAfterwards() {
        return everythingBad(host -> HookEvents.done(HookEvents.command(host, "call-1", "ls")));
    }

    private static Stream<Arguments> everythingBad(UnaryOperator<String> event) {
        return HOSTS.stream()
                .flatMap(host -> bad(event.apply(host)).entrySet().stream()
                        .map(bad -> Arguments.argumentSet(host + ": " + bad.getKey(), host, bad.getValue())));
    }

    private static Map<String, String> bad(String good) {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("empty", "");
        bad.put("no object", "[]");
        bad.put("null", "null");
        bad.put("no members", "{}");
        bad.put("two documents", good + good);
        bad.put("a comment", good + "// x");
        bad.put("a byte order mark", "\ufeff" + good);
        bad.put("a duplicate member", good.replaceFirst("\\{", "{\"tool_name\":\"Read\","));
        bad.put(
                "a name of another type",
                good.replaceFirst("\"hook_event_name\":\"[^\"]*\"", "\"hook_event_name\":[]"));
        bad.put("no tool", good.replaceFirst("\"tool_name\":\"[^\"]*\"", "\"tool_name\":\"\""));
        bad.put("a tool of another type", good.replaceFirst("\"tool_name\":\"[^\"]*\"", "\"tool_name\":{\"a\":1}"));
        bad.put("a tool without end", good.replaceFirst("\"tool_name\":\"", "\"tool_name\":\"" + "x".repeat(5000)));
        if (!good.equals(good.replace("call-1", ""))) {
            bad.put("a call without end", good.replace("call-1", "c".repeat(5000)));
        }
        bad.put("input of another type", input(good, "1"));
        bad.put("input that is no object in a string", input(good, "\"ls\""));
        bad.put("input that is an array", input(good, "[\"ls\"]"));
        bad.put("our own reserved name", input(good, "{\"$commitment\":{\"digest\":\"x\"}}"));
        bad.put("a number that is none", input(good, "{\"n\":1e999}"));
        bad.put("a number that does not survive", input(good, "{\"n\":9007199254740993}"));
        bad.put("a lone surrogate", input(good, "{\"s\":\"\\ud800\"}"));
        bad.put("a depth without end", input(good, "{\"a\":".repeat(5000) + "1" + "}".repeat(5000)));
        bad.put("three megabytes", input(good, "{\"command\":\"" + "x".repeat(3_000_000) + "\"}"));
        bad.put("an envelope without end", "syndicate-hook/1\nhost a");
        bad.put("an envelope with a bad digest", "syndicate-hook/1\noperand zz /x\n\n" + good);
        bad.put("an envelope that says things twice", "syndicate-hook/1\nhead a\nhead b\n\n" + good);
        bad.put("an envelope of another version", "syndicate-hook/9\nhead a\n\n" + good);
        bad.put("an envelope of nothing", "syndicate-hook/1\n\n");
        for (int cut : truncations(good)) {
            bad.put("truncated at " + cut, good.substring(0, cut));
        }
        return bad;
    }

    private static String input(String good, String input) {
        return good.replaceFirst(
                "\"tool_input\":\\{[^}]*}",
                "\"tool_input\":" + input.replace("\\", "\\\\").replace("$", "\\$"));
    }

    private static List<Integer> truncations(String good) {
        List<Integer> cuts = new ArrayList<>();
        for (int cut = 1; cut < good.length(); cut += 37) {
            cuts.add(cut);
        }
        return cuts;
    }

    @ParameterizedTest
    @MethodSource("everythingBad")
    void deniesInTheHostsShape(String host, String body) {
        Answer answer = post(path(host, "calls"), session, body, "Syndicate-Wait", "0");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(HookEvents.decision(host, answer))
                .as(answer.body().toString())
                .isEqualTo("deny");
        assertThat(answer.headers().firstValue("Syndicate-Verdict")).contains("deny");
        // Questions about files decide nothing: what is well-formed enough may be asked about.
        Answer questions = postForText(path(host, "operands"), session, body);
        assertThat(questions.status()).isEqualTo(200);
        assertThat(questions.headers().firstValue("Syndicate-Verdict").orElse(""))
                .isIn("deny", "operands");
        assertThat(count("SELECT count(*) FROM gateway.execution e WHERE e.session = '%s'"
                        .formatted(sessionId(session))))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("everythingBadAfterwards")
    void recordsNoOutcomeOfWhatIsNoEvent(String host, String body) {
        Answer answer = post(path(host, "calls"), session, body, "Syndicate-Wait", "0");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(HookEvents.decision(host, answer)).isNotEqualTo("allow");
        assertThat(answer.headers().firstValue("Syndicate-Verdict").orElse("")).isIn("deny", "alarm", "noted");
        assertThat(count("SELECT count(*) FROM gateway.action a WHERE a.session = '%s'".formatted(sessionId(session))))
                .as("nothing was proposed")
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.syndicate.gateway.HookEvents#commandHosts")
    void neverGrantsWhatAnotherHostSaid(String host) {
        for (String other : HOSTS) {
            String body = HookEvents.command(other, "call-2", "ls").replaceFirst("\"hook_event_name\":\"[^\"]*\",", "");
            Answer answer = post(path(host, "calls"), session, body, "Syndicate-Wait", "0");
            assertThat(HookEvents.decision(host, answer)).isEqualTo("deny");
        }
    }
}
