package dev.syndicate.audit.sink;

import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.checkpoint.Checkpoints;
import dev.syndicate.audit.format.Formats;
import dev.syndicate.audit.format.RecordFormat;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.audit.records.FilterJson;
import dev.syndicate.audit.records.MatchingRecords;
import dev.syndicate.audit.records.RecordFilter;
import dev.syndicate.audit.sink.SinkProperties.Kafka;
import dev.syndicate.audit.sink.SinkProperties.S3;
import dev.syndicate.audit.sink.SinkProperties.Syslog;
import dev.syndicate.audit.sink.SinkProperties.Webhook;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.id.Identifiers;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/** Makes sinks from their settings. What cannot work keeps the service from starting; nobody is called here. */
@Component
class SinkFactory {

    private static final String BUNDLE = "bundle";

    private final MatchingRecords records;
    private final RecordStore store;
    private final Checkpoints checkpoints;
    private final BundleRange bundles;
    private final FilterJson filters;
    private final SslBundles sslBundles;
    private final LogKeys keys;
    private final Identifiers identifiers;
    private final Clock clock;

    SinkFactory(
            MatchingRecords records,
            RecordStore store,
            Checkpoints checkpoints,
            BundleRange bundles,
            FilterJson filters,
            SslBundles sslBundles,
            LogKeys keys,
            Identifiers identifiers,
            Clock clock) {
        this.records = records;
        this.store = store;
        this.checkpoints = checkpoints;
        this.bundles = bundles;
        this.filters = filters;
        this.sslBundles = sslBundles;
        this.keys = keys;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    Sink make(String name, SinkProperties settings) {
        try {
            return made(name, settings);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("syndicate.audit.sinks." + name + ": " + e.getMessage(), e);
        }
    }

    private Sink made(String name, SinkProperties settings) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("a sink's name is lower case letters, digits and hyphens");
        }
        JsonObject.Builder given = JsonObject.builder();
        settings.filter().forEach(given::put);
        RecordFilter filter = filters.read(given.build());
        String form = form(settings);
        boolean everything = filters.write(filter).isEmpty();
        if (form.equals(BUNDLE) && (settings.type() != SinkProperties.Type.S3 || !everything)) {
            throw new IllegalArgumentException("a bundle is whole: it goes to s3, and without a filter");
        }
        Batches batches = form.equals(BUNDLE)
                ? new BundleBatches(checkpoints, store, settings.batchSize(), settings.linger(), clock)
                : new MatchingBatches(records, filter, everything, settings.batchSize(), settings.linger(), clock);
        return new Sink(name, settings, form, batches, delivery(settings, form, filters.write(filter)));
    }

    private static String form(SinkProperties settings) {
        String given = settings.format();
        if (given != null) {
            return given.toLowerCase(Locale.ROOT);
        }
        return switch (settings.type()) {
            case WEBHOOK, KAFKA -> "cloudevents";
            case SYSLOG -> "syslog";
            case S3 -> BUNDLE;
        };
    }

    private Delivery delivery(SinkProperties settings, String form, JsonObject filter) {
        return switch (settings.type()) {
            case WEBHOOK -> webhook(required(settings.webhook(), "webhook"), settings, format(form));
            case KAFKA -> kafka(required(settings.kafka(), "kafka"), settings, format(form));
            case SYSLOG -> syslog(required(settings.syslog(), "syslog"), settings, format(form));
            case S3 -> s3(required(settings.s3(), "s3"), settings, form, filter);
        };
    }

    private Delivery webhook(Webhook receiver, SinkProperties settings, RecordFormat format) {
        URI url = receiver.url();
        boolean fits = "https".equals(url.getScheme()) || receiver.plaintext() && "http".equals(url.getScheme());
        if (!fits || url.getHost() == null) {
            throw new IllegalArgumentException("webhook.url is an https address (or http, with webhook.plaintext)");
        }
        return new WebhookDelivery(receiver, format, settings.timeout(), clock, tls(receiver.sslBundle()));
    }

    private static Delivery kafka(Kafka receiver, SinkProperties settings, RecordFormat format) {
        for (String fixed : KafkaDelivery.FIXED) {
            if (receiver.properties().containsKey(fixed)) {
                throw new IllegalArgumentException("kafka.properties cannot set " + fixed);
            }
        }
        return new KafkaDelivery(receiver, format, settings.timeout());
    }

    private Delivery syslog(Syslog receiver, SinkProperties settings, RecordFormat format) {
        if (!format.name().equals("syslog")) {
            throw new IllegalArgumentException("a syslog receiver takes the format syslog");
        }
        return new SyslogDelivery(receiver, format, settings.timeout(), tls(receiver.sslBundle()));
    }

    private Delivery s3(S3 receiver, SinkProperties settings, String form, JsonObject filter) {
        RecordFormat format = form.equals(BUNDLE) ? null : format(form);
        SinkObjects objects = new SinkObjects(format, filter, bundles, keys, identifiers, clock);
        return new S3Delivery(receiver, objects, settings.timeout(), clock);
    }

    private static RecordFormat format(String name) {
        return Formats.find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "format is " + String.join(", ", Formats.names()) + ", or bundle for s3"));
    }

    private SSLContext tls(@Nullable String bundle) {
        try {
            return bundle == null
                    ? SSLContext.getDefault()
                    : sslBundles.getBundle(bundle).createSslContext();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    private static <T> T required(@Nullable T receiver, String name) {
        if (receiver == null) {
            throw new IllegalArgumentException("the settings under " + name + " are missing");
        }
        return receiver;
    }
}
