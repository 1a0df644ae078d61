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
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which threshold sets a voter belongs to: those whose group the token names, and whose condition holds. The
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

    /** Names of the sets in which this voter counts. */
    List<String> setsOf(Voter voter, ApprovalRequirement requirement) {
        return requirement.sets().stream()
                .filter(set -> voter.groups().contains(set.group()) && holds(set, voter))
                .map(ThresholdSet::name)
                .toList();
    }

    /** Whether the condition of the set, if it has one, is CEL that yields a truth value. */
    boolean canRead(ThresholdSet set) {
        try {
            return set.when() == null || compiled(set.when()) != null;
        } catch (CelValidationException unreadable) {
            return false;
        }
    }

    private static boolean holds(ThresholdSet set, Voter voter) {
        if (set.when() == null) {
            return true;
        }
        try {
            return Boolean.TRUE.equals(
                    RUNTIME.createProgram(compiled(set.when())).eval(Map.of("reviewer", claims(voter))));
        } catch (CelValidationException | CelEvaluationException failure) {
            LOG.warn("The condition of threshold set {} counts as not met", set.name(), failure);
            return false;
        }
    }

    private static CelAbstractSyntaxTree compiled(String condition) throws CelValidationException {
        return COMPILER.compile(condition).getAst();
    }

    private static Map<String, Object> claims(Voter voter) {
        Person person = voter.person();
        Set<String> groups = voter.groups();
        return Map.of(
                "issuer", person.issuer(),
                "subject", person.subject(),
                "name", person.name(),
                "groups", List.copyOf(groups),
                "amr", person.authenticationMethods());
    }
}
