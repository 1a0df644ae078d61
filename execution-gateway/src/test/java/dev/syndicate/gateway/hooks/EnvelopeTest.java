package dev.syndicate.gateway.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.action.ActionContext.Repository;
import dev.syndicate.gateway.action.PreImage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    private static Envelope read(String body) {
        return Envelope.read(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsTheEventByteForByte() {
        assertThat(read("{\"a\":\n\n1}").event()).asString().isEqualTo("{\"a\":\n\n1}");
        assertThat(read("syndicate-hook/1\nhost a\n\n{\"a\":\n\n1}\n").event())
                .asString()
                .isEqualTo("{\"a\":\n\n1}\n");
        assertThat(read("syndicate-hook/1\n\n{}").facts()).isEqualTo(Facts.NONE);
    }

    @Test
    void readsFacts() {
        Facts facts = read("syndicate-hook/1\nhost dana-laptop\non-failure block\nremote https://u:p@h/x\nbranch main\n"
                        + "head 12\ndirty false\noperand - /b c\noperand " + "a".repeat(64) + " /é\n\n{}")
                .facts();
        assertThat(facts.host()).isEqualTo("dana-laptop");
        assertThat(facts.blocksOnFailure()).isTrue();
        assertThat(facts.repository()).isEqualTo(new Repository("https://h/x", "main", "12", false));
        assertThat(facts.operands()).extracting("path").containsExactly("/b c", "/é");
    }

    @Test
    void readsFilesHoweverLong() {
        String long1 = Base64.getEncoder().encodeToString(new byte[600_000]);
        Envelope envelope = read("syndicate-hook/1\npre-image " + long1 + " /b c\npre-image  /empty\nhost a\n\n{}");
        List<PreImage> images = envelope.facts().preImages();
        assertThat(images).extracting(PreImage::path).containsExactly("/b c", "/empty");
        assertThat(images.getFirst().content()).hasSize(600_000);
        assertThat(images.getLast().content()).isEmpty();
        assertThat(envelope.facts().host()).isEqualTo("a");
        assertThat(envelope.event()).asString().isEqualTo("{}");
    }

    @Test
    void leavesOutAMachineThatNoMachineIsCalled() {
        assertThat(read("syndicate-hook/1\nhost <b>\n\n{}").facts().host()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "syndicate-hook/1\nhost a",
                "syndicate-hook/1\nnothing\n\n{}",
                "syndicate-hook/1\nhead a\nhead b\n\n{}",
                "syndicate-hook/1\noperand x /a\n\n{}",
                "syndicate-hook/1\noperand - \n\n{}",
                "syndicate-hook/1\npre-image e30=\n\n{}",
                "syndicate-hook/1\npre-image e30= \n\n{}",
                "syndicate-hook/1\npre-image !!!! /a\n\n{}",
                "syndicate-hook/1\n head\n\n{}"
            })
    void refusesWhatHasNotItsForm(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesMoreThanItsBounds() {
        StringBuilder many = new StringBuilder("syndicate-hook/1\n");
        for (int i = 0; i < 300; i++) {
            many.append("operand - /").append(i).append('\n');
        }
        assertThatThrownBy(() -> read(many + "\n{}")).hasMessageContaining("operands");
        assertThatThrownBy(() -> read("syndicate-hook/1\nhost " + "x".repeat(300_000) + "\n\n{}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Envelope.read(("syndicate-hook/1\nhost \u00ff\n\n{}").getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("UTF-8");
    }
}
