package dev.syndicate.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.Temporary;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.demo.UserCommand.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an auditor does with the record: read it, verify it, take it along, and notice that somebody changed it. */
final class Evidence {

    private final Cast cast;
    private final UserCommand user;
    private final Path bundle;
    private final Path key;

    Evidence(Cast cast, Temporary running) {
        this.cast = cast;
        this.user = new UserCommand(running.installation(), running.ports());
        this.bundle = running.home().directory().resolve("bundle.jsonl");
        this.key = running.home().trust().resolve("audit-log.vkey");
    }

    /** The refusal of a changed action names what was approved and what was presented. */
    void expectBothDigests(String session, String approved, Report report) {
        JsonNode record = Waiting.found("the refusal is on record", () -> refusal(session, approved));
        String presented = digests(record).path("intentAtExecution").asText();
        report.add(
                "the record shows both digests",
                "two that differ",
                "record %s: approved %s… presented %s…"
                        .formatted(record.path("sequence"), shortened(approved), shortened(presented)),
                !presented.isEmpty() && !presented.equals(approved));
    }

    /** It is answered when it is committed, which is a moment before it is in the chain. */
    private Optional<JsonNode> refusal(String session, String approved) {
        return cast.atAudit("ada")
                .get("/v1/records?type=ExecutionRefused&session=" + session)
                .orRefused()
                .json()
                .path("records")
                .valueStream()
                .filter(record ->
                        digests(record).path("intentAtApproval").asText().equals(approved))
                .findFirst();
    }

    private static JsonNode digests(JsonNode record) {
        return record.path("body").path("digests");
    }

    void check(String session, Report report) {
        expect(report, "the chain is verified online", 0, "Intact", user.run("audit", "verify"));
        expect(
                report,
                "the session's log is read",
                0,
                "ExecutionGranted",
                user.run("audit", "log", "--session", session));
        expect(report, "a bundle is exported", 0, "bytes", user.run("audit", "export", "-o", bundle.toString()));
        expect(report, "the bundle is verified offline", 0, "Intact", offline(bundle));
        Changed changed = withOneByteChanged();
        expect(
                report,
                "one byte of a copy is changed",
                1,
                "BROKEN at record " + changed.sequence(),
                offline(changed.file()));
    }

    /** What policy denies to a coding tool it denies to whoever runs it by hand. */
    void expectRunnerDenied(String script, Report report) {
        Ended ended = user.run("run", "--as", "dana", "--", "sh", "-c", script);
        expect(report, "dana runs the same by ./syndicate run", 231, "Nothing ran.", ended);
    }

    private Ended offline(Path file) {
        return user.run("audit", "verify", "--bundle", file.toString(), "--key", key.toString());
    }

    private static void expect(Report report, String step, int status, String words, Ended ended) {
        boolean ok = ended.status() == status && ended.said().contains(words);
        String said =
                ok && ended.said().lines().count() > 1 ? ended.said().lines().count() + " lines" : ended.said();
        report.add(step, "exit %d, %s".formatted(status, words), "exit %d: %s".formatted(ended.status(), said), ok);
    }

    /**
     * A copy of the bundle.
     *
     * @param sequence the record that was changed
     */
    private record Changed(Path file, long sequence) {}

    /** Changes one character of the body of the record in the middle; the first line is the manifest. */
    private Changed withOneByteChanged() {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(bundle, StandardCharsets.UTF_8));
            int victim = 1 + (lines.size() - 1) / 2;
            lines.set(victim, changed(lines.get(victim)));
            Path copy = bundle.resolveSibling("changed.jsonl");
            Files.writeString(copy, String.join("\n", lines) + "\n");
            return new Changed(copy, victim - 1L);
        } catch (IOException failure) {
            throw new LocalFailureException("cannot copy " + bundle, failure);
        }
    }

    private static String changed(String line) {
        int start = line.indexOf("\"body\":\"") + "\"body\":\"".length();
        int middle = start + (line.indexOf('"', start) - start) / 2;
        char other = line.charAt(middle) == 'A' ? 'B' : 'A';
        return line.substring(0, middle) + other + line.substring(middle + 1);
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(15, digest.length()));
    }
}
