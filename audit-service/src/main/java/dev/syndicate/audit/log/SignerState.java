package dev.syndicate.audit.log;

import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What the signer remembers outside the database, on the writer's own volume: {@code head.json}, what it last signed, and
 * {@code adoption.json}, what two people last took on. A file that is not what was written is an error, never absent.
 */
@Component
public class SignerState {

    private final LogKeys keys;
    private final StateFile head;
    private final StateFile adoption;

    SignerState(LogKeys keys, AuditSettings settings) {
        this.keys = keys;
        this.head = new StateFile(settings.stateDirectory(), "head.json");
        this.adoption = new StateFile(settings.stateDirectory(), "adoption.json");
    }

    /** What was signed last; empty when there is no file. */
    public Optional<SignedHead> head() throws IOException {
        Optional<JsonObject> content = head.read();
        return content.isEmpty() ? Optional.empty() : Optional.of(parsed(content.get()));
    }

    /** Durable when it returns. */
    public void head(SignedHead signed) throws IOException {
        head.write(signed.json());
    }

    /** The last adoption; empty when there never was one. */
    public Optional<AdoptedTail> adoption() throws IOException {
        try {
            return adoption.read().map(AdoptedTail::parse);
        } catch (IllegalArgumentException e) {
            throw new IOException(adoption + " is not what was written: " + e.getMessage(), e);
        }
    }

    /** Durable when it returns; means nothing until the database knows the new epoch. */
    public void adoption(AdoptedTail adopted) throws IOException {
        adoption.write(adopted.json());
    }

    private SignedHead parsed(JsonObject content) throws IOException {
        try {
            return SignedHead.parse(content, keys);
        } catch (IllegalArgumentException e) {
            throw new IOException(head + " is not what the signer wrote: " + e.getMessage(), e);
        }
    }
}
