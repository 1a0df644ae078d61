package dev.syndicate.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.id.EventId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReceiptTest {

    private static final Instant ISSUED = Instant.parse("2026-01-31T10:00:00.500000Z");
    private static final Instant CLEAR = Instant.parse("2026-01-31T09:00:00.000250Z");
    private static final SigningKey KEY = SigningKey.ofSeed(new byte[32]);
    private static final Receipt RECEIPT = receipt(ISSUED);

    @Test
    void hasTheBytesOfTheVector() throws IOException {
        JsonNode vector = Vectors.read(Vectors.RECEIPT, "receipt.json");
        assertThat(new String(RECEIPT.signedBytes(), StandardCharsets.UTF_8))
                .isEqualTo(vector.get("signedText").asText());
        assertThat(RECEIPT.signature())
                .isEqualTo(vector.get("receipt").get("signature").asText());
        assertThat(mapper().treeToValue(vector.get("receipt"), Receipt.class)).isEqualTo(RECEIPT);
    }

    @Test
    void isSignedByItsKeyAlone() {
        assertThat(RECEIPT.isSignedBy(KEY.verificationKey())).isTrue();
        assertThat(RECEIPT.isSignedBy(SigningKey.generate().verificationKey())).isFalse();
    }

    @Test
    void survivesTheCommandTransport() throws IOException {
        Receipt arrived = mapper().readValue(mapper().writeValueAsBytes(RECEIPT), Receipt.class);
        assertThat(arrived).isEqualTo(RECEIPT);
        assertThat(arrived.isSignedBy(KEY.verificationKey())).isTrue();
    }

    @Test
    void noMemberCanBeChanged() throws IOException {
        String json = mapper().writeValueAsString(RECEIPT);
        for (String[] change : new String[][] {
            {"\"sequence\":5", "\"sequence\":6"},
            {"\"epoch\":1", "\"epoch\":2"},
            {"10:00:01.5", "10:00:09.5"},
            {"09:00:00.0", "08:00:00.0"},
            {"000000000105", "000000000106"}
        }) {
            Receipt changed = mapper().readValue(json.replace(change[0], change[1]), Receipt.class);
            assertThat(changed).isNotEqualTo(RECEIPT);
            assertThat(changed.isSignedBy(KEY.verificationKey())).isFalse();
        }
    }

    @Test
    void thereIsNoReceiptWithoutClearance() throws IOException {
        String json = mapper().writeValueAsString(RECEIPT).replace("\"clear\":true", "\"clear\":false");
        assertThatThrownBy(() -> mapper().readValue(json, Receipt.class)).isInstanceOf(IOException.class);
    }

    @Test
    void isNotIssuedBeforeTheChainIsClear() {
        Receipt.Validity early = new Receipt.Validity(ISSUED.plusSeconds(1), ISSUED, ISSUED.plusSeconds(2));
        assertThatThrownBy(() -> receipt(early)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void expires() {
        assertThat(RECEIPT.isValidAt(ISSUED)).isTrue();
        assertThat(RECEIPT.isValidAt(ISSUED.plusSeconds(1))).isFalse();
    }

    private static Receipt receipt(Instant issuedAt) {
        return receipt(new Receipt.Validity(CLEAR, issuedAt, issuedAt.plusSeconds(1)));
    }

    private static Receipt receipt(Receipt.Validity validity) {
        EventAsStored event = ChainFixture.event(5);
        return Receipt.sign(
                ChainFixture.ORIGIN,
                5,
                ChainFixture.chain(6).getLast().leaf(),
                new EventId(event.eventId()),
                event.digest(),
                validity,
                KEY);
    }

    private static ObjectMapper mapper() {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }
}
