package dev.syndicate.approval.voting;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.syndicate.approval.delegation.Delegated;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Escalation;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which threshold sets a voter belongs to: those whose group the token names, where there is one, and whose condition
 * holds, where there is one. The
 * condition is CEL over {@code reviewer}: {@code issuer}, {@code subject}, {@code name}, {@code groups} and
 * {@code amr}. A condition that cannot be read or evaluated holds for nobody.
 */
final class SetMembership {

    private static final Logger LOG = LoggerFactory.getLogger(SetMembership.class);

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .addVar("reviewer", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .setResultType(SimpleType.BOOL)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();

    /**
     * Names of the sets in which this voter counts. Who votes on somebody's behalf has that person's groups, and for the
     * rest they are who they are.
     *
     * @param escalated names of the sets in which others count besides
     */
    List<String> setsOf(
            Voter voter, @Nullable Delegated delegated, ApprovalRequirement requirement, List<String> escalated) {
        if (!voter.reviewer()) {
            return List.of();
        }
        List<String> groups = delegated == null ? voter.signIn().groups() : delegated.groups();
        Map<String, Object> claims = claims(voter.person(), groups);
        return requirement.sets().stream()
                .filter(set -> counts(set.group(), set.when(), groups, claims)
                        || escalated.contains(set.name()) && counts(set.escalation(), groups, claims))
                .map(ThresholdSet::name)
                .toList();
    }

    /** Names of the sets in which this voter would count by themselves at this time. */
    List<String> setsOf(ApprovalHistory history, Voter voter, Instant at) {
        return setsOf(voter, null, history.requirement(), history.escalatedAt(at));
    }

    /** Whether the conditions of the set, if it has any, are CEL that yields a truth value. */
    boolean canRead(ThresholdSet set) {
        Escalation escalation = set.escalation();
        return canRead(set.when()) && (escalation == null || canRead(escalation.when()));
    }

    private static boolean canRead(@Nullable String condition) {
        try {
            return condition == null || compiled(condition) != null;
        } catch (CelValidationException unreadable) {
            return false;
        }
    }

    private static boolean counts(@Nullable Escalation escalation, List<String> groups, Map<String, Object> claims) {
        return escalation != null && counts(escalation.group(), escalation.when(), groups, claims);
    }

    private static boolean counts(
            @Nullable String group, @Nullable String when, List<String> groups, Map<String, Object> claims) {
        return (group == null || groups.contains(group)) && (when == null || holds(when, claims));
    }

    private static boolean holds(String condition, Map<String, Object> claims) {
        try {
            return Boolean.TRUE.equals(
                    RUNTIME.createProgram(compiled(condition)).eval(Map.of("reviewer", claims)));
        } catch (CelValidationException | CelEvaluationException failure) {
            LOG.warn("The condition {} counts as not met", condition, failure);
            return false;
        }
    }

    private static CelAbstractSyntaxTree compiled(String condition) throws CelValidationException {
        return COMPILER.compile(condition).getAst();
    }

    private static Map<String, Object> claims(Person person, List<String> groups) {
        return Map.of(
                "issuer", person.issuer(),
                "subject", person.subject(),
                "name", person.name(),
                "groups", groups,
                "amr", person.authenticationMethods());
    }
}
