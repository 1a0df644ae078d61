package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.DisjointCount;
import dev.syndicate.contracts.policy.Escalation;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the operator states of reviewers' groups, less who never counts. Of what is not stated nothing is concluded, and a
 * condition is taken to hold for everybody: a quorum counts as out of reach only where it certainly is.
 *
 * @param excluded which subjects never count
 */
record KnownReviewers(ApprovalSettings settings, Predicate<String> excluded) {

    /** For a request: who is asked for, and who amended it, never counts. Groups are those of the issuer that the requester comes from. */
    static KnownReviewers of(ApprovalSettings settings, ApprovalRequested request) {
        String issuer = request.requester().accountable().issuer();
        return new KnownReviewers(settings, subject -> {
            Person person = new Person(issuer, subject, subject, List.of());
            return request.isAskedFor(person) || request.isAmendedBy(person);
        });
    }

    /** How many people can count in this set at most; empty where that is not known. */
    Optional<Integer> most(ThresholdSet set) {
        return subjects(set).map(Set::size).or(() -> sizes(set));
    }

    /** Why people do not suffice for disjoint sets, if that is known. */
    Optional<QuorumIsAttainable.Unattainable> shortOfPeople(ApprovalRequirement requirement) {
        boolean enough = !requirement.countsPeopleOnce()
                || suffice(named(requirement))
                        && requirement.sets().stream().allMatch(set -> sufficeByNumber(set, requirement));
        return enough
                ? Optional.empty()
                : Optional.of(new QuorumIsAttainable.Unattainable(
                        "The sets are disjoint, and there are not people enough for all of them", Map.of()));
    }

    /** Whether a group that is not known by name has people enough for all sets that ask nobody else. */
    private boolean sufficeByNumber(ThresholdSet set, ApprovalRequirement requirement) {
        int needed = requirement.sets().stream()
                .filter(other -> other.escalation() == null && Objects.equals(other.group(), set.group()))
                .mapToInt(ThresholdSet::approve)
                .sum();
        return size(set.group()).filter(size -> size < needed).isEmpty();
    }

    private List<ThresholdSet> named(ApprovalRequirement requirement) {
        return requirement.sets().stream()
                .filter(set -> subjects(set).isPresent())
                .toList();
    }

    private boolean suffice(List<ThresholdSet> sets) {
        Set<String> people = new HashSet<>();
        sets.forEach(set -> people.addAll(subjects(set).orElseThrow()));
        return DisjointCount.of(
                        sets,
                        people.stream().sorted().toList(),
                        (person, set) -> subjects(set).orElseThrow().contains(person))
                .fills();
    }

    private Optional<Set<String>> subjects(ThresholdSet set) {
        Escalation escalation = set.escalation();
        Optional<Set<String>> own = subjects(set.group());
        return escalation == null
                ? own
                : own.flatMap(people -> subjects(escalation.group()).map(others -> {
                    Set<String> all = new HashSet<>(people);
                    all.addAll(others);
                    return all;
                }));
    }

    private Optional<Set<String>> subjects(@Nullable String group) {
        List<String> subjects = group == null ? null : settings.groupSubjects().get(group);
        return Optional.ofNullable(subjects).map(members -> {
            Set<String> left = new HashSet<>(members);
            left.removeIf(excluded);
            return left;
        });
    }

    /** How many a set has whose members are not known by name. */
    private Optional<Integer> sizes(ThresholdSet set) {
        Escalation escalation = set.escalation();
        Optional<Integer> own = size(set.group());
        return escalation == null
                ? own
                : own.flatMap(size -> size(escalation.group()).map(others -> size + others));
    }

    private Optional<Integer> size(@Nullable String group) {
        return group == null
                ? Optional.empty()
                : subjects(group)
                        .map(Set::size)
                        .or(() -> Optional.ofNullable(settings.groupMembers().get(group)));
    }
}
