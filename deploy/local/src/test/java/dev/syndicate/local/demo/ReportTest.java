package dev.syndicate.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void holdsOnlyIfEverythingDid() {
        Report report = new Report();
        report.add("one", "allow", "allow", true);
        assertThat(report.holds()).isTrue();

        report.add("two", "deny", "allow", false);
        assertThat(report.holds()).isFalse();
        assertThat(report.failures()).isEqualTo(1);
    }

    @Test
    void doesNotHoldWithoutAnyExpectation() {
        assertThat(new Report().holds()).isFalse();
    }

    @Test
    void marksWhatDidNotHold() {
        Report report = new Report();
        report.add("a read", "allow", "deny:\n no policy", false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.print(new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("!! a read").contains("deny: no policy");
    }
}
