package dev.syndicate.client;

import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.Denier;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.Risk;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where an action stands, as its session sees it.
 *
 * @param approval present once people were asked
 * @param permit present while one can be presented: single-use, for some minutes
 * @param execution present once a permit was consumed and the intent not refused
 * @param denial present when policy or a reviewer said no
 * @param refusal the last refused attempt to execute
 */
public record ActionStatus(
        ActionId action,
        ActionState state,
        IntentDigest intentDigest,
        ActionDigest actionDigest,
        Decision decision,
        Optional<Approval> approval,
        Optional<Permit> permit,
        Optional<Execution> execution,
        Optional<Denial> denial,
        Optional<Refusal> refusal) {

    /**
     * What policy said.
     *
     * @param rule absent where no rule matched, or policy could not be asked
     */
    public record Decision(Effect effect, Optional<String> rule, String reason, Risk risk) {

        private static Decision read(JsonObject json) {
            return new Decision(
                    Effect.of(json.string("effect")),
                    json.findString("rule"),
                    json.string("reason"),
                    Risk.of(json.string("risk")));
        }
    }

    /**
     * The approval to wait for.
     *
     * @param url where people decide
     * @param sets who: all of them must be met
     */
    public record Approval(ApprovalId approval, URI url, Instant expiresAt, List<Threshold> sets) {

        private static Approval read(JsonObject json) {
            return new Approval(
                    ApprovalId.parse(json.string("approval")),
                    URI.create(json.string("url")),
                    Members.time(json, "expiresAt"),
                    json.array("sets").stream().map(Threshold::read).toList());
        }
    }

    /**
     * So many approvals by certain reviewers.
     *
     * @param group absent where a condition alone says who counts
     */
    public record Threshold(String name, int approve, Optional<String> group) {

        private static Threshold read(JsonValue json) {
            JsonObject set = (JsonObject) json;
            return new Threshold(set.string("name"), Members.number(set, "approve"), set.findString("group"));
        }
    }

    /** A permit, as it is presented. */
    public record Permit(String permit, Instant expiresAt) {

        private static Permit read(JsonObject json) {
            return new Permit(json.string("permit"), Members.time(json, "expiresAt"));
        }

        /** Never the text itself. */
        @Override
        public String toString() {
            return "a permit until " + expiresAt;
        }
    }

    /** An execution; granted once its intent was sealed. */
    public record Execution(ExecutionId execution, boolean granted) {

        private static Execution read(JsonObject json) {
            return new Execution(ExecutionId.parse(json.string("execution")), json.bool("granted"));
        }
    }

    /**
     * Who said no, and why.
     *
     * @param reviewer the name of the person, where it was one
     */
    public record Denial(Denier by, Optional<String> reviewer, String reason) {

        private static Denial read(JsonObject json) {
            return new Denial(Denier.of(json.string("by")), json.findString("reviewer"), json.string("reason"));
        }
    }

    /** Why nothing ran. */
    public record Refusal(RefusalReason reason, String detail) {

        private static Refusal read(JsonObject json) {
            return new Refusal(RefusalReason.of(json.string("reason")), json.string("detail"));
        }
    }

    /** The permit's text. Throws {@link IllegalStateException} while the action has none. */
    public String requirePermit() {
        return permit.map(Permit::permit)
                .orElseThrow(() -> new IllegalStateException(
                        "Action %s is %s and has no permit".formatted(action, state.wireName())));
    }

    static ActionStatus read(JsonObject json) {
        return new ActionStatus(
                ActionId.parse(json.string("action")),
                ActionState.of(json.string("state")),
                IntentDigest.parse(json.string("intentDigest")),
                ActionDigest.parse(json.string("actionDigest")),
                Decision.read(json.object("decision")),
                json.findObject("approval").map(Approval::read),
                json.findObject("permit").map(Permit::read),
                json.findObject("execution").map(Execution::read),
                json.findObject("denial").map(Denial::read),
                json.findObject("refusal").map(Refusal::read));
    }
}
