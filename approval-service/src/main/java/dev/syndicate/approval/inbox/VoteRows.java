package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes votes as columns, for lists and figures. What a vote says is kept with the other events. */
@Component
class VoteRows {

    private static final String ROW = """
            INSERT INTO vote_view (approval, position, counted, vote, round,
                reviewer, reviewer_name, on_behalf_of, choice, event, voted_at, opened_at)
            VALUES (:approval, :position, :counted, :vote, :round,
                :reviewer, :name, :onBehalfOf, :choice, :event, :at, :opened)
            """;

    private final JdbcClient jdbc;

    VoteRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void cast(VoteCast cast, long position, String event) {
        jdbc.sql(ROW)
                .param("approval", cast.approval().value())
                .param("position", position)
                .param("counted", true)
                .param("vote", cast.vote().value())
                .param("round", cast.round())
                .param("reviewer", Requester.key(cast.reviewer()))
                .param("name", Listing.storable(cast.reviewer().name()))
                .param("onBehalfOf", key(cast.onBehalfOf()))
                .param("choice", cast.choice().wireName())
                .param("event", event)
                .param("at", cast.occurredAt().atOffset(ZoneOffset.UTC))
                .param("opened", utc(cast.openedAt()))
                .update();
    }

    /** Under no vote's id: one that was not taken is no vote, and may be sent again under its id. */
    void refused(VoteRefused refused, long position, String event) {
        jdbc.sql(ROW)
                .param("approval", refused.approval().value())
                .param("position", position)
                .param("counted", false)
                .param("vote", null)
                .param("round", null)
                .param("reviewer", Requester.key(refused.voter()))
                .param("name", Listing.storable(refused.voter().name()))
                .param("onBehalfOf", null)
                .param("choice", refused.choice().wireName())
                .param("event", event)
                .param("at", refused.occurredAt().atOffset(ZoneOffset.UTC))
                .param("opened", null)
                .update();
    }

    /** Votes of earlier rounds no longer count. */
    void begin(RoundOpened opened) {
        jdbc.sql("UPDATE vote_view SET counted = false WHERE approval = :approval AND round < :round")
                .param("approval", opened.approval().value())
                .param("round", opened.round())
                .update();
    }

    void clear() {
        jdbc.sql("DELETE FROM vote_view").update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String key(@Nullable Person person) {
        return person == null ? null : Requester.key(person);
    }
}
