package dev.syndicate.contracts.action;

import dev.syndicate.contracts.action.InvalidActionException.Code;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.json.JsonObject;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf an action is proposed, by verified identity alone: display names change, so no digest covers them.
 *
 * @param accountable the human who answers for a workload; absent for a person, who answers for themselves
 */
public record ActionPrincipal(
        Principal.Kind kind,
        String issuer,
        String subject,
        @Nullable Identity accountable) {

    /** A verified identity: the issuer of a token and its subject. */
    public record Identity(String issuer, String subject) {}

    public ActionPrincipal {
        Objects.requireNonNull(kind, "kind");
        if ((kind == Principal.Kind.WORKLOAD) != (accountable != null)) {
            throw new IllegalArgumentException("A workload, and only a workload, has an accountable person beside it");
        }
    }

    /** What an action keeps of this principal. */
    public static ActionPrincipal of(Principal principal) {
        Identity accountable = principal.kind() == Principal.Kind.WORKLOAD
                ? new Identity(
                        principal.accountable().issuer(),
                        principal.accountable().subject())
                : null;
        return new ActionPrincipal(principal.kind(), principal.issuer(), principal.subject(), accountable);
    }

    /** Whether both name the same identity and accountable person. */
    public boolean isOf(Principal principal) {
        return equals(of(principal));
    }

    static ActionPrincipal read(Shape shape) {
        Principal.Kind kind = shape.text("kind", ActionPrincipal::kindOf);
        Shape accountable = shape.optionalObject("accountable", "issuer", "subject");
        if ((kind == Principal.Kind.WORKLOAD) != (accountable != null)) {
            throw shape.refused(
                    accountable == null ? Code.MISSING_MEMBER : Code.UNKNOWN_MEMBER,
                    "accountable",
                    "A workload, and only a workload, has an accountable person");
        }
        return new ActionPrincipal(
                kind,
                shape.text("issuer"),
                shape.text("subject"),
                accountable == null ? null : new Identity(accountable.text("issuer"), accountable.text("subject")));
    }

    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("kind", kind.name().toLowerCase(Locale.ROOT))
                .put("issuer", issuer)
                .put("subject", subject);
        Identity answering = accountable;
        if (answering != null) {
            json.put(
                    "accountable",
                    JsonObject.builder().put("issuer", answering.issuer()).put("subject", answering.subject()));
        }
        return json.build();
    }

    private static Principal.Kind kindOf(String wireName) {
        return switch (wireName) {
            case "person" -> Principal.Kind.PERSON;
            case "workload" -> Principal.Kind.WORKLOAD;
            default -> throw new IllegalArgumentException("Neither person nor workload");
        };
    }
}
