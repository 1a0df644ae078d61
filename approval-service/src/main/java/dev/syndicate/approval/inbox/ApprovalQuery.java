package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.Risk;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which approvals a list shows, and in which order. What is absent does not matter.
 *
 * @param workspaces those that may be seen
 * @param requester only what this person answers for
 * @param asked only requests that ask these people, see {@link ApprovalViews#asked}
 * @param votable only what this person has neither asked for nor voted on
 * @param voted only what this person has voted on
 * @param words what a row's text contains, in any case
 * @param after continue after this row of the page before
 */
public record ApprovalQuery(
        List<WorkspaceId> workspaces,
        List<ApprovalState> states,
        @Nullable Person requester,
        @Nullable List<String> asked,
        @Nullable Person votable,
        @Nullable Person voted,
        @Nullable Risk risk,
        @Nullable ActionKind kind,
        @Nullable EnforcementTier tier,
        @Nullable String repository,
        @Nullable String requesterName,
        String words,
        Order order,
        @Nullable ApprovalId after) {

    /** The order of a list; the approval's id decides between equals. */
    public enum Order {
        RISK("risk", "3 - risk, expires_at, approval", false, "Risk, then expiry"),
        EXPIRY("expiry", "expires_at, approval", false, "Least time left"),
        OLDEST("oldest", "requested_at, approval", false, "Waiting longest"),
        NEWEST("newest", "requested_at, approval", true, "Newest"),
        ENDED("ended", "ended_at, approval", true, "Decided last"),
        ENDED_FIRST("ended-first", "ended_at, approval", false, "Decided first");

        private final String wireName;
        private final String columns;
        private final boolean descending;
        private final String words;

        Order(String wireName, String columns, boolean descending, String words) {
            this.wireName = wireName;
            this.columns = columns;
            this.descending = descending;
            this.words = words;
        }

        public String wireName() {
            return wireName;
        }

        public String words() {
            return words;
        }

        String columns() {
            return columns;
        }

        /** The columns as ORDER BY takes them. */
        String sorted() {
            return descending ? columns.replace(",", " DESC,") + " DESC" : columns;
        }

        /** How the rows behind one compare with it. */
        String behind() {
            return descending ? "<" : ">";
        }

        /** Reads a wire name; what is none is the first. */
        public static Order of(String wireName) {
            return Arrays.stream(values())
                    .filter(order -> order.wireName.equals(wireName))
                    .findFirst()
                    .orElse(RISK);
        }
    }

    public ApprovalQuery {
        workspaces = List.copyOf(workspaces);
        states = List.copyOf(states);
        asked = asked == null ? null : List.copyOf(asked);
    }

    /** Everything in these workspaces that is in these states. */
    public static ApprovalQuery of(List<WorkspaceId> workspaces, List<ApprovalState> states, Order order) {
        return new ApprovalQuery(
                workspaces, states, null, null, null, null, null, null, null, null, null, "", order, null);
    }

    /** Only what somebody answers for, where it is given. */
    public ApprovalQuery of(@Nullable Person person) {
        return new ApprovalQuery(
                workspaces,
                states,
                person,
                asked,
                votable,
                voted,
                risk,
                kind,
                tier,
                repository,
                requesterName,
                words,
                order,
                after);
    }

    /** Only what asks these people, of whom this is one, who has neither asked for it nor voted. */
    public ApprovalQuery waitingFor(Person person, List<String> sets) {
        return new ApprovalQuery(
                workspaces,
                states,
                requester,
                sets,
                person,
                null,
                risk,
                kind,
                tier,
                repository,
                requesterName,
                words,
                order,
                after);
    }

    /** Only what this person has voted on. */
    public ApprovalQuery votedBy(Person person) {
        return new ApprovalQuery(
                workspaces,
                states,
                requester,
                null,
                null,
                person,
                risk,
                kind,
                tier,
                repository,
                requesterName,
                words,
                order,
                after);
    }

    /** From the beginning. */
    public ApprovalQuery fromTheStart() {
        return continuedAfter(null);
    }

    /** From the row behind this one; from the beginning where it is absent. */
    public ApprovalQuery continuedAfter(@Nullable ApprovalId last) {
        return new ApprovalQuery(
                workspaces,
                states,
                requester,
                asked,
                votable,
                voted,
                risk,
                kind,
                tier,
                repository,
                requesterName,
                words,
                order,
                last);
    }
}
