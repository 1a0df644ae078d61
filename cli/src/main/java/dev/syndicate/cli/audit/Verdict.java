package dev.syndicate.cli.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.chain.BundleReport;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.controls.ControlReport;
import dev.syndicate.contracts.evidence.EvidenceReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found, for a person and as JSON.
 *
 * @param intact whether every byte is as it was signed
 * @param first the first record that was read
 * @param last the last one
 * @param checkpoint size and root of the signed head that they lead to; absent where a service verified its database
 * @param code the typed code of what is wrong
 * @param brokenSequence the first record that is not proved to be as it was
 * @param detail one sentence
 * @param checked what was verified, of an intact bundle
 * @param controls what the controls found, if they were asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
        boolean intact,
        @Nullable Long first,
        @Nullable Long last,
        @Nullable String checkpoint,
        @Nullable String code,
        @Nullable Long brokenSequence,
        @Nullable String detail,
        @Nullable Checked checked,
        @Nullable Controls controls) {

    static Verdict of(BundleReport report, List<NoteVerificationKey> keys, @Nullable ControlReport controls) {
        Verdict verdict = of(report.verdict());
        return verdict.intact() ? verdict.with(Checked.of(report, keys), controls) : verdict;
    }

    static Verdict of(EvidenceReport report, List<NoteVerificationKey> keys, @Nullable ControlReport controls) {
        Verdict verdict = of(report.verdict());
        BundleReport bundle = report.bundle();
        return verdict.intact() && bundle != null
                ? verdict.with(Checked.of(bundle, keys).in(report), controls)
                : verdict;
    }

    private Verdict with(Checked found, @Nullable ControlReport report) {
        Controls asked = report == null ? null : Controls.of(report);
        return new Verdict(intact, first, last, checkpoint, code, brokenSequence, detail, found, asked);
    }

    static Verdict of(ChainVerdict verdict) {
        return switch (verdict) {
            case ChainVerdict.Intact intact ->
                new Verdict(
                        true,
                        intact.first(),
                        intact.last(),
                        intact.checkpoint().size() + " " + intact.checkpoint().root(),
                        null,
                        null,
                        null,
                        null,
                        null);
            case ChainVerdict.Broken broken ->
                new Verdict(
                        false,
                        null,
                        null,
                        null,
                        broken.fault().wireName(),
                        broken.sequence(),
                        broken.detail(),
                        null,
                        null);
        };
    }

    /** Of a completed verification as audit-service answers it. Whatever does not say that it is intact is not. */
    static Verdict of(JsonNode verification) {
        return new Verdict(
                verification.path("intact").asBoolean(false),
                number(verification, "firstSequence"),
                number(verification, "lastSequence"),
                null,
                text(verification, "code"),
                number(verification, "brokenSequence"),
                text(verification, "detail"),
                null,
                null);
    }

    /** The records that were read and are intact; null where they are not. */
    @Nullable
    RecordRange records() {
        return !intact || first == null || last == null ? null : new RecordRange(first, last);
    }

    /** The same, of no more than these of its records, ascending. */
    Verdict over(List<RecordRange> read) {
        Long begins = read.isEmpty() ? null : read.getFirst().first();
        Long ends = read.isEmpty() ? null : read.getLast().last();
        return new Verdict(intact, begins, ends, checkpoint, code, brokenSequence, detail, checked, controls);
    }

    /** What to tell a person: one sentence, and a line each for what was checked and for the controls. */
    public String sentence() {
        return sentence(first + " to " + last);
    }

    /** The same, of these records. */
    String sentence(String records) {
        if (!intact) {
            String where = brokenSequence == null ? "" : " at record " + brokenSequence;
            return "BROKEN%s (%s): %s".formatted(where, code, detail);
        }
        String head = checkpoint == null ? "" : ", and lead to the signed checkpoint " + checkpoint;
        String intactness = "Intact: records %s are as they were written%s.".formatted(records, head);
        String what = checked == null ? "" : "%n".formatted() + checked.sentence();
        return intactness + what + (controls == null ? "" : "%n".formatted() + controls.sentences());
    }

    /** Whether everything is in order: the bytes, and the controls where they were asked. */
    public boolean inOrder() {
        return intact && (controls == null || controls.exceptions() == 0);
    }

    private static @Nullable Long number(JsonNode node, String field) {
        return node.path(field).isIntegralNumber()
                ? Long.valueOf(node.path(field).asLong())
                : null;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).asText() : null;
    }
}
