package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.Operand;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.gateway.request.GatewayProblems;
import dev.syndicate.gateway.sensitive.CommittedAction;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.platform.content.PreImageStore;
import dev.syndicate.platform.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps what reviewers compare a change with. It only ever adds to what they are shown: one that cannot be kept is left
 * out, and the action goes its way without it.
 */
@Component
public class PreImages {

    private static final Logger LOG = LoggerFactory.getLogger(PreImages.class);

    private final PreImageStore store;
    private final PreImageSettings settings;
    private final MeterRegistry metrics;

    PreImages(PreImageStore store, PreImageSettings settings, MeterRegistry metrics) {
        this.store = store;
        this.settings = settings;
        this.metrics = metrics;
    }

    /**
     * Each is the content of a file that the action changes, byte for byte as its operand says. Ends the request with
     * {@code pre-image-mismatch} otherwise: who sends other bytes than they pinned has looked at another file.
     */
    public static void check(CanonicalAction action, List<PreImage> images) {
        boolean changes = action.kind() == ActionKind.FILE_EDIT || action.kind() == ActionKind.FILE_WRITE;
        if (!images.isEmpty() && !changes) {
            throw mismatch("The action changes no file");
        }
        for (int i = 0; i < images.size(); i++) {
            PreImage image = images.get(i);
            Operand seen = new Operand(image.path(), Digest.of(image.content()));
            if (!action.operands().contains(seen)) {
                throw mismatch("Pre-image %d is not the content of an operand of its path".formatted(i));
            }
        }
    }

    private static ProblemException mismatch(String detail) {
        return new ProblemException(
                GatewayProblems.PRE_IMAGE_MISMATCH, detail, Map.of("pointer", "/" + PreImage.MEMBER));
    }

    /** Keeps what may be kept. Of an action whose parameters hold values apart nothing is: the file may hold them too. */
    void keep(ActionId id, CommittedAction action, DataSubject person, List<PreImage> images) {
        long left = settings.maxSum().toBytes();
        for (PreImage image : images) {
            int size = image.content().length;
            if (!action.places().isEmpty()) {
                count("sensitive");
            } else if (size > settings.maxFile().toBytes() || size > left) {
                count("too-large");
            } else {
                left -= size;
                count(keep(id, person, image) ? "kept" : "failed");
            }
        }
    }

    private boolean keep(ActionId id, DataSubject person, PreImage image) {
        try {
            store.put(id, person, image.content());
            return true;
        } catch (RuntimeException failed) {
            LOG.warn("Action {} goes to people without a file's content", id, failed);
            return false;
        }
    }

    /** What reviewers make out of an action changes the same files. */
    void follow(ActionId original, ActionId amended) {
        try {
            store.copy(original, amended);
        } catch (RuntimeException failed) {
            LOG.warn("Action {} goes to people without its files' contents", amended, failed);
        }
    }

    private void count(String outcome) {
        Counter.builder("syndicate.gateway.preimages")
                .description("Contents of files that came with actions, by whether they were kept")
                .tag("outcome", outcome)
                .register(metrics)
                .increment();
    }
}
