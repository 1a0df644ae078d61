package dev.syndicate.gateway.permit;

import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.crypto.TrustedKeys;
import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.permit.InvalidPermitException;
import dev.syndicate.contracts.permit.Permit;
import dev.syndicate.gateway.request.GatewayProblems;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Signs permits and believes those that were signed here. A signature says that a permit is ours; whether it still grants
 * anything is for the action's own events to say.
 */
@Component
public class Permits {

    private static final String KEY = "permit-signing";

    private final SigningKey key;
    private final TrustedKeys trusted;
    private final PermitSettings settings;
    private final Identifiers identifiers;
    private final Clock clock;

    Permits(PermitSettings settings, Identifiers identifiers, Clock clock) {
        this.key = signingKey(settings);
        this.trusted = TrustDirectory.trusted(settings.trust(), KEY);
        this.settings = settings;
        this.identifiers = identifiers;
        this.clock = clock;
        if (trusted.find(key.id()).isEmpty()) {
            throw new IllegalStateException(
                    "SYNDICATE_TRUST does not believe this gateway's own %s key".formatted(KEY));
        }
    }

    private static SigningKey signingKey(PermitSettings settings) {
        try {
            return SigningKey.read(settings.keys().resolve(KEY + ".key.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "execution-gateway signs with %s.key.pem in SYNDICATE_KEYS".formatted(KEY), e);
        }
    }

    /** What the next permit will be issued with; a permit counts whole seconds. */
    public PermitTerms terms() {
        return new PermitTerms(
                new PermitId(identifiers.next()),
                key.id().value(),
                clock.instant().plus(settings.lifetime()).truncatedTo(ChronoUnit.SECONDS));
    }

    /** The permit as it is presented; empty when it was issued under a key that this gateway no longer signs with. */
    public Optional<String> sign(PermitIssued issued, Principal principal) {
        return issued.keyId().equals(key.id().value())
                ? Optional.of(permit(issued, principal).encode(key))
                : Optional.empty();
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
            return Permit.decode(text, trusted);
        } catch (InvalidPermitException refused) {
            throw new ProblemException(
                    GatewayProblems.PERMIT_INVALID,
                    refused.reason() == InvalidPermitException.Reason.NOT_SIGNED
                            ? "No key of this installation signed it"
                            : "Its claims are not those of a permit");
        }
    }
}
