package dev.syndicate.gateway.permit;

import dev.syndicate.contracts.id.PermitId;
import java.time.Instant;

/**
 * What a permit will be issued with, should the action turn out to be authorised.
 *
 * @param keyId of the key that will sign it
 */
public record PermitTerms(PermitId permit, String keyId, Instant expiresAt) {}
