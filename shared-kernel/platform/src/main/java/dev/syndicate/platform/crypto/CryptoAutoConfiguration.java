package dev.syndicate.platform.crypto;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/** Puts {@link Ed25519Provider} in front of the JDK's, for the whole process. */
@AutoConfiguration
public class CryptoAutoConfiguration {

    static {
        Ed25519Provider.install();
    }
}
