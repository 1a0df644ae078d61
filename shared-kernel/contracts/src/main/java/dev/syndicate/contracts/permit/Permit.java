package dev.syndicate.contracts.permit;

import dev.syndicate.contracts.crypto.CompactJws;
import dev.syndicate.contracts.crypto.InvalidJwsException;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.crypto.TrustedKeys;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.permit.InvalidPermitException.Reason;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * May this intent be executed now, by this session, once? A permit is a JWT (RFC 7519) in an EdDSA JWS of type
 * {@value #TYPE}. It proves only that the gateway issued it: whether it is spent or revoked is on record at the gateway.
 *
 * @param action whose stream consumes the permit
 * @param approval present when people authorised the action
 * @param principalIssuer of the session's principal
 * @param principalSubject of the session's principal
 * @param issuedAt whole seconds, like the other times; fractions are cut off
 * @param notBefore valid from this second on
 * @param expiresAt valid before this second, never at it
 */
public record Permit(
        PermitId id,
        ActionId action,
        IntentDigest intentDigest,
        PolicyVersion policyVersion,
        @Nullable ApprovalId approval,
        SessionId session,
        String principalIssuer,
        String principalSubject,
        Instant issuedAt,
        Instant notBefore,
        Instant expiresAt) {

    /** The {@code typ} of the JWS. */
    public static final String TYPE = "syndicate-permit+jwt";

    /** The {@code iss} and {@code aud}: the gateway issues permits to itself. */
    public static final String GATEWAY = "execution-gateway";

    /** Whether a permit is within its time. */
    public enum Timeliness {
        /** Not valid yet. */
        EARLY,
        /** Valid. */
        TIMELY,
        /** Not valid any more. */
        EXPIRED
    }

    public Permit {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(policyVersion, "policyVersion");
        Objects.requireNonNull(session, "session");
        issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        if (principalIssuer.isBlank() || principalSubject.isBlank()) {
            throw new IllegalArgumentException("A permit names its principal by issuer and subject");
        }
        if (!notBefore.isBefore(expiresAt)) {
            throw new IllegalArgumentException("A permit is valid for at least one second");
        }
    }

    /** Signs this permit. */
    public String encode(SigningKey key) {
        return CompactJws.sign(key, TYPE, CanonicalJson.bytes(claims()));
    }

    /** Reads a permit that a trusted key signed. Its time is for the caller to check, with {@link #timeliness}. */
    public static Permit decode(String text, TrustedKeys trusted) throws InvalidPermitException {
        try {
            return read(CompactJws.verify(text, TYPE, trusted).payload());
        } catch (InvalidJwsException e) {
            throw new InvalidPermitException(Reason.NOT_SIGNED, e);
        } catch (InadmissibleJsonException | IllegalArgumentException e) {
            throw new InvalidPermitException(Reason.MALFORMED_CLAIMS, e);
        }
    }

    /** Whether the permit is within its time at this instant. */
    public Timeliness timeliness(Instant now) {
        if (now.isBefore(notBefore)) {
            return Timeliness.EARLY;
        }
        return now.isBefore(expiresAt) ? Timeliness.TIMELY : Timeliness.EXPIRED;
    }

    private JsonObject claims() {
        return JsonObject.builder()
                .put("action", action.toString())
                .putStringIfPresent("approval", Optional.ofNullable(approval).map(ApprovalId::toString))
                .put("aud", GATEWAY)
                .put("exp", expiresAt.getEpochSecond())
                .put("iat", issuedAt.getEpochSecond())
                .put("intent", intentDigest.toString())
                .put("iss", GATEWAY)
                .put("jti", id.toString())
                .put("nbf", notBefore.getEpochSecond())
                .put("policy", policyVersion.toString())
                .put(
                        "principal",
                        JsonObject.builder().put("iss", principalIssuer).put("sub", principalSubject))
                .put("session", session.toString())
                .build();
    }

    private static Permit read(byte[] payload) throws InadmissibleJsonException {
        JsonObject claims = Json.parseObject(payload);
        Permit permit = new Permit(
                PermitId.parse(claims.string("jti")),
                ActionId.parse(claims.string("action")),
                IntentDigest.parse(claims.string("intent")),
                PolicyVersion.parse(claims.string("policy")),
                claims.findString("approval").map(ApprovalId::parse).orElse(null),
                SessionId.parse(claims.string("session")),
                claims.object("principal").string("iss"),
                claims.object("principal").string("sub"),
                time(claims, "iat"),
                time(claims, "nbf"),
                time(claims, "exp"));
        // Whatever else could be in there, or be written otherwise, is refused by writing it again.
        if (!permit.claims().equals(claims)) {
            throw new IllegalArgumentException("The claims are not exactly those of a permit");
        }
        return permit;
    }

    /** Whole seconds of at most 2^53 in size, all of which an {@link Instant} can hold. */
    private static Instant time(JsonObject claims, String name) {
        return Instant.ofEpochSecond(claims.integer(name));
    }
}
