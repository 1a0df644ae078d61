package dev.syndicate.audit.evidence;

import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.story.Member;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordTerms;
import dev.syndicate.contracts.policy.PolicyPublished;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.platform.content.ContentErasedException;
import dev.syndicate.platform.content.ContentStore;
import dev.syndicate.platform.content.ContentUnavailableException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Canonical actions and policy bundles, as far as they can still be given. */
@Component
class Contents {

    private static final String ERASED = "erased";
    private static final String UNAVAILABLE = "unavailable";

    private final ContentStore store;
    private final JdbcClient jdbc;

    Contents(ContentStore store, JdbcClient jdbc) {
        this.store = store;
        this.jdbc = jdbc;
    }

    /**
     * Bytes, or why there are none.
     *
     * @param absence {@code erased} or {@code unavailable} where there are no bytes, otherwise empty
     */
    record Kept(Optional<byte[]> bytes, String absence) {

        static Kept absent(String reason) {
            return new Kept(Optional.empty(), reason);
        }
    }

    Kept action(ContentRef ref) {
        return read(ref);
    }

    /** A bundle's size stands in the record that published it. */
    Kept policy(PolicyVersion version) {
        return jdbc.sql("SELECT " + StoredRecord.COLUMNS + """
                        FROM audit.record
                        WHERE event_type = :type AND terms @> :terms::text[]
                        ORDER BY sequence
                        LIMIT 1
                        """)
                .param("type", PolicyPublished.class.getName())
                .param("terms", new String[] {RecordTerms.policy(version.toString())})
                .query((row, number) ->
                        RecordBody.parse(StoredRecord.of(row).record().body()).json())
                .optional()
                .map(published -> Member.number(published, "policy", "bundle", "size"))
                .map(size -> new ContentRef(version.bundle(), size))
                .map(this::read)
                .orElseGet(() -> Kept.absent(UNAVAILABLE));
    }

    private Kept read(ContentRef ref) {
        try {
            return new Kept(Optional.of(store.get(ref)), "");
        } catch (ContentErasedException erased) {
            return Kept.absent(ERASED);
        } catch (ContentUnavailableException gone) {
            return Kept.absent(UNAVAILABLE);
        }
    }
}
