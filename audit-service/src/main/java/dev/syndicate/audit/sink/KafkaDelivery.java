package dev.syndicate.audit.sink;

import dev.syndicate.audit.format.ExportedRecord;
import dev.syndicate.audit.format.RecordFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * One message a record, keyed by its action or session, so that what belongs together keeps its order. All replicas in
 * sync acknowledge, and the producer does not write twice what it sends twice. After a failure a new producer starts:
 * nothing that the old one still held can come behind what is sent again.
 */
final class KafkaDelivery implements Delivery {

    /** What makes a delivery safe is not up for configuration. */
    static final Set<String> FIXED = Set.of(
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG);

    private final SinkProperties.Kafka receiver;
    private final RecordFormat format;
    private final Duration timeout;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaDelivery(SinkProperties.Kafka receiver, RecordFormat format, Duration timeout) {
        this.receiver = receiver;
        this.format = format;
        this.timeout = timeout;
    }

    @Override
    public void send(SinkBatch batch) throws IOException, InterruptedException {
        try {
            Producer<byte[], byte[]> current = producer();
            List<Future<RecordMetadata>> pending = new ArrayList<>();
            for (ExportedRecord record : batch.records()) {
                pending.add(current.send(message(record)));
            }
            current.flush();
            for (Future<RecordMetadata> acknowledged : pending) {
                acknowledged.get();
            }
        } catch (ExecutionException | KafkaException e) {
            close();
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new IOException("Kafka did not acknowledge: " + cause.getMessage(), cause);
        }
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> old = producer;
        producer = null;
        if (old != null) {
            old.close(Duration.ZERO);
        }
    }

    private ProducerRecord<byte[], byte[]> message(ExportedRecord record) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(receiver.topic(), bytes(record.key()), format.single(record));
        message.headers().add("content-type", bytes(format.singleType()));
        message.headers().add("syndicate-sequence", bytes(Long.toString(record.sequence())));
        message.headers().add("syndicate-leaf", bytes(record.record().leaf().toString()));
        return message;
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            current = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
            producer = current;
        }
        return current;
    }

    private Map<String, Object> settings() {
        int millis = Math.toIntExact(timeout.toMillis());
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "syndicate-audit");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * millis);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);
        settings.putAll(receiver.properties());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, receiver.bootstrapServers());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return settings;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
