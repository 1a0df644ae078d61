package dev.syndicate.client;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * audit-service, as an auditor sees it: the records of an action or a session. Reading is on the record itself. Whether
 * the chain is intact is for {@code syndicate audit verify} to say, which trusts no answer of the service.
 *
 * <pre>{@code
 * for (AuditTrail.Entry entry : AuditTrail.at(address, adasToken).of(action)) {
 *     System.out.println(entry.sequence() + " " + entry.type());
 * }
 * }</pre>
 */
public final class AuditTrail {

    private static final int PAGE = 500;

    private final Connection connection;

    private AuditTrail(Connection connection) {
        this.connection = connection;
    }

    /** audit-service at this address, asked with an auditor's access token. */
    public static AuditTrail at(URI address, String accessToken) {
        return new AuditTrail(Connection.to(address).as(accessToken));
    }

    /**
     * One record.
     *
     * @param type the event's type, for example {@code dev.syndicate.contracts.execution.ExecutionGranted}
     * @param outcome how the action ended, in the record that says so
     */
    public record Entry(long sequence, String type, Instant occurredAt, Optional<String> outcome) {

        private static Entry read(JsonValue json) {
            JsonObject entry = (JsonObject) json;
            return new Entry(
                    entry.integer("sequence"),
                    entry.string("eventType"),
                    Members.time(entry, "occurredAt"),
                    entry.findString("outcome"));
        }
    }

    /** The records of an action, the first 500, in the chain's order. */
    public List<Entry> of(ActionId action) {
        return records("action=" + action);
    }

    /** The records of a session, likewise. */
    public List<Entry> of(SessionId session) {
        return records("session=" + session);
    }

    private List<Entry> records(String filter) {
        return connection
                .get("/v1/records?order=asc&limit=%d&%s".formatted(PAGE, filter))
                .read(page -> page.array("records").stream().map(Entry::read).toList());
    }
}
