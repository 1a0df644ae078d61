package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Note;
import dev.syndicate.platform.problem.ProblemException;
import java.util.List;

/** What came of signing. */
final class ReleaseNotes {

    private ReleaseNotes() {}

    static Note of(Facts answer) {
        return answer.isTrue("released")
                ? Note.recorded(
                        "Released.",
                        "Both signatures are on record. The finding stays there, and verification goes on to name it.")
                : Note.recorded(
                        "Your signature counts as the first.",
                        "Nothing is released before another operator has signed too.");
    }

    static Note incomplete(List<String> faults) {
        return Note.warning("Nothing was signed.", String.join(" ", faults));
    }

    /** A "no" is audit-service's; without an answer only the record says whether the signature arrived. */
    static Note refused(ProblemException problem) {
        return problem.type().status() < 500
                ? Note.warning("Your signature was not taken.", problem.type().title() + ". " + problem.detail())
                : Note.warning(
                        "We do not know whether your signature arrived.",
                        problem.detail() + " This page shows what is on record; signing twice is refused.");
    }
}
