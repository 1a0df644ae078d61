package dev.syndicate.contracts.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who authorised an action: people, or a released policy version with its author and releaser.
 * Every execution names exactly one.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Authority.OfPeople.class, name = "people"),
    @JsonSubTypes.Type(value = Authority.OfPolicy.class, name = "policy")
})
public sealed interface Authority {

    /**
     * The people whose votes met every threshold set of an approval.
     *
     * @param use which use of the approval's standing grant an execution is, from 1; absent where the approval was given
     *     for this very action, and as long as it is not used
     */
    record OfPeople(
            ApprovalId approval,
            List<Person> approvers,
            PolicyVersion policyVersion,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer use)
            implements Authority {

        /** An authority that was given for one action. */
        public OfPeople(ApprovalId approval, List<Person> approvers, PolicyVersion policyVersion) {
            this(approval, approvers, policyVersion, null);
        }

        /** The same, used for the n-th time. */
        public OfPeople used(int number) {
            return new OfPeople(approval, approvers, policyVersion, number);
        }

        public OfPeople {
            Objects.requireNonNull(approval, "approval");
            Objects.requireNonNull(policyVersion, "policyVersion");
            approvers = List.copyOf(approvers);
            if (approvers.isEmpty()) {
                throw new IllegalArgumentException("An approval has at least one approver");
            }
        }
    }

    /** A released policy version, with the two people who wrote and released it. */
    record OfPolicy(PolicyVersion policyVersion, String rule, Person author, Person releaser) implements Authority {

        public OfPolicy {
            Objects.requireNonNull(policyVersion, "policyVersion");
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(author, "author");
            Objects.requireNonNull(releaser, "releaser");
        }
    }

    /** The policy version under which the authority was given. */
    PolicyVersion policyVersion();
}
