package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.audit.SubjectErased;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.platform.content.SubjectKeys;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A list shows the beginning of what would run: when a person's content is erased, that goes too. In the view's own
 * group, so that it comes after every request from before the erasure.
 */
@Component
@ProcessingGroup(InboxConfiguration.VIEW)
class WhenSubjectErasedThenForgetSynopses {

    private final JdbcClient jdbc;
    private final Documents documents;
    private final SubjectKeys keys;

    WhenSubjectErasedThenForgetSynopses(JdbcClient jdbc, Documents documents, SubjectKeys keys) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.keys = keys;
    }

    @EventHandler
    void on(SubjectErased event) {
        requesters().stream()
                .filter(requester -> isAbout(event, requester))
                .forEach(requester -> jdbc.sql(
                                "UPDATE approval_view SET synopsis = :synopsis, words = '', repository = ''"
                                        + " WHERE requester = :requester")
                        .param("synopsis", documents.write(Synopsis.erased()))
                        .param("requester", requester)
                        .update());
    }

    private List<String> requesters() {
        return jdbc.sql("SELECT DISTINCT requester FROM approval_view")
                .query((row, _) -> row.getString("requester"))
                .list();
    }

    private boolean isAbout(SubjectErased event, String requester) {
        int space = requester.indexOf(' ');
        return keys.find(new DataSubject(requester.substring(0, space), requester.substring(space + 1)))
                .filter(pseudonym -> pseudonym.value().equals(event.pseudonym()))
                .isPresent();
    }
}
