package dev.syndicate.client;

import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * approval-service, as a reviewer sees it. A vote is a person's: it needs a person's token, and carries the digests of
 * what that person was shown.
 *
 * <pre>{@code
 * Approvals approvals = Approvals.at(URI.create("http://127.0.0.1:8081"), reviewersToken);
 * Approvals.Shown shown = approvals.find(approvals.open().getFirst().approval());
 * approvals.markOpened(shown.approval());
 * // ... shown.view() is read by a person ...
 * approvals.vote(shown, VoteChoice.APPROVE, "Seen.", newKey());
 * }</pre>
 */
public final class Approvals {

    private final Connection connection;

    private Approvals(Connection connection) {
        this.connection = connection;
    }

    /** approval-service at this address, asked with a person's access token. */
    public static Approvals at(URI address, String accessToken) {
        return new Approvals(Connection.to(address).as(accessToken));
    }

    /** One approval in a list. */
    public record Entry(ApprovalId approval, String headline, Instant expiresAt) {

        private static Entry read(JsonValue json) {
            JsonObject entry = (JsonObject) json;
            return new Entry(
                    ApprovalId.parse(entry.string("id")), entry.string("headline"), Members.time(entry, "expiresAt"));
        }
    }

    /**
     * What a reviewer is shown.
     *
     * @param state {@code open}, {@code granted}, {@code denied}, {@code expired}, {@code withdrawn},
     *     {@code amended} or {@code superseded}
     * @param view a view/v1, or a view/v2 where policy masks secrets in it (docs/spec/view.md)
     */
    public record Shown(
            ApprovalId approval, String state, IntentDigest intentDigest, ViewDigest viewDigest, JsonObject view) {

        private static Shown read(JsonObject json) {
            return new Shown(
                    ApprovalId.parse(json.string("id")),
                    json.string("state"),
                    IntentDigest.parse(json.string("intentDigest")),
                    ViewDigest.parse(json.string("viewDigest")),
                    json.object("view"));
        }
    }

    /** The newest open approvals of the caller's workspaces, 50 at most. */
    public List<Entry> open() {
        return connection
                .get("/v1/approvals?state=open")
                .read(page -> page.array("approvals").stream().map(Entry::read).toList());
    }

    /** An approval, with what its voters are shown. */
    public Shown find(ApprovalId approval) {
        return connection.get("/v1/approvals/" + approval).read(Shown::read);
    }

    /** Says that the caller, a reviewer, is about to read it: nothing is approved that its voter has not opened. */
    public void markOpened(ApprovalId approval) {
        connection.post("/v1/approvals/" + approval + "/openings").orRefused();
    }

    /** Votes on what was shown; answers the approval's state after it. */
    public String vote(Shown shown, VoteChoice choice, String comment, String key) {
        JsonObject vote = JsonObject.builder()
                .put("choice", choice.wireName())
                .put("intentDigest", shown.intentDigest().toString())
                .put("viewDigest", shown.viewDigest().toString())
                .put("comment", comment)
                .build();
        return connection
                .keyed(key)
                .post("/v1/approvals/" + shown.approval() + "/votes", vote)
                .read(answer -> answer.string("state"));
    }
}
