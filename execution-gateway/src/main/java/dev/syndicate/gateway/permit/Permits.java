package dev.syndicate.gateway.permit;

import dev.syndicate.contracts.crypto.CompactJws;
import dev.syndicate.contracts.crypto.InvalidJwsException;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.crypto.TrustedKeys;
import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.action.GatewayProblems;
import dev.syndicate.gateway.action.PermitTerms;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Signs permits and believes those that were signed here. A signature says that a permit is ours; whether it still grants
 * anything is for the action's own events to say.
 */
@Component
public class Permits {

    private static final String TYPE = "syndicate-permit+jwt";
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

    /** A permit that was presented and is ours. */
    public record PresentedPermit(ActionId action, PermitId permit) {}

    /** What the next permit will be issued with. */
    public PermitTerms terms() {
        return new PermitTerms(
                new PermitId(identifiers.next()),
                key.id().value(),
                clock.instant().plus(settings.lifetime()));
    }

    /** The permit as it is presented; empty when it was issued under a key that this gateway no longer signs with. */
    public Optional<String> sign(PermitIssued permit, Principal principal) {
        return permit.keyId().equals(key.id().value())
                ? Optional.of(CompactJws.sign(key, TYPE, CanonicalJson.bytes(claims(permit, principal))))
                : Optional.empty();
    }

    private static JsonObject claims(PermitIssued permit, Principal principal) {
        return JsonObject.builder()
                .put("iss", "execution-gateway")
                .put("jti", permit.permit().toString())
                .put("iat", permit.occurredAt().getEpochSecond())
                .put("exp", permit.expiresAt().getEpochSecond())
                .put("action", permit.action().toString())
                .put("session", permit.session().toString())
                .put(
                        "principal",
                        JsonObject.builder().put("issuer", principal.issuer()).put("subject", principal.subject()))
                .put("intentDigest", permit.intentDigest().toString())
                .put("policyVersion", permit.policyVersion().toString())
                .putStringIfPresent(
                        "approval", Optional.ofNullable(permit.approval()).map(Object::toString))
                .build();
    }

    /** Reads a permit of ours. Ends the request with {@code permit-invalid} for anything else. */
    public PresentedPermit verify(String text) {
        try {
            JsonObject claims =
                    Json.parseObject(CompactJws.verify(text, TYPE, trusted).payload());
            return new PresentedPermit(ActionId.parse(claims.string("action")), PermitId.parse(claims.string("jti")));
        } catch (InvalidJwsException refused) {
            throw invalid(refused.reason().name());
        } catch (InadmissibleJsonException | IllegalArgumentException refused) {
            throw invalid("CLAIMS");
        }
    }

    private static ProblemException invalid(String reason) {
        return new ProblemException(
                GatewayProblems.PERMIT_INVALID,
                "It is not a permit that this installation signed: " + reason.toLowerCase(Locale.ROOT));
    }
}
