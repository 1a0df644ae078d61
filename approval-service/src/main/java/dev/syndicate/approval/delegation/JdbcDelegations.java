package dev.syndicate.approval.delegation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syndicate.contracts.approval.DelegationEvent;
import dev.syndicate.contracts.approval.DelegationGiven;
import dev.syndicate.contracts.approval.DelegationRevoked;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.eventstore.EventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of delegations in PostgreSQL, derived from their events. */
@Component
@ProcessingGroup("delegation-view")
class JdbcDelegations {

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final JsonMapper mapper = EventFormat.mapper();

    JdbcDelegations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Given by or to this person, the newest first. */
    List<Delegated> of(Person person) {
        return jdbc.sql("""
                        SELECT given, revoked
                        FROM delegation_view
                        WHERE delegator = :person OR delegate = :person
                        ORDER BY given_at DESC, delegation DESC
                        LIMIT :most
                        """)
                .param("person", key(person))
                .param("most", MOST)
                .query((row, _) -> delegated(row))
                .list();
    }

    @EventHandler
    void on(DelegationEvent event) {
        switch (event) {
            case DelegationGiven given -> insert(given);
            case DelegationRevoked revoked ->
                jdbc.sql("UPDATE delegation_view SET revoked = :revoked WHERE delegation = :delegation")
                        .param("revoked", write(revoked))
                        .param("delegation", revoked.delegation().value())
                        .update();
        }
    }

    @ResetHandler
    void rebuild() {
        jdbc.sql("DELETE FROM delegation_view").update();
    }

    private void insert(DelegationGiven given) {
        jdbc.sql("""
                        INSERT INTO delegation_view (delegation, delegator, delegate, given, given_at)
                        VALUES (:delegation, :delegator, :delegate, :given, :at)
                        """)
                .param("delegation", given.delegation().value())
                .param("delegator", key(given.delegator()))
                .param("delegate", key(given.delegate()))
                .param("given", write(given))
                .param("at", given.occurredAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private Delegated delegated(ResultSet row) throws SQLException {
        byte[] revoked = row.getBytes("revoked");
        return new Delegated(
                read(row.getBytes("given"), DelegationGiven.class),
                revoked == null ? null : read(revoked, DelegationRevoked.class));
    }

    private byte[] write(DelegationEvent event) {
        try {
            return mapper.writeValueAsBytes(event);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException("A delegation cannot be written", failure);
        }
    }

    private <T> T read(byte[] document, Class<T> type) {
        try {
            return mapper.readValue(document, type);
        } catch (IOException failure) {
            throw new UncheckedIOException("A delegation cannot be read; rebuild the view", failure);
        }
    }

    /** Issuer and subject; an issuer is a URL and holds no space. */
    static String key(Person person) {
        return person.issuer() + " " + person.subject();
    }
}
