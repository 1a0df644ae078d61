package dev.syndicate.approval.explorer;

import dev.syndicate.contracts.chain.KeyHistory;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.platform.security.PeerProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The log's keys as whoever runs this service has put them beside the services' public keys: every {@code *.vkey} there.
 * They come from elsewhere than what they judge.
 */
@Component
class PinnedKeys {

    private static final Logger LOG = LoggerFactory.getLogger(PinnedKeys.class);

    private final Path trust;

    PinnedKeys(PeerProperties services) {
        this.trust = services.trust();
    }

    /** Whose signature this is. The keys are read anew: one that is added after a rotation counts at once. */
    Signature judge(SignedNote note) {
        List<KeyHistory> keys = keys().stream().map(KeyHistory::trusting).toList();
        if (keys.isEmpty()) {
            return Signature.UNCHECKED;
        }
        if (keys.stream().anyMatch(key -> key.isForged(note))) {
            return Signature.FORGED;
        }
        return keys.stream()
                .filter(key -> key.signed(note))
                .findFirst()
                .map(key -> Signature.by(key.known().getFirst().id()))
                .orElse(Signature.STRANGE);
    }

    private List<NoteVerificationKey> keys() {
        List<NoteVerificationKey> keys = new ArrayList<>();
        try (Stream<Path> files = Files.list(trust)) {
            for (Path file : files.filter(PinnedKeys::isKey).sorted().toList()) {
                keys.add(NoteVerificationKey.read(file));
            }
        } catch (IOException unreadable) {
            LOG.warn("Checkpoints are not checked: {}", unreadable.getMessage());
            return List.of();
        }
        return keys;
    }

    private static boolean isKey(Path file) {
        return file.toString().endsWith(".vkey");
    }
}
