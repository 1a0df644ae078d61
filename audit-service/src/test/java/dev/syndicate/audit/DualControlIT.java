package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.audit.dualcontrol.Confirmation;
import dev.syndicate.audit.dualcontrol.Confirmation.Confirmed;
import dev.syndicate.audit.dualcontrol.Confirmation.Pending;
import dev.syndicate.audit.dualcontrol.Decision;
import dev.syndicate.audit.dualcontrol.DualControl;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.testing.postgres.PostgresForTests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Nothing that needs two people happens because of one, whoever writes to the database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DualControlIT {

    private static final Person ADA = person("ada");
    private static final Person GRACE = person("grace");

    private final MovedClock clock = new MovedClock();
    private RunningAuditService audit;
    private StoredEvents events;

    @BeforeAll
    void start(@TempDir Path volume) {
        var database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
        audit = RunningAuditService.on(database, volume, Map.of(), clock);
    }

    @AfterAll
    void stop() {
        audit.close();
    }

    @Test
    void theSecondOfTwoDifferentPeopleConfirms() {
        assertThat(confirm("one", ADA, "broken disk")).isInstanceOf(Pending.class);
        Confirmed both = (Confirmed) confirm("one", GRACE, "I have seen it");
        assertThat(both.by()).containsExactly(ADA, GRACE);
        assertThat(both.reason()).isEqualTo("broken disk / I have seen it");
        assertThat(confirm("one", GRACE, "again")).as("a decision is told once").isInstanceOf(Pending.class);
    }

    @Test
    void theSamePersonUnderAnotherNameIsNoSecondPerson() {
        Person renamed = new Person(ADA.issuer(), ADA.subject(), "Somebody Else", List.of("pwd"));
        confirm("two", ADA, "mine");
        assertThatThrownBy(() -> confirm("two", renamed, "mine too"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type().slug()).isEqualTo("second-person-required"));
        assertThat(confirm("two", GRACE, "and me")).isInstanceOf(Confirmed.class);
    }

    @Test
    void theSameSubjectOfAnotherIssuerIsAnotherPerson() {
        confirm("three", ADA, "mine");
        Person elsewhere = new Person("https://other.example", ADA.subject(), ADA.name(), List.of());
        assertThat(confirm("three", elsewhere, "me")).isInstanceOf(Confirmed.class);
    }

    @Test
    void whatWasAskedForADayAgoIsAskedForAgain() {
        confirm("four", ADA, "yesterday");
        clock.ahead(Duration.ofHours(24));
        assertThat(confirm("four", GRACE, "now")).isInstanceOf(Pending.class);
    }

    @Test
    void aRowThatTheServiceDidNotWriteIsNobody() {
        confirm("five", ADA, "genuine");
        events.admin()
                .sql("UPDATE audit.dual_control SET first_subject = 'mallory' WHERE digest = :digest")
                .param("digest", digest("five").toString())
                .update();
        assertThat(confirm("five", ADA, "alone")).isInstanceOf(Pending.class);
    }

    @Test
    void aRolledBackDecisionWaitsAgain() {
        confirm("six", ADA, "once");
        TransactionTemplate transactions = audit.bean(TransactionTemplate.class);
        transactions.executeWithoutResult(status -> {
            assertThat(audit.bean(DualControl.class).confirm(new Decision("test", digest("six")), GRACE, "twice"))
                    .isInstanceOf(Confirmed.class);
            status.setRollbackOnly();
        });
        assertThat(confirm("six", GRACE, "twice")).isInstanceOf(Confirmed.class);
    }

    @Test
    void ofTwoAtOnceOneAsksAndTheOtherConfirms() {
        CompletableFuture<Confirmation> one = CompletableFuture.supplyAsync(() -> confirm("seven", ADA, "now"));
        CompletableFuture<Confirmation> two = CompletableFuture.supplyAsync(() -> confirm("seven", GRACE, "now"));
        assertThat(List.of(one.join(), two.join()))
                .hasOnlyElementsOfTypes(Pending.class, Confirmed.class)
                .doesNotHaveDuplicates()
                .anyMatch(Confirmed.class::isInstance)
                .anyMatch(Pending.class::isInstance);
    }

    @Test
    void outsideATransactionNothingIsConfirmed() {
        assertThatThrownBy(() ->
                        audit.bean(DualControl.class).confirm(new Decision("test", digest("eight")), ADA, "alone"))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b"})
    void aReasonIsWordsThatTheRecordCanKeep(String reason) {
        assertThatThrownBy(() -> confirm("ten", ADA, reason)).hasMessageContaining("'reason'");
    }

    @Test
    void whatWaitsIsListed() {
        confirm("nine", ADA, "please");
        assertThat(audit.get("/v1/confirmations").json().at("/pending").findValuesAsText("digest"))
                .contains(digest("nine").toString());
    }

    private Confirmation confirm(String what, Person person, String reason) {
        return Objects.requireNonNull(audit.bean(TransactionTemplate.class)
                .execute(status ->
                        audit.bean(DualControl.class).confirm(new Decision("test", digest(what)), person, reason)));
    }

    private static Digest digest(String what) {
        return Digest.of(what.getBytes(StandardCharsets.UTF_8));
    }

    private static Person person(String subject) {
        return new Person("https://id.example", subject, subject, List.of("pwd"));
    }
}
