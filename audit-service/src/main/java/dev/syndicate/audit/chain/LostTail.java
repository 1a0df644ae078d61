package dev.syndicate.audit.chain;

import dev.syndicate.audit.log.AdoptedTail;
import dev.syndicate.audit.log.SignedHead;
import dev.syndicate.audit.log.SignerState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Whether the writer's volume knows more of the log than the database does: then a signed tail was lost, and whatever is
 * appended now would be a second history. A volume that knows nothing of a log that was signed cannot say either.
 */
@Component
class LostTail {

    private final SignerState state;
    private final Heads heads;

    LostTail(SignerState state, Heads heads) {
        this.state = state;
        this.heads = heads;
    }

    /** Why nothing may be appended behind this head until two people have adopted it; one sentence for a person. */
    Optional<String> obstacle(ChainHead head) {
        try {
            Optional<SignedHead> signed = state.head();
            if (adopted(head).filter(adopted -> !adopted.begun()).isPresent()) {
                return Optional.empty();
            }
            return signed.isEmpty() ? missing(head) : behind(signed.get(), head);
        } catch (IOException e) {
            return Optional.of("The signer's last head on its volume cannot be read: " + e.getMessage());
        }
    }

    /** The adoption that this head's epoch began with, if its first record can still be to come. */
    Optional<AdoptedTail> adopted(ChainHead head) {
        try {
            return state.adoption().filter(adopted -> begins(adopted, head));
        } catch (IOException e) {
            throw new UncheckedIOException("The state of the last adoption cannot be read", e);
        }
    }

    private Optional<String> missing(ChainHead head) {
        return head.size() == 0 || !heads.hasCheckpoint()
                ? Optional.empty()
                : Optional.of("The signer's last head is missing on its volume");
    }

    private Optional<String> behind(SignedHead signed, ChainHead head) {
        boolean sameEpoch = signed.origin().equals(head.origin());
        if (sameEpoch && signed.size() <= head.size()) {
            return Optional.empty();
        }
        return Optional.of("The database ends at record " + head.size() + " of epoch "
                + head.origin().epoch() + " but " + signed.size() + " of epoch "
                + signed.origin().epoch() + " were signed: it was set back");
    }

    private static boolean begins(AdoptedTail adopted, ChainHead head) {
        boolean grown = head.size() > adopted.tree().size();
        boolean same = head.size() == adopted.tree().size() && head.leaf().equals(adopted.leaf());
        return adopted.origin().equals(head.origin()) && (grown || same);
    }
}
