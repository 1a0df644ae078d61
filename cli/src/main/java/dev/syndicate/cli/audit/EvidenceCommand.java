package dev.syndicate.cli.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes evidence along. */
@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the evidence of an action, a session or a time: records, proofs, the approved bytes, policy, and a page",
            "to read (index.html). A time proves how many records it has. Verify it: audit verify --bundle FILE --key FILE"
        })
final class EvidenceCommand implements Runnable {

    @Mixin
    private AuditAccess access = new AuditAccess();

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE",
            description = "the ZIP archive; replaced whole")
    private Path out = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    /** What it is about. */
    static final class Subject {

        @Option(names = "--action", paramLabel = "ID", description = "of this action")
        private @Nullable String action;

        @Option(names = "--session", paramLabel = "ID", description = "of this session")
        private @Nullable String session;

        @ArgGroup(exclusive = false)
        private @Nullable Period period;

        String path() {
            Period asked = period;
            if (asked != null) {
                return asked.path();
            }
            return action != null ? "/v1/actions/" + action + "/evidence" : "/v1/sessions/" + session + "/evidence";
        }
    }

    /** Everything that was recorded in a time. */
    static final class Period {

        @Option(
                names = "--from",
                required = true,
                paramLabel = "TIME",
                description = "everything that was recorded from this time on (ISO 8601, UTC)")
        private String from = "";

        @Option(names = "--to", paramLabel = "TIME", description = "and before this time; now if it is not given")
        private @Nullable String to;

        @Option(names = "--without-content", description = "leaves the approved bytes out")
        private boolean withoutContent;

        String path() {
            return "/v1/evidence?from=" + encoded(from) + (to == null ? "" : "&to=" + encoded(to))
                    + (withoutContent ? "&content=left-out" : "");
        }

        private static String encoded(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void run() {
        Path part = out.resolveSibling(out.getFileName() + ".part");
        access.audit().download(subject.path(), part).orRefused();
        try {
            Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
            PrintWriter terminal = terminal();
            terminal.printf("%s: %,d bytes; index.html in it is the page to read%n", out, Files.size(out));
            terminal.flush();
        } catch (IOException failure) {
            throw new UnreadableException("Cannot write " + out + ": " + failure.getMessage(), failure);
        }
    }

    private PrintWriter terminal() {
        CommandSpec known = spec;
        return known == null
                ? new PrintWriter(System.out, true)
                : known.commandLine().getOut();
    }
}
