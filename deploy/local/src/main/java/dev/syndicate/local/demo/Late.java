package dev.syndicate.local.demo;

import dev.syndicate.cli.http.Answer;
import java.util.regex.Pattern;

/** Answers that are a no only because a part of ours took too long; whoever asks again is judged. */
public final class Late {

    private static final Pattern POLICY = Pattern.compile("policy-unavailable: |The evaluation took longer than ");

    private static final String DENIED = "Syndicate: Denied by policy: ";

    private Late() {}

    /** A vote that was not taken. */
    static boolean isVote(Answer answer) {
        return answer.problem().equals("integrity-not-clear")
                && answer.text("detail").contains("audit-service did not say");
    }

    /** An execution without a receipt: its permit is spent, its authority is not. */
    public static boolean isSeal(Answer answer) {
        return answer.problem().equals("seal-unavailable");
    }

    /** An action that policy never saw, and that is denied for good. */
    public static boolean isProposal(Answer answer) {
        return answer.text("state").equals("denied") && isPolicy(answer.text("/denial/reason"));
    }

    /** What a hook said. */
    public static boolean isDeny(Answer answer) {
        return isDeniedForGood(answer) || refused(answer, "seal-unavailable") || refused(answer, "policy-unavailable");
    }

    /** The call of this answer never gets another one. */
    public static boolean isDeniedForGood(Answer answer) {
        String reason = ClaudeCode.reason(answer);
        return isDecision(answer, "deny") && reason.startsWith(DENIED) && isPolicy(reason.substring(DENIED.length()));
    }

    private static boolean refused(Answer answer, String reason) {
        return isDecision(answer, "deny") && ClaudeCode.reason(answer).startsWith("Syndicate: Refused, " + reason);
    }

    private static boolean isDecision(Answer answer, String decision) {
        return ClaudeCode.decision(answer).equals(decision);
    }

    private static boolean isPolicy(String reason) {
        return POLICY.matcher(reason).lookingAt();
    }
}
