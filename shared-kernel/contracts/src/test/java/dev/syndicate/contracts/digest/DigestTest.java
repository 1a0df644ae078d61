package dev.syndicate.contracts.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestTest {

    private static final String EMPTY = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    record Holder(Digest digest, IntentDigest intent) {}

    @Test
    void isASha256InOneTextForm() {
        Digest digest = Digest.of(new byte[0]);
        assertThat(digest).hasToString(EMPTY).isEqualTo(Digest.parse(EMPTY));
        assertThat(Digest.ofHash(digest.bytes())).isEqualTo(digest);
    }

    @Test
    void refusesEveryOtherForm() {
        for (String text : new String[] {
            "",
            EMPTY.substring(7),
            EMPTY.toUpperCase(java.util.Locale.ROOT),
            EMPTY + "0",
            EMPTY.substring(0, 70),
            "sha512:" + EMPTY
        }) {
            assertThatThrownBy(() -> Digest.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Digest.ofHash(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isATextInJson() throws JsonProcessingException {
        Holder holder = new Holder(Digest.parse(EMPTY), IntentDigest.parse(EMPTY));
        ObjectMapper mapper = new ObjectMapper();
        String json = mapper.writeValueAsString(holder);
        assertThat(json).isEqualTo("{\"digest\":\"" + EMPTY + "\",\"intent\":\"" + EMPTY + "\"}");
        assertThat(mapper.readValue(json, Holder.class)).isEqualTo(holder);
    }

    @Test
    void separatesDomainsByTagAndZeroByte() {
        byte[] content = "{}".getBytes(StandardCharsets.US_ASCII);
        assertThat(IntentDigest.over(content).digest())
                .isEqualTo(Digest.of("syndicate/intent/v1\0{}".getBytes(StandardCharsets.US_ASCII)))
                .isNotEqualTo(ActionDigest.over(content).digest())
                .isNotEqualTo(ViewDigest.over(content).digest());
        assertThat(new DomainTag("a").digest(new byte[] {1}, new byte[] {2}))
                .isEqualTo(Digest.of(new byte[] {'a', 0, 1, 2}));
        assertThatThrownBy(() -> new DomainTag("a b")).isInstanceOf(IllegalArgumentException.class);
    }
}
