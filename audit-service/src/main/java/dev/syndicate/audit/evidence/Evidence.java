package dev.syndicate.audit.evidence;

import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.audit.RecordsExported;
import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.BundleWriter;
import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.platform.id.Identifiers;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes evidence (docs/spec/evidence.md). What is handed out is decided, and put on record, before the first byte leaves;
 * then it is streamed, so that memory does not grow with the records.
 */
@Component
class Evidence {

    private final Contents contents;
    private final Pages pages;
    private final LogKeys keys;
    private final EventBus events;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Identifiers identifiers;

    Evidence(
            Contents contents,
            Pages pages,
            LogKeys keys,
            EventBus events,
            TransactionTemplate transactions,
            Clock clock,
            Identifiers identifiers) {
        this.contents = contents;
        this.pages = pages;
        this.keys = keys;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /** Writes the bundle alone: JSON Lines, each record with its proof. */
    Archive.Body bundle(Subject subject, Holding holding, Person by) {
        exported("bundle/v1 of " + subject.sentence(), holding, by);
        return out -> {
            BundleWriter writer = new BundleWriter(out, holding.manifest());
            holding.records().each((record, proof) -> write(writer, record.record(), proof));
        };
    }

    /** Writes the archive. */
    Archive.Body archive(Subject subject, Holding holding, boolean withContent, Person by) {
        exported("evidence/v1 of " + subject.sentence(), holding, by);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Request request = new Request(subject, by, now, withContent);
        return out -> write(request, holding, out);
    }

    /** Who asked for what, and when. */
    record Request(Subject subject, Person by, Instant at, boolean withContent) {}

    private void write(Request request, Holding holding, OutputStream out) throws IOException {
        Holding.Population population = holding.population();
        Mentions mentions = new Mentions(
                sequence -> population == null || sequence >= population.first() && sequence < population.end(),
                request.withContent());
        List<JsonObject> absent = new ArrayList<>();
        try (Archive archive = new Archive(out, request.at())) {
            archive.file("bundle.jsonl", file -> {
                BundleWriter writer = new BundleWriter(file, holding.manifest());
                holding.records().each((record, proof) -> {
                    write(writer, record.record(), proof);
                    mentions.of(record);
                });
            });
            for (ContentRef ref : mentions.content().values()) {
                add(archive, "content/" + ref.digest().hex(), contents.action(ref), absent);
            }
            for (PolicyVersion version : mentions.policies().values()) {
                add(archive, path(version), contents.policy(version), absent);
            }
            archive.file("index.html", file -> pages.write(request, holding, mentions, file));
            archive.manifest(manifest(request, holding, absent));
        }
    }

    private static void add(Archive archive, String path, Contents.Kept kept, List<JsonObject> absent)
            throws IOException {
        if (kept.bytes().isPresent()) {
            byte[] bytes = kept.bytes().get();
            archive.file(path, file -> file.write(bytes));
        } else {
            absent.add(JsonObject.builder()
                    .put("path", path)
                    .put("reason", kept.absence())
                    .build());
        }
    }

    static String path(PolicyVersion version) {
        return "policy/" + version.counter() + "-" + version.bundle().hex() + ".json";
    }

    private static void write(BundleWriter writer, ChainRecord record, @Nullable List<Hash> proof) throws IOException {
        if (proof == null) {
            writer.write(record);
        } else {
            writer.write(record, proof);
        }
    }

    private JsonObject manifest(Request request, Holding holding, List<JsonObject> absent) {
        JsonObject.Builder manifest = JsonObject.builder()
                .put("format", "syndicate/evidence/v1")
                .put("log", keys.log().toString())
                .put("subject", request.subject().json())
                .put("content", request.withContent() ? "included" : "left-out")
                .put("absent", JsonArray.of(absent))
                .put("createdAt", Subject.OfPeriod.format(request.at()))
                .put(
                        "createdBy",
                        JsonObject.builder()
                                .put("issuer", request.by().issuer())
                                .put("subject", request.by().subject())
                                .put("name", request.by().name()));
        Holding.Population population = holding.population();
        if (population != null) {
            manifest.put("population", population(population));
        }
        return manifest.build();
    }

    private static JsonObject population(Holding.Population population) {
        JsonObject.Builder json = JsonObject.builder().put("count", population.count());
        return population.count() == 0
                ? json.build()
                : json.put("first", population.first())
                        .put("last", population.end() - 1)
                        .build();
    }

    private void exported(String format, Holding holding, Person by) {
        BundleManifest manifest = holding.manifest();
        RecordsExported event = new RecordsExported(
                keys.log().toString(),
                manifest.origin().epoch(),
                by,
                format,
                manifest.first(),
                holding.head().size() - 1,
                manifest.count(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        transactions.executeWithoutResult(status -> events.publish(
                new GenericDomainEventMessage<>("Export", identifiers.next().toString(), 0, event)));
    }
}
