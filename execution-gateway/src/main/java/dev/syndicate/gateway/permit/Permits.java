package dev.syndicate.gateway.permit;

import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.permit.InvalidPermitException;
import dev.syndicate.contracts.permit.Permit;
import dev.syndicate.gateway.request.GatewayProblems;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Signs permits and believes those that were signed here. A signature says that a permit is ours; whether it still grants
 * anything is for the action's own events to say.
 */
@Component
public class Permits {

    private final KeyRing keys;
    private final PermitSettings settings;
    private final Identifiers identifiers;
    private final Clock clock;

    Permits(PermitSettings settings, Identifiers identifiers, Clock clock) {
        this.keys = new KeyRing(settings.keys(), settings.trust(), clock);
        this.settings = settings;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** What the next permit will be issued with; a permit counts whole seconds, and none outlives its key. */
    public PermitTerms terms() {
        KeyRing.Signer signer = keys.signer()
                .orElseThrow(() -> new ProblemException(
                        PlatformProblems.UNAVAILABLE, "No key that permits are signed with is in force"));
        Instant longest = clock.instant().plus(settings.lifetime());
        Instant end = longest.isBefore(signer.published().until())
                ? longest
                : signer.published().until();
        return new PermitTerms(
                new PermitId(identifiers.next()), signer.key().id().value(), end.truncatedTo(ChronoUnit.SECONDS));
    }

    /** The permit as it is presented; empty when it was issued under a key that is retired or not held here. */
    public Optional<String> sign(PermitIssued issued, Principal principal) {
        return keys.signer(issued.keyId()).map(key -> permit(issued, principal).encode(key));
    }

    private static Permit permit(PermitIssued issued, Principal principal) {
        return new Permit(
                issued.permit(),
                issued.action(),
                issued.intentDigest(),
                issued.policyVersion(),
                issued.approval(),
                issued.session(),
                principal.issuer(),
                principal.subject(),
                issued.occurredAt(),
                issued.occurredAt(),
                issued.expiresAt());
    }

    /** Reads a permit of ours. Ends the request with {@code permit-invalid} for anything else. */
    public Permit verify(String text) {
        try {
            return Permit.decode(text, keys.trusted());
        } catch (InvalidPermitException refused) {
            throw new ProblemException(
                    GatewayProblems.PERMIT_INVALID,
                    refused.reason() == InvalidPermitException.Reason.NOT_SIGNED
                            ? "No key of this installation that is in force signed it"
                            : "Its claims are not those of a permit");
        }
    }
}
