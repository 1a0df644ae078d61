package dev.syndicate.platform.command;

import dev.syndicate.contracts.command.CallableBy;
import dev.syndicate.contracts.command.HomeService;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.observability.Correlation;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessResourceException;

/** Commands that are at home in approval-service, and their handlers. */
class Trials {

    static final ProblemType NOT_TODAY = new ProblemType("not-today", "Not today", 409);

    final AtomicInteger handled = new AtomicInteger();
    final CountDownLatch mayAnswer = new CountDownLatch(1);

    @HomeService("approval-service")
    @CallableBy("execution-gateway")
    record Greet(String name) {}

    @HomeService("approval-service")
    @CallableBy("execution-gateway")
    record AskForPerson(String subject) {}

    @HomeService("approval-service")
    @CallableBy("execution-gateway")
    record AskForBytes(int count) {}

    @HomeService("approval-service")
    @CallableBy("execution-gateway")
    record AskForNothing(UUID id) {}

    @HomeService("approval-service")
    @CallableBy("execution-gateway")
    record AskForCorrelation(int any) {}

    @HomeService("approval-service")
    @CallableBy("execution-gateway")
    record AskForSomethingPrivate(int any) {}

    @HomeService("approval-service")
    @CallableBy("execution-gateway")
    record Fail(String how) {}

    @HomeService("approval-service")
    @CallableBy("execution-gateway")
    record Stall(int any) {}

    @HomeService("approval-service")
    @CallableBy("policy-service")
    record ForPolicyOnly(int any) {}

    @HomeService("approval-service")
    record ForNobody(int any) {}

    @HomeService("approval-service")
    @CallableBy("execution-gateway")
    record WithoutHandler(int any) {}

    @HomeService("policy-service")
    @CallableBy("execution-gateway")
    record ForSomebodyWhoIsDown(int any) {}

    record Local(int any) {}

    @CommandHandler
    String handle(Greet command) {
        handled.incrementAndGet();
        return "hello " + command.name();
    }

    @CommandHandler
    Person handle(AskForPerson command) {
        return new Person("https://issuer", command.subject(), "Name", List.of("pwd"));
    }

    @CommandHandler
    byte[] handle(AskForBytes command) {
        return new byte[command.count()];
    }

    @CommandHandler
    void handle(AskForNothing command) {
        handled.incrementAndGet();
    }

    @CommandHandler
    String handle(AskForCorrelation command, @MetaDataValue(Correlation.MEMBER) String correlation) {
        return correlation + " " + Correlation.current().orElse("none");
    }

    @CommandHandler
    Trials handle(AskForSomethingPrivate command) {
        return this;
    }

    @CommandHandler
    void handle(ForPolicyOnly command) {
        handled.incrementAndGet();
    }

    @CommandHandler
    void handle(ForNobody command) {
        handled.incrementAndGet();
    }

    @CommandHandler
    void handle(Stall command) throws InterruptedException {
        mayAnswer.await(60, TimeUnit.SECONDS);
    }

    @CommandHandler
    String handle(Local command) {
        return "here";
    }

    @CommandHandler
    void handle(Fail command) throws Exception {
        throw switch (command.how()) {
            case "refused" -> new CommandRefusedException(NOT_TODAY, "Try tomorrow", Map.of("days", 1, "why", "rain"));
            case "refused as unavailable" -> new CommandRefusedException(PlatformProblems.UNAVAILABLE, "Not ready");
            case "problem" -> new ProblemException(NOT_TODAY, "Try tomorrow");
            case "missing" -> new AggregateNotFoundException("id-1", "SELECT secret");
            case "raced" -> new ConcurrencyException("SELECT secret");
            case "duplicate" -> new DuplicateKeyException("SELECT secret");
            case "no database" -> new TransientDataAccessResourceException("SELECT secret");
            case "checked" -> new Exception("SELECT secret");
            default -> new IllegalStateException("SELECT secret");
        };
    }
}
