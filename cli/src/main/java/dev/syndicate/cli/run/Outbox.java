package dev.syndicate.cli.run;

import dev.syndicate.cli.identity.PrivateFile;
import dev.syndicate.cli.user.UserDirectories;
import dev.syndicate.client.AgentSession;
import dev.syndicate.client.RefusedException;
import dev.syndicate.client.UnexpectedReplyException;
import dev.syndicate.client.UnreachableException;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Outcomes that could not be reported, one a file, readable by their owner alone: they hold the session's credential, with
 * which the next run reports them. The gateway has closed the execution as outcome unknown by then, and records it as late.
 */
record Outbox(Path directory) {

    private static final int MOST = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Where this user's state is kept. */
    static Outbox of(UserDirectories user) {
        return new Outbox(user.state().resolve("outcomes"));
    }

    /** A report, and what it takes to send it. */
    record Letter(
            URI gateway, SessionId session, String credential, ExecutionId execution, String key, JsonObject report) {

        private JsonObject json() {
            return JsonObject.builder()
                    .put("gateway", gateway.toString())
                    .put("session", session.toString())
                    .put("credential", credential)
                    .put("execution", execution.toString())
                    .put("key", key)
                    .put("report", report)
                    .build();
        }

        private static Letter read(byte[] bytes) throws InadmissibleJsonException {
            JsonObject json = Json.parseObject(bytes);
            return new Letter(
                    URI.create(json.string("gateway")),
                    SessionId.parse(json.string("session")),
                    json.string("credential"),
                    ExecutionId.parse(json.string("execution")),
                    json.string("key"),
                    json.object("report"));
        }

        /** Reports and closes the session, which had been left open for this. */
        void send(Duration patience) {
            AgentSession agent = AgentSession.resume(gateway, session, credential);
            agent.connection()
                    .within(patience)
                    .keyed(key)
                    .post("/v1/executions/" + execution + "/outcome", report)
                    .orRefused();
            agent.close();
        }

        /** Never the credential. */
        @Override
        public String toString() {
            return "the outcome of execution " + execution;
        }
    }

    /** Keeps a report for the next run. */
    void keep(Letter letter) throws IOException {
        PrivateFile.write(
                directory.resolve(letter.execution() + ".json"), letter.json().toString());
    }

    /** Sends what is kept for this gateway; what it will never take is let go. Answers how many arrived. */
    int sendTo(URI gateway) {
        int sent = 0;
        for (Path file : files()) {
            sent += send(file, gateway) ? 1 : 0;
        }
        return sent;
    }

    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .limit(MOST)
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static boolean send(Path file, URI gateway) {
        try {
            Letter letter = Letter.read(Files.readAllBytes(file));
            if (!letter.gateway().equals(gateway)) {
                return false;
            }
            letter.send(PATIENCE);
            Files.delete(file);
            return true;
        } catch (RefusedException refused) {
            return refused.reply().status() < 500 && letGo(file);
        } catch (UnreachableException | UnexpectedReplyException | IOException nextTime) {
            return false;
        } catch (InadmissibleJsonException | IllegalArgumentException notOurs) {
            return false;
        }
    }

    /** The session is over, or another outcome is on record: nobody will ever take it. */
    private static boolean letGo(Path file) {
        try {
            Files.delete(file);
        } catch (IOException stays) {
            return false;
        }
        return false;
    }
}
