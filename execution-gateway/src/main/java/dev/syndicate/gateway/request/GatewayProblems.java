package dev.syndicate.gateway.request;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The problems of this service. A refused execution is a final answer to its request, not a failure to answer: sending
 * the same request again never helps, so none of them is a server error. docs/reference/errors.md lists them.
 */
public final class GatewayProblems {

    public static final ProblemType PERMIT_INVALID =
            new ProblemType("permit-invalid", "The permit is not one of this installation", 403);
    public static final ProblemType NOT_AUTHORISED =
            new ProblemType("action-not-authorised", "The action has no authority that stands", 409);
    public static final ProblemType TOO_LATE_TO_WITHDRAW =
            new ProblemType("too-late-to-withdraw", "The action can no longer be withdrawn", 409);
    public static final ProblemType NOT_GRANTED =
            new ProblemType("execution-not-granted", "The execution was never granted", 409);
    public static final ProblemType OUTCOME_CONTRADICTS =
            new ProblemType("outcome-contradicts", "Another outcome is on record", 409);
    public static final ProblemType AMENDMENT_IMPOSSIBLE =
            new ProblemType("amendment-impossible", "The action cannot be amended", 409);
    public static final ProblemType AMENDMENT_CHANGES_NOTHING =
            new ProblemType("amendment-changes-nothing", "The amendment changes nothing", 422);

    public static final ProblemType PRE_IMAGE_MISMATCH =
            new ProblemType("pre-image-mismatch", "A pre-image is not the file that the action names", 422);

    private GatewayProblems() {}

    /** The type of a refusal: its slug is the reason's wire name. */
    public static ProblemType typeOf(RefusalReason reason) {
        return switch (reason) {
            case SESSION_MISMATCH, PRINCIPAL_MISMATCH, PERMIT_REVOKED -> refusal(reason, 403);
            default -> refusal(reason, 409);
        };
    }

    /** All types of this service, for the reference. */
    public static List<ProblemType> all() {
        return Stream.concat(
                        Stream.of(
                                PERMIT_INVALID,
                                NOT_AUTHORISED,
                                TOO_LATE_TO_WITHDRAW,
                                NOT_GRANTED,
                                OUTCOME_CONTRADICTS,
                                AMENDMENT_IMPOSSIBLE,
                                AMENDMENT_CHANGES_NOTHING,
                                PRE_IMAGE_MISMATCH),
                        Arrays.stream(RefusalReason.values()).map(GatewayProblems::typeOf))
                .toList();
    }

    /** A recorded refusal, with both digests. */
    public static ProblemException refused(
            RefusalReason reason, String detail, @Nullable IntentDigest approved, @Nullable IntentDigest presented) {
        Map<String, Object> extras = new LinkedHashMap<>();
        extras.put("reason", reason.wireName());
        if (approved != null) {
            extras.put("approvedIntent", approved.toString());
        }
        if (presented != null) {
            extras.put("presentedIntent", presented.toString());
        }
        return new ProblemException(typeOf(reason), detail, extras);
    }

    private static ProblemType refusal(RefusalReason reason, int status) {
        return new ProblemType(reason.wireName(), "Execution is refused: " + reason.wireName(), status);
    }
}
