package dev.syndicate.audit.chain;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The login that reads the whole chain and may change nothing. It has the database of the service's own login.
 *
 * @param username the database role
 * @param password its password
 * @param connections the most connections at once
 */
@Validated
@ConfigurationProperties("syndicate.audit.reader")
record ReaderSettings(
        @DefaultValue("audit_reader") @NotBlank String username,
        @NotNull String password,
        @DefaultValue("8") @Min(2) @Max(64) int connections) {

    /** Without the password. */
    @Override
    public String toString() {
        return "ReaderSettings[username=" + username + ", connections=" + connections + "]";
    }
}
