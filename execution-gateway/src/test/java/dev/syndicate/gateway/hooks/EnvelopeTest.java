package dev.syndicate.gateway.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.action.ActionContext.Repository;
import java.nio.charset.StandardCharsets;
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
