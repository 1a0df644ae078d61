package dev.syndicate.platform.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.eventstore.RemoteCallInTransactionException;
import dev.syndicate.platform.fixture.PlatformApplication;
import dev.syndicate.platform.observability.Correlation;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestServices;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two services in one JVM, with a real port, real keys and a real database between them. */
class CommandTransportIT {

    private static ConfigurableApplicationContext approvals;
    private static ConfigurableApplicationContext gateway;
    private static Trials trials;

    @BeforeAll
    static void start() throws IOException {
        TestDatabase database = PostgresForTests.freshDatabase();
        approvals = service("approval-service", database, Map.of());
        trials = approvals.getBean(Trials.class);
        gateway = service(
                "execution-gateway",
                database,
                Map.of(
                        "syndicate.services.peers.approval-service.url",
                        urlOf(approvals),
                        "syndicate.services.peers.policy-service.url",
                        "http://127.0.0.1:" + closedPort(),
                        "syndicate.commands.timeouts.Stall",
                        "300ms"));
    }

    @AfterAll
    static void stop() {
        trials.mayAnswer.countDown();
        gateway.close();
        approvals.close();
    }

    @Test
    void runsCommandsAtTheirHomeAndBringsBackTheResult() {
        Person person = gatewaySends(new Trials.AskForPerson("dana"));

        assertThat(this.<String>gatewaySends(new Trials.Greet("dana"))).isEqualTo("hello dana");
        assertThat(person.subject()).isEqualTo("dana");
        assertThat(this.<byte[]>gatewaySends(new Trials.AskForBytes(70_000))).hasSize(70_000);
        assertThat(this.<Object>gatewaySends(new Trials.AskForNothing(UUID.randomUUID())))
                .isNull();
    }

    @Test
    void carriesTheCorrelationId() {
        try (var ignored = MDC.putCloseable(Correlation.MEMBER, "trial-7")) {
            assertThat(this.<String>gatewaySends(new Trials.AskForCorrelation(1)))
                    .isEqualTo("trial-7 trial-7");
        }
    }

    @Test
    void keepsUnannotatedCommandsInTheirProcess() {
        CommandProblemException away = refused(new Trials.Local(1));

        assertThat(away.type()).isEqualTo(PlatformProblems.COMMAND_UNKNOWN);
        assertThat(approvals.getBean(CommandGateway.class).<String>sendAndWait(new Trials.Local(1)))
                .isEqualTo("here");
    }

    @Test
    void refusesCallersThatTheCommandDoesNotName() {
        int before = trials.handled.get();

        assertThat(refused(new Trials.ForPolicyOnly(1)).type()).isEqualTo(PlatformProblems.COMMAND_NOT_ALLOWED);
        assertThat(refused(new Trials.ForNobody(1)).type()).isEqualTo(PlatformProblems.COMMAND_NOT_ALLOWED);
        assertThat(trials.handled).hasValue(before);
    }

    @Test
    void refusesCommandsThatNothingHandles() {
        assertThat(refused(new Trials.WithoutHandler(1)).type()).isEqualTo(PlatformProblems.COMMAND_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refused",
                "refused as unavailable",
                "problem",
                "missing",
                "raced",
                "duplicate",
                "no database",
                "checked",
                "bug"
            })
    void failsAlikeHereAndThere(String how) {
        CommandProblemException there = refused(new Trials.Fail(how));
        CommandProblemException here = catchThrowableOfType(
                CommandProblemException.class,
                () -> approvals.getBean(CommandGateway.class).sendAndWait(new Trials.Fail(how)));

        assertThat(there).hasSameClassAs(here);
        assertThat(there.type()).isEqualTo(here.type());
        assertThat(there.detail()).isEqualTo(here.detail());
        assertThat(there.extras()).isEqualTo(here.extras());
        assertThat(there.getDetails()).isEqualTo(here.getDetails());
        assertThat(there.getMessage()).isEqualTo(here.getMessage()).doesNotContain("secret");
    }

    @Test
    void keepsTheTypeOfARefusal() {
        CommandProblemException refusal = refused(new Trials.Fail("refused"));

        assertThat(refusal).isInstanceOf(CommandRefusedException.class);
        assertThat(refusal.type()).isEqualTo(Trials.NOT_TODAY);
        assertThat(refusal.extras()).isEqualTo(Map.of("days", 1, "why", "rain"));
    }

    @Test
    void stopsWaitingInTime() {
        CommandProblemException late = refused(new Trials.Stall(1));

        assertThat(late).isInstanceOf(CommandUnavailableException.class);
        assertThat(late.type()).isEqualTo(PlatformProblems.PEER_TIMEOUT);
    }

    @Test
    void saysThatAPeerIsDown() {
        CommandProblemException down = refused(new Trials.ForSomebodyWhoIsDown(1));

        assertThat(down).isInstanceOf(CommandUnavailableException.class);
        assertThat(down.type()).isEqualTo(PlatformProblems.PEER_UNAVAILABLE);
    }

    @Test
    void neverLeavesTheProcessInsideATransaction() {
        TransactionTemplate transaction = new TransactionTemplate(gateway.getBean(PlatformTransactionManager.class));
        int before = trials.handled.get();

        Throwable refused = catchThrowableOfType(
                RuntimeException.class, () -> transaction.execute(status -> gatewaySends(new Trials.Greet("dana"))));

        assertThat(refused).isInstanceOf(RemoteCallInTransactionException.class);
        assertThat(trials.handled).hasValue(before);
    }

    @Test
    void answersOnlyWithTypesOfTheContracts() {
        assertThat(refused(new Trials.AskForSomethingPrivate(1))).isInstanceOf(CommandFailedException.class);
    }

    @Test
    void looksAtCallerAndTypeBeforeThePayload() throws Exception {
        Supplier<String> services = () -> TestServices.shared().bearer("execution-gateway", "approval-service");
        String others = TestServices.shared().bearer("execution-gateway", "audit-service");

        assertThat(post(null, Trials.Greet.class.getName())).isEqualTo(401);
        assertThat(post(others, Trials.Greet.class.getName())).isEqualTo(401);
        assertThat(post(TestIssuer.shared().olive().bearer(), Trials.Greet.class.getName()))
                .isEqualTo(403);
        assertThat(post(services.get(), "java.lang.ProcessBuilder")).isEqualTo(404);
        assertThat(post(services.get(), Trials.Local.class.getName())).isEqualTo(404);
        assertThat(post(services.get(), Trials.ForPolicyOnly.class.getName())).isEqualTo(403);
        assertThat(post(services.get(), Trials.Greet.class.getName())).isEqualTo(400);
    }

    @Test
    void countsCommandsByOutcome() {
        this.<String>gatewaySends(new Trials.Greet("dana"));
        refused(new Trials.Fail("refused"));

        assertThat(timer(gateway, "syndicate.command.sent", "home", "approval-service", "outcome", "ok"))
                .isPositive();
        assertThat(timer(gateway, "syndicate.command.sent", "command", "Fail", "outcome", "refused"))
                .isPositive();
        assertThat(timer(approvals, "syndicate.command.received", "caller", "execution-gateway", "command", "Greet"))
                .isPositive();
    }

    private <R> R gatewaySends(Object command) {
        return gateway.getBean(CommandGateway.class).sendAndWait(command);
    }

    private CommandProblemException refused(Object command) {
        return catchThrowableOfType(CommandProblemException.class, () -> gatewaySends(command));
    }

    private static long timer(ConfigurableApplicationContext service, String name, String... tags) {
        return service.getBean(MeterRegistry.class).find(name).tags(tags).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private static int post(String bearer, String type) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(urlOf(approvals) + "/internal/commands"))
                .header("Content-Type", "application/json")
                .header("Syndicate-Command", type)
                .header("Syndicate-Message", "m-1")
                .POST(HttpRequest.BodyPublishers.ofString("{not json"));
        if (bearer != null) {
            request.header("Authorization", bearer);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static ConfigurableApplicationContext service(
            String name, TestDatabase database, Map<String, String> more) {
        Map<String, Object> properties = new HashMap<>(database.properties(name.replace('-', '_')));
        properties.putAll(TestServices.shared().properties());
        properties.putAll(Map.of("spring.application.name", name, "server.port", "0"));
        properties.putAll(more);
        return new SpringApplicationBuilder(PlatformApplication.class)
                .initializers(context -> {
                    if (name.equals("approval-service")) {
                        ((GenericApplicationContext) context).registerBean(Trials.class, Trials::new);
                    }
                })
                .run(properties.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    private static String urlOf(ConfigurableApplicationContext service) {
        return "http://127.0.0.1:"
                + ((ServletWebServerApplicationContext) service).getWebServer().getPort();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
