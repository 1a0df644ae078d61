package dev.syndicate.audit.sink;

import dev.syndicate.contracts.chain.ExportManifest;
import dev.syndicate.contracts.digest.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * One object a batch and one for its signed manifest, both locked until the retention ends. The manifest comes last:
 * where it is, the batch is whole.
 */
final class S3Delivery implements Delivery {

    private final SinkProperties.S3 receiver;
    private final SinkObjects objects;
    private final Duration timeout;
    private final Clock clock;
    private @Nullable S3Client client;

    S3Delivery(SinkProperties.S3 receiver, SinkObjects objects, Duration timeout, Clock clock) {
        this.receiver = receiver;
        this.objects = objects;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public void send(SinkBatch batch) throws IOException {
        Path file = Files.createTempFile("syndicate-sink", ".part");
        try {
            ExportManifest manifest = objects.write(batch, file);
            String key = key(manifest);
            Instant until = clock.instant().plus(receiver.retention()).truncatedTo(ChronoUnit.SECONDS);
            put(key, objects.mediaType(), manifest.digest(), RequestBody.fromFile(file), until);
            byte[] stated = manifest.json().toString().getBytes(StandardCharsets.UTF_8);
            put(
                    key + ".manifest.json",
                    "application/vnd.syndicate.export-manifest+json",
                    Digest.of(stated),
                    RequestBody.fromBytes(stated),
                    until);
        } catch (SdkException e) {
            throw new IOException("The object store did not accept: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }

    private String key(ExportManifest manifest) {
        return String.format(
                Locale.ROOT,
                "%s%s/%019d-%019d.%s",
                receiver.prefix(),
                manifest.origin().log(),
                manifest.first(),
                manifest.last(),
                objects.fileType());
    }

    private void put(String key, String type, Digest digest, RequestBody content, Instant until) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(receiver.bucket())
                .key(key)
                .contentType(type)
                .checksumSHA256(Base64.getEncoder().encodeToString(digest.bytes()))
                .objectLockMode(ObjectLockMode.valueOf(receiver.mode().name()))
                .objectLockRetainUntilDate(until)
                .build();
        String version = client().putObject(request, content).versionId();
        // A store that does not know the headers would leave the object deletable without a word; this it must answer.
        client().putObjectRetention(retained -> retained.bucket(receiver.bucket())
                .key(key)
                .versionId(version)
                .retention(lock -> lock.mode(receiver.mode().name()).retainUntilDate(until)));
    }

    private S3Client client() {
        S3Client current = client;
        if (current == null) {
            current = connected();
            client = current;
        }
        return current;
    }

    private S3Client connected() {
        URI endpoint = receiver.endpoint();
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(receiver.region()))
                .forcePathStyle(receiver.pathStyle())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(timeout)
                        .socketTimeout(timeout))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(timeout.multipliedBy(2))
                        .build());
        return endpoint == null
                ? builder.build()
                : builder.endpointOverride(endpoint).build();
    }
}
