package dev.syndicate.audit.catalogue;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.integrity.Finding;
import dev.syndicate.audit.integrity.Findings;
import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.audit.log.StateFile;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares the catalogue with what was installed. What deviates is a finding once, as long as it stays that way: it was
 * put right and comes back, it is another finding. What was seen last lies on the writer's volume.
 */
@Component
class CatalogueAudit {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueAudit.class);
    private static final int LONGEST = 300;

    private final StoredCatalogue stored;
    private final Findings findings;
    private final StateFile file;
    private final Catalogue installed = StoredCatalogue.installed();

    CatalogueAudit(StoredCatalogue stored, Findings findings, AuditSettings settings) {
        this.stored = stored;
        this.findings = findings;
        this.file = new StateFile(settings.stateDirectory(), "catalogue.json");
    }

    /**
     * Compares once. Returns how many things deviate; -1 when the schema is not the one that this service knows, as it is
     * while an upgrade rolls out.
     */
    int compare(ChainHead head) {
        Catalogue now = stored.now();
        if (!now.schema().equals(installed.schema())) {
            LOG.warn("The catalogue of schema {} cannot be compared with that of {}", now.schema(), installed.schema());
            return -1;
        }
        List<Catalogue.Deviation> deviations = installed.deviations(now);
        Set<String> before = seen();
        List<String> subjects = new ArrayList<>();
        for (Catalogue.Deviation deviation : deviations) {
            String subject = subject(deviation);
            subjects.add(subject);
            if (!before.contains(subject)) {
                findings.report(
                        new Finding(head.origin(), ChainFault.CATALOGUE, head.size(), subject, detail(deviation)));
            }
        }
        if (!before.equals(Set.copyOf(subjects))) {
            remember(subjects);
        }
        return deviations.size();
    }

    private static String subject(Catalogue.Deviation deviation) {
        Digest state = Digest.of(deviation.found().getBytes(StandardCharsets.UTF_8));
        return deviation.about() + " " + state.hex().substring(0, 16);
    }

    private static String detail(Catalogue.Deviation deviation) {
        String text = deviation.found().isEmpty()
                ? deviation.about() + " is missing"
                : deviation.about() + " is not as installed: " + deviation.found();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private Set<String> seen() {
        try {
            return file.read()
                    .map(json -> (Set<String>) new HashSet<>(json.strings("deviations")))
                    .orElse(Set.of());
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read; what deviates is reported again", file);
            return Set.of();
        }
    }

    private void remember(List<String> subjects) {
        try {
            file.write(JsonObject.builder()
                    .put("deviations", JsonArray.ofStrings(subjects))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException("The catalogue's state cannot be written to " + file, e);
        }
    }
}
