package dev.syndicate.audit.evidence;

import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.audit.story.ActionStory;
import dev.syndicate.audit.story.Stories;
import dev.syndicate.contracts.digest.Digest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes the page that a person reads: one file, no script, nothing loaded from anywhere. */
@Component
class Pages {

    private static final int CHUNK = 20;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Stories stories;
    private final Contents contents;
    private final LogKeys keys;
    private final String style;

    Pages(Stories stories, Contents contents, LogKeys keys) throws IOException {
        this.stories = stories;
        this.contents = contents;
        this.keys = keys;
        try (InputStream css = Pages.class.getResourceAsStream("/evidence/style.css")) {
            if (css == null) {
                throw new IOException("The style of the evidence page is missing in this build");
            }
            this.style = new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    void write(Evidence.Request request, Holding holding, Mentions mentions, OutputStream out) throws IOException {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        try {
            page(request, holding, mentions, new Html(writer));
        } catch (UncheckedIOException e) {
            throw new IOException("The page could not be written", e);
        }
        writer.flush();
    }

    static String time(Instant time) {
        return TIME.format(time) + " UTC";
    }

    static String timeMarkup(Instant time) {
        return "<time>" + time(time) + "</time>";
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private void page(Evidence.Request request, Holding holding, Mentions mentions, Html html) {
        html.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .raw("<meta name=\"color-scheme\" content=\"light dark\"><title>Evidence: ")
                .text(request.subject().sentence())
                .raw("</title><style>\n")
                .raw(style)
                .raw("</style></head><body>\n");
        header(request, holding, html);
        html.raw("<main>\n");
        summary(holding, mentions, html);
        actions(holding, mentions, request.withContent(), html);
        verification(request, holding, html);
        html.raw(
                        "</main>\n<footer>Syndicate · <code>syndicate/evidence/v1</code> · this page is a reading aid; what proves")
                .raw(" is <code>bundle.jsonl</code> under the log’s key</footer>\n</body></html>\n");
    }

    private static void header(Evidence.Request request, Holding holding, Html html) {
        html.raw("<header><p class=\"kicker\">Evidence</p><h1>")
                .raw(title(request.subject()))
                .raw("</h1><p class=\"lead\">");
        Holding.Population population = holding.population();
        if (population == null) {
            long leanedOn = holding.manifest().count() - holding.ofSubject();
            html.raw(number(holding.ofSubject()))
                    .raw(" records")
                    .raw(leanedOn == 0 ? "" : ", and " + number(leanedOn) + " that they lean on")
                    .raw(", each with a proof that it is in the log.");
        } else if (population.closed()) {
            html.raw("<strong>")
                    .raw(number(population.count()))
                    .raw(
                            " records, and no others:</strong> the records before and after are included and close the period.");
        } else {
            html.raw("<strong>")
                    .raw(number(population.count()))
                    .raw(
                            " records. This period is open:</strong> no later record closes it, so more may have followed.");
        }
        html.raw("</p><p class=\"meta\">Made ")
                .raw(time(request.at()))
                .raw(" for ")
                .text(request.by().name())
                .raw(" (")
                .text(request.by().subject())
                .raw(", ")
                .text(request.by().issuer())
                .raw("); the request is itself on record.</p></header>\n");
    }

    private static String title(Subject subject) {
        return switch (subject) {
            case Subject.OfAction action -> "Action <code>" + Html.escaped(action.id(), false) + "</code>";
            case Subject.OfSession session -> "Session <code>" + Html.escaped(session.id(), false) + "</code>";
            case Subject.OfPeriod period ->
                "<span class=\"from\">" + time(period.from()) + "</span> to <span class=\"to\">" + time(period.to())
                        + "</span>";
        };
    }

    private static void summary(Holding holding, Mentions mentions, Html html) {
        html.raw("<section aria-labelledby=\"summary\"><h2 id=\"summary\">Summary</h2><dl class=\"figures\">");
        figure(html, "Records", number(holding.ofSubject()), "");
        figure(html, "Actions asked for", number(mentions.proposed()), "");
        mentions.outcomes().forEach((outcome, count) -> {
            if (!outcome.equals("approved")) {
                figure(html, Words.outcome(outcome), number(count), Words.tone(outcome));
            }
        });
        html.raw("</dl>");
        approvers(mentions.approvers(), html);
        html.raw("</section>\n");
    }

    private static void figure(Html html, String name, String value, String tone) {
        html.raw("<div class=\"figure " + tone + "\"><dt>")
                .text(name)
                .raw("</dt><dd>")
                .raw(value)
                .raw("</dd></div>");
    }

    private static void approvers(Map<String, Long> approvers, Html html) {
        if (approvers.isEmpty()) {
            return;
        }
        html.raw("<p class=\"people\"><span>Approved by</span> ");
        approvers.forEach((name, votes) -> html.raw("<span class=\"person\">")
                .text(name)
                .raw(" <b>")
                .raw(number(votes))
                .raw("</b></span> "));
        html.raw("</p>");
    }

    private void actions(Holding holding, Mentions mentions, boolean withContent, Html html) {
        html.raw("<section aria-labelledby=\"actions\"><h2 id=\"actions\">Actions</h2>\n");
        if (mentions.proposed() > mentions.shown().size()) {
            html.raw("<p class=\"notice\">The first ")
                    .raw(number(mentions.shown().size()))
                    .raw(" actions are shown here. All of them are in <code>bundle.jsonl</code>.</p>\n");
        }
        if (mentions.shown().isEmpty()) {
            html.raw("<p>No action is among these records.</p>\n");
        }
        List<String> shown = new ArrayList<>(mentions.shown());
        for (int from = 0; from < shown.size(); from += CHUNK) {
            List<String> chunk = shown.subList(from, Math.min(from + CHUNK, shown.size()));
            for (ActionStory story : stories.told(chunk, holding.contains())) {
                new ActionArticle(story, withContent, contents, html).write();
            }
        }
        html.raw("</section>\n");
    }

    private void verification(Evidence.Request request, Holding holding, Html html) {
        String key = keys.checkpoints().verificationKey().toString();
        String file = "syndicate-evidence-" + request.subject().fileName() + ".zip";
        html.raw("<section aria-labelledby=\"verify\" class=\"verify\"><h2 id=\"verify\">Verify it yourself</h2><ol>")
                .raw(
                        "<li><p>Get the log’s public key from whoever runs the log, by another way than this file, and compare")
                .raw(" its fingerprint. Never take the key from here.</p><dl class=\"facts\"><dt>Key</dt><dd>")
                .code(keys.checkpoints().verificationKey().name() + "+"
                        + keys.checkpoints().verificationKey().id())
                .raw("</dd><dt>SHA-256 of the key file’s line</dt><dd>")
                .code(Digest.of(key.getBytes(StandardCharsets.UTF_8)).toString())
                .raw("</dd></dl></li><li><p>Verify, without network, database or this service:</p><pre>")
                .text("syndicate audit verify --bundle " + file + " --key audit-log.vkey")
                .raw(
                        "</pre><p>A second verifier in plain Python, written from the specification alone, must agree.</p></li>")
                .raw("<li><p>Compare the head with a checkpoint of the same log that you keep from earlier, or that")
                .raw(
                        " somebody else keeps: the log must be an extension of it.</p><dl class=\"facts\"><dt>Log</dt><dd>")
                .code(keys.log().toString())
                .raw("</dd><dt>Size</dt><dd>")
                .raw(number(holding.head().size()))
                .raw(" records</dd><dt>Root</dt><dd>")
                .code(holding.head().root().toString())
                .raw("</dd></dl></li></ol></section>\n");
    }
}
